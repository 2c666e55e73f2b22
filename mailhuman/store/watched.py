"""What the daemon did with each draft, and how far it has read each folder: reads and writes, in an open transaction.

Nothing of it can be read: words and addresses stand in it as hashes alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal  # Any: a row holds values of any type

from sqlalchemy import Connection, delete, insert, select

from mailhuman.model import Kind
from mailhuman.store import rows
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import looks, watched

Verdict = Literal["nothing", "seen", "hint", "warn"]
"""What was told of a draft: nothing (there are no words to judge, or it is closed to us), that it was seen, or more."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A touch as it was offered, its words and its reader as hashes: known again in what was sent, told to nobody.

    `wordings` are pairs of a number of words and the hash of so many words, one for each way of saying it.
    """

    rule: str
    category: str
    kind: Kind
    fact: str
    suggestion: str
    contact: str
    wordings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """A draft that was reviewed, by its lineage: where its newest copy lay, and what was told of it.

    `digest` stands for the writer's words, the subject and the recipients; it is "" where the draft is to be reviewed
    again all the same. `revision` names what its note says, "" where it has none, and the note lies at `note_uid` in
    its folder. `enough` is true where the writer wants no more notes on this draft; `warned` are the ids of the
    warnings told so far. `sent_from` is the UIDNEXT of the folder of sent mail at the time. UIDs are 0 if unknown.
    """

    account: str
    folder: str
    lineage: str
    uidvalidity: int
    uid: int
    digest: str
    verdict: Verdict
    revision: str
    reviewed: datetime
    sent_from: int = 0
    offered: tuple[Offered, ...] = ()
    note_uidvalidity: int = 0
    note_uid: int = 0
    enough: bool = False
    warned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How far a folder was read: its UIDNEXT then; drafts up to the UID `floor` are left alone until they change."""

    account: str
    folder: str
    uidvalidity: int
    uidnext: int
    floor: int = 0


def watched_in(connection: Connection, seal: Seal, account: str, folder: str) -> tuple[Watched, ...]:
    """What is known of the drafts of one folder, by UID."""
    here = (watched.c.account == account) & (watched.c.folder == folder)
    found = connection.execute(select(watched).where(here).order_by(watched.c.uidvalidity, watched.c.uid))
    return tuple(_watched(seal.open(watched, row._asdict())) for row in found)


def keep_watched(connection: Connection, seal: Seal, new: Iterable[Watched]) -> None:
    """Put each in the place of what was known of its lineage."""
    for each in new:
        unwatch(connection, each.account, each.folder, {each.lineage})
        connection.execute(insert(watched), [seal.close(watched, _row(each))])


def unwatch(connection: Connection, account: str, folder: str, lineages: Collection[str]) -> None:
    """Drop what is known of these drafts."""
    here = (watched.c.account == account) & (watched.c.folder == folder)
    connection.execute(delete(watched).where(here & watched.c.lineage.in_(list(lineages))))


def looks_at(connection: Connection, account: str) -> tuple[Look, ...]:
    """How far each folder of an account was read."""
    found = connection.execute(select(looks).where(looks.c.account == account).order_by(looks.c.folder))
    return tuple(Look(**row._asdict()) for row in found)


def keep_look(connection: Connection, look: Look) -> None:
    """Put it in place of the earlier one."""
    here = (looks.c.account == look.account) & (looks.c.folder == look.folder)
    connection.execute(delete(looks).where(here))
    connection.execute(insert(looks), [asdict(look)])


def forget_account(connection: Connection, account: str) -> None:
    """Drop all that is known of the drafts and folders of an account."""
    for table in (watched, looks):
        connection.execute(delete(table).where(table.c.account == account))


def _row(each: Watched) -> rows.Row:
    row = asdict(each)
    return {**row, "warned": list(each.warned), "reviewed": rows.moment(each.reviewed)}


def _watched(row: Mapping[str, Any]) -> Watched:
    offered = tuple(
        Offered(**{**each, "wordings": tuple((count, words) for count, words in each["wordings"])})
        for each in row["offered"]
    )
    times = {"reviewed": datetime.fromisoformat(row["reviewed"])}
    return Watched(**{**row, **times, "offered": offered, "warned": tuple(row["warned"])})
