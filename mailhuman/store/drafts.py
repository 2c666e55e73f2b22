"""Reads and writes the traces of drafts, in a transaction that is open already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from mailhuman.store import rows
from mailhuman.store.lineage import Trace
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import traces

_UNSEEN = timedelta(days=180)  # a draft nobody saw for so long is not coming back
_ZONES = timedelta(days=2)
_FEW = 500
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Seen:
    """Drafts of one folder that a look at it found where they lay before."""

    account: str
    folder: str
    uidvalidity: int
    uids: tuple[int, ...]
    at: datetime


def traces_in(connection: Connection, seal: Seal, account: str, folder: str) -> tuple[Trace, ...]:
    """The traces of the drafts of one folder, by UID."""
    here = (traces.c.account == account) & (traces.c.folder == folder)
    found = connection.execute(select(traces).where(here).order_by(traces.c.uidvalidity, traces.c.uid))
    return tuple(rows.trace(seal.open(traces, row._asdict())) for row in found)


def keep(connection: Connection, seal: Seal, new: Iterable[Trace]) -> None:
    """Put each trace in place of the one of its lineage, and of any other that lies at its UID; later ones win."""
    kept = tuple(new)
    if not all(trace.lineage for trace in kept):
        raise ValueError("a trace is kept under the lineage of its draft")
    for account, folder in dict.fromkeys((trace.account, trace.folder) for trace in kept):
        together = [trace for trace in kept if (trace.account, trace.folder) == (account, folder)]
        _keep_in(connection, seal, _of(account, folder), _latest(together))
    _drop_unseen(connection, kept)


def see_again(connection: Connection, seen: Seen) -> None:
    """Remember that these drafts lay where they lay before."""
    for uids in _few(seen.uids):
        there = _of(seen.account, seen.folder) & (traces.c.uidvalidity == seen.uidvalidity) & traces.c.uid.in_(uids)
        connection.execute(update(traces).where(there).values(seen=rows.moment(seen.at)))


def _keep_in(connection: Connection, seal: Seal, here: ColumnElement[bool], kept: Sequence[Trace]) -> None:
    known = connection.execute(
        select(traces.c.lineage, traces.c.uidvalidity, traces.c.uid, traces.c.born).where(here)
    ).all()
    born = {row.lineage: datetime.fromisoformat(row.born) for row in known}
    places = {(trace.uidvalidity, trace.uid) for trace in kept}
    names = {trace.lineage for trace in kept}
    names |= {row.lineage for row in known if (row.uidvalidity, row.uid) in places}
    for some in _few(tuple(names & born.keys())):
        connection.execute(delete(traces).where(here & traces.c.lineage.in_(some)))
    firsts = [min(trace.born, born.get(trace.lineage, trace.born)) for trace in kept]
    values = [seal.close(traces, rows.trace_row(trace, first)) for trace, first in zip(kept, firsts, strict=True)]
    if values:
        connection.execute(insert(traces), values)


def _latest(kept: Iterable[Trace]) -> tuple[Trace, ...]:
    """The last of each lineage, as far as no later one lies at its UID."""
    latest: dict[str, Trace] = {}
    at: dict[tuple[int, int], str] = {}
    for trace in kept:
        latest.pop(at.pop((trace.uidvalidity, trace.uid), ""), None)
        before = latest.pop(trace.lineage, None)
        if before:
            at.pop((before.uidvalidity, before.uid), None)
        latest[trace.lineage] = trace
        at[trace.uidvalidity, trace.uid] = trace.lineage
    return tuple(latest.values())


def _of(account: str, folder: str) -> ColumnElement[bool]:
    return (traces.c.account == account) & (traces.c.folder == folder)


def _few(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Databases take a limited number of values in one statement."""
    return (values[start : start + _FEW] for start in range(0, len(values), _FEW))


def _drop_unseen(connection: Connection, kept: Iterable[Trace]) -> None:
    now = max((trace.seen for trace in kept), default=None)
    if now is None:
        return
    last = now - _UNSEEN
    old = traces.c.seen < str((last + _ZONES).date())  # as text, whatever the zones: a few too many
    key = select(traces.c.account, traces.c.folder, traces.c.lineage, traces.c.seen)
    for row in connection.execute(key.where(old)).all():
        if datetime.fromisoformat(row.seen) < last:
            which = _of(row.account, row.folder) & (traces.c.lineage == row.lineage)
            connection.execute(delete(traces).where(which))
