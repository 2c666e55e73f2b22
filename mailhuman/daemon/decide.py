"""What is due in a folder of drafts, from what lies there, what is remembered and the time; nothing is done here.

Times are seconds of a clock that only goes forward. A draft rests from the moment this copy of it was first seen; each
save makes a new copy, so who is typing is left in peace. A draft that is not there any more is believed to be gone only
after a grace time, and not while a copy lies unread that may be the same draft: clients delete and add in either order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mailhuman.store import Watched

BATCH = 20
"""Drafts read at a time: they may be long."""
FIRST_LOOK = 50
"""Drafts reviewed of those that lay there before the first look; the older ones are left alone until they change."""
GRACE = 5.0
"""Seconds beyond the rest that a missing draft has to come back."""


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in the folder now: the UIDs of the drafts not marked as deleted, and what they are valid for."""

    uidvalidity: int
    uids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """Since when each copy has been seen (by UID), and each reviewed draft has been missing (by lineage)."""

    uidvalidity: int = 0
    seen: Mapping[int, float] = field(default_factory=dict)
    missing: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due: copies to read (newest first), drafts that are gone, and in how many seconds something will be."""

    read: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()
    wait: float | None = None


def since(before: Since, lying: Lying, watched: Iterable[Watched], now: float) -> Since:
    """Since when things are as they are, after this look."""
    seen = before.seen if before.uidvalidity == lying.uidvalidity else {}
    there = {(lying.uidvalidity, uid) for uid in lying.uids}
    missing = [each.lineage for each in watched if (each.uidvalidity, each.uid) not in there]
    return Since(
        lying.uidvalidity,
        {uid: seen.get(uid, now) for uid in lying.uids},
        {lineage: before.missing.get(lineage, now) for lineage in missing},
    )


def decide(  # noqa: PLR0913 - a decision looks at this much
    lying: Lying,
    watched: Sequence[Watched],
    times: Since,
    now: float,
    *,
    rest: float,
    grace: float = GRACE,
    floor: int = 0,
) -> Plan:
    """What is due in a folder, where a draft must have rested for `rest` seconds.

    One that is missing is gone after the rest and `grace` more. Drafts up to the UID `floor` are left alone. `times`
    are those after this look.
    """
    unread = unreviewed(lying, watched, floor)
    due = {uid: times.seen[uid] + rest - now for uid in unread}
    rested = tuple(uid for uid in unread if due[uid] <= 0)
    over = {lineage: start + rest + grace - now for lineage, start in times.missing.items()}
    gone = () if unread else tuple(sorted(lineage for lineage, left in over.items() if left <= 0))
    waits = [left for left in (*due.values(), *over.values()) if left > 0]
    return Plan(rested[:BATCH], gone, 0.0 if rested or gone else min(waits, default=None))


def unreviewed(lying: Lying, watched: Iterable[Watched], floor: int = 0) -> tuple[int, ...]:
    """The copies that are still to be reviewed, or are again, the newest first."""
    done = {each.uid for each in watched if each.uidvalidity == lying.uidvalidity and each.digest}
    again = {each.uid for each in watched if each.uidvalidity == lying.uidvalidity and not each.digest}
    return tuple(sorted((uid for uid in lying.uids if uid not in done and (uid > floor or uid in again)), reverse=True))


def floor_of(uids: Collection[int], known: int = 0) -> int:
    """The UID up to which drafts are left alone on a first look, where `known` of them were reviewed before.

    After a change of UIDVALIDITY those known lie there under other UIDs, so that many more are read.
    """
    most = FIRST_LOOK + known
    return sorted(uids)[-most - 1] if len(uids) > most else 0
