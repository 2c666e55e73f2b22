"""Reads and writes the traces of drafts, in a transaction that is open already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from mailhuman.store import rows
from mailhuman.store.lineage import Trace
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import traces

_UNSEEN = timedelta(days=180)  # a draft nobody saw for so long is not coming back


def traces_in(connection: Connection, seal: Seal, account: str, folder: str) -> tuple[Trace, ...]:
    """The traces of the drafts of one folder, by UID."""
    here = (traces.c.account == account) & (traces.c.folder == folder)
    found = connection.execute(select(traces).where(here).order_by(traces.c.uidvalidity, traces.c.uid))
    return tuple(rows.trace(seal.open(traces, row._asdict())) for row in found)


def keep(connection: Connection, seal: Seal, new: Iterable[Trace]) -> None:
    """Put each trace in place of the one of its lineage, and of any other that lies at its UID."""
    kept = tuple(new)
    for trace in kept:
        if not trace.lineage:
            raise ValueError("a trace is kept under the lineage of its draft")
        here = (traces.c.account == trace.account) & (traces.c.folder == trace.folder)
        at = (traces.c.uidvalidity == trace.uidvalidity) & (traces.c.uid == trace.uid)
        born = connection.execute(select(traces.c.born).where(here & (traces.c.lineage == trace.lineage))).scalar()
        connection.execute(delete(traces).where(here & ((traces.c.lineage == trace.lineage) | at)))
        first = min(trace.born, datetime.fromisoformat(born)) if born else trace.born
        connection.execute(insert(traces), [seal.close(traces, rows.trace_row(trace, first))])
    _drop_unseen(connection, kept)


def _drop_unseen(connection: Connection, kept: Iterable[Trace]) -> None:
    now = max((trace.seen for trace in kept), default=None)
    if now is None:
        return
    for row in connection.execute(select(traces.c.account, traces.c.folder, traces.c.lineage, traces.c.seen)).all():
        if now - datetime.fromisoformat(row.seen) > _UNSEEN:
            which = (traces.c.account == row.account) & (traces.c.folder == row.folder)
            connection.execute(delete(traces).where(which & (traces.c.lineage == row.lineage)))
