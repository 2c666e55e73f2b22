"""Which of the drafts just read is which of those known; pure. A copy waits for the one beside it to go."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailhuman.daemon.decide import Lying
from mailhuman.daemon.said import digest_of
from mailhuman.mailbox import FoundDraft
from mailhuman.store import Known, Trace, Watched, follow_all, trace_of


@dataclass(frozen=True, slots=True)
class Named:
    """A draft just read, under the name it has through all its saves, and what was told of it before."""

    found: FoundDraft
    trace: Trace
    digest: str
    before: Watched | None
    is_kept: bool = True
    """Whether the name is known already, so that the draft would be found again under it."""

    @property
    def lineage(self) -> str:
        """The name."""
        return self.trace.lineage

    @property
    def is_new(self) -> bool:
        """Whether it says something else than when it was last reviewed, or its thread does."""
        return self.before is None or self.before.digest != self.digest


@dataclass(frozen=True, slots=True)
class Followed:
    """The drafts just read with their names, and what a look at the folder has shown of the others.

    `renamed` are the traces of those that turned out to be other drafts, `merged` the names they had; `still` are the
    UIDs of all that lie there as before.
    """

    named: tuple[Named, ...]
    renamed: tuple[Trace, ...] = ()
    still: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()


def followed(found: Sequence[FoundDraft], known: Known, lying: Lying, account: str, now: datetime) -> Followed:
    """Name the drafts just read, and take a fresh look at those that still lie where they lay.

    `found` are drafts of one folder, read at `now`, all of them lying there. One never seen before is named by its
    place: cut off before the name is kept, the next look gives the same.
    """
    read = [_trace(each, account, now) for each in found]
    places = {(each.uidvalidity, each.uid) for each in read}
    there = {(lying.uidvalidity, uid) for uid in lying.uids} - places
    still = [replace(each, seen=now) for each in known.traces if (each.uidvalidity, each.uid) in there]
    traces = follow_all([*read, *still], known.traces, lying.uids)
    before = {each.lineage: each for each in known.watched}
    names = {(each.uidvalidity, each.uid): each.lineage for each in known.traces}
    fresh = [_by_place(trace, known) for trace in traces[: len(read)]]
    named = tuple(
        Named(each, trace, digest_of(each.draft), before.get(trace.lineage), trace.lineage in names.values())
        for each, trace in zip(found, fresh, strict=True)
    )
    renamed = tuple(each for each in traces[len(read) :] if names[each.uidvalidity, each.uid] != each.lineage)
    as_before = tuple(each.uid for each in traces[len(read) :] if each not in renamed)
    return Followed(named, renamed, as_before, _merged(known, traces))


def _by_place(trace: Trace, known: Known) -> Trace:
    """Name a draft never seen before after the place where it lies."""
    if any(each.lineage == trace.lineage for each in known.traces):
        return trace
    place = f"{trace.account}\n{trace.folder}\n{trace.uidvalidity}\n{trace.uid}"
    return replace(trace, lineage=hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32])


def waiting_for(found: Sequence[FoundDraft], known: Known, lying: Lying, account: str, now: datetime) -> dict[int, int]:
    """The copies (by UID) that look like a draft which still lies there, and that draft's UID: it is about to go.

    Most clients add the new copy of a draft before they remove the old one.
    """
    read = [_trace(each, account, now) for each in found]
    new = [each for each in read if not _knows(known, each)]
    lineages = {each.lineage: each for each in known.traces}
    taken = follow_all(new, known.traces, ())
    old = {each.uid: lineages[each.lineage] for each in taken if each.lineage in lineages}
    return {
        uid: each.uid for uid, each in old.items() if each.uidvalidity == lying.uidvalidity and each.uid in lying.uids
    }


def _trace(found: FoundDraft, account: str, now: datetime) -> Trace:
    return trace_of(
        found.draft, account=account, folder=found.folder, uidvalidity=found.uidvalidity, uid=found.uid, seen=now
    )


def _knows(known: Known, trace: Trace) -> bool:
    return any((each.uidvalidity, each.uid) == (trace.uidvalidity, trace.uid) for each in known.traces)


def _merged(known: Known, traces: Sequence[Trace]) -> tuple[str, ...]:
    """Names given to copies that proved to be the next save of a draft with a name of its own."""
    names = {(each.uidvalidity, each.uid): each.lineage for each in traces}
    return tuple(
        each.lineage for each in known.watched if names.get((each.uidvalidity, each.uid), each.lineage) != each.lineage
    )
