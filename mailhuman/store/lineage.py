"""Which draft is which, through all its saves: a mail client gives it another UID and Message-ID each time.

A draft is the one seen before if it lies at the same UID. Else it may be one that has vanished since, saved anew: in
the same folder, at a higher UID, no answer to another message, alike in what both say. What has not vanished is
another draft, even if it is the same word for word: copies part, and a lineage shared could not be parted again.
What vanished in an earlier look is only taken up again within hours (some clients take a draft away while it is
edited); after that, the like of it is next week's report and not this week's.

A client appends the new copy before it deletes the old one, and a look may fall between the two: then the new copy
has a lineage of its own for that one look, and takes up the older one when the old copy has vanished by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from mailhuman.model import Draft
from mailhuman.store.likeness import hashed, likeness, marks_of

MakeLineage = Callable[[], str]

_AWAY = timedelta(hours=12)  # the longest a client may keep a draft to itself: a lid closed over night
_ENOUGH = 1.5  # points; recipients, subject and the message answered count 1 each
_MOST_FOR_TEXT = 2
_ALIKE, _ALIKE_IF_ALL_ELSE_IS = 0.4, 0.25


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a draft was last seen, and hashes of what it is recognised by; nothing in it can be read.

    `refs` stands for the message it answers, `marks` for the writer's own words, `seen` for the look at the mailbox
    that found it, `born` for the first look that did. `lineage` is "" as long as it is not known which draft it is.
    """

    lineage: str
    account: str
    folder: str
    uidvalidity: int
    uid: int
    refs: tuple[str, ...]
    recipients: tuple[str, ...]
    subject: str
    marks: tuple[str, ...]
    seen: datetime
    born: datetime


def new_lineage() -> str:
    """A name no other draft has."""
    return uuid4().hex


def trace_of(  # noqa: PLR0913 - a draft lies at an account, a folder and two numbers
    draft: Draft, *, account: str, folder: str, uidvalidity: int, uid: int, seen: datetime
) -> Trace:
    """The trace of a draft found in a mailbox, its lineage not known yet; `seen` is the time of the whole look."""
    answered = draft.in_reply_to or draft.references[-1:]
    return Trace(
        lineage="",
        account=account,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        refs=tuple(sorted({hashed(each) for each in answered})),
        recipients=tuple(sorted({hashed(address.email) for address in draft.recipients})),
        subject=hashed(draft.subject),
        marks=marks_of(draft.own_text),
        seen=seen,
        born=seen,
    )


def follow(
    trace: Trace,
    traces: Iterable[Trace],
    present_uids: Collection[int],
    *,
    over: Collection[str] = (),
    make: MakeLineage = new_lineage,
) -> str:
    """The lineage of one draft; `follow_all` is surer where several drafts changed between two looks.

    Keep the trace under this lineage and read the traces again before following the next draft: no lineage may be
    given to two.
    """
    return follow_all([trace], traces, present_uids, over=over, make=make)[0].lineage


def follow_all(
    found: Sequence[Trace],
    traces: Iterable[Trace],
    present_uids: Collection[int] = (),
    *,
    over: Collection[str] = (),
    make: MakeLineage = new_lineage,
) -> tuple[Trace, ...]:
    """The drafts found in one folder in one look, each with its lineage, no two with the same.

    `traces` is what was kept of earlier looks, `present_uids` the UIDs now in the folder beside those found, `over`
    the lineages known to have been sent. `make` gives the name of a draft never seen before.
    """
    if not found:
        return ()
    stored = [each for each in traces if _folder(each) == _folder(found[0]) and each.lineage not in over]
    here = {_place(each) for each in found} | {(found[0].uidvalidity, uid) for uid in present_uids}
    gone = _within_reach([each for each in stored if _place(each) not in here], stored, found[0].seen)
    known = {_place(each): each for each in stored}
    before = {number: known[_place(each)] for number, each in enumerate(found) if _place(each) in known}
    unknown = {number: each for number, each in enumerate(found) if number not in before}
    before |= _pairs(unknown, gone, _points)
    left = [each for each in gone if each not in before.values()]
    before |= _pairs(before, left, _took_over)  # for those the last look found between two saves
    return tuple(_named(each, before.get(number), make) for number, each in enumerate(found))


def _named(trace: Trace, before: Trace | None, make: MakeLineage) -> Trace:
    return replace(trace, lineage=before.lineage, born=before.born) if before else replace(trace, lineage=make())


def _folder(trace: Trace) -> tuple[str, str]:
    return trace.account, trace.folder


def _place(trace: Trace) -> tuple[int, int]:
    return trace.uidvalidity, trace.uid


def _within_reach(gone: Iterable[Trace], stored: Iterable[Trace], now: datetime) -> list[Trace]:
    """Those of `gone` that were there in the last look, or went missing only hours ago."""
    last = max((each.seen for each in stored), default=now)
    return [each for each in gone if each.seen == last or now - each.seen <= _AWAY]


def _pairs(new: Mapping[int, Trace], old: Iterable[Trace], points: Callable[[Trace, Trace], float]) -> dict[int, Trace]:
    """Each of `new` with the one of `old` it goes with, the surest pairs first, nothing twice; equals by UID."""
    scored = [
        (-points(each, earlier), earlier.uid, each.uid, number, earlier)
        for number, each in new.items()
        for earlier in old
    ]
    pairs: dict[int, Trace] = {}
    taken: set[str] = set()
    for negative, _, _, number, earlier in sorted(scored, key=lambda entry: entry[:4]):
        if negative <= -_ENOUGH and number not in pairs and earlier.lineage not in taken:
            pairs[number] = earlier
            taken.add(earlier.lineage)
    return pairs


def _points(new: Trace, old: Trace) -> float:
    """How surely `new` is `old` saved again; 0 where something speaks against it."""
    if new.uidvalidity == old.uidvalidity and new.uid < old.uid:
        return 0.0
    if new.refs and old.refs and new.refs != old.refs:
        return 0.0
    agreement = _agreement(new, old)
    if agreement + _MOST_FOR_TEXT < _ENOUGH:
        return 0.0
    text = _text_points(new, old)
    return 0.0 if text is None else text + agreement


def _text_points(new: Trace, old: Trace) -> float | None:
    """Up to 2 for what both say, less on few words; 0 where one says nothing yet, None where they differ."""
    if not new.marks or not old.marks:
        return 0.0
    alike = likeness(new.marks, old.marks)
    same_else = new.recipients == old.recipients and new.subject == old.subject and new.refs == old.refs
    if alike.share < (_ALIKE_IF_ALL_ELSE_IS if same_else and new.recipients else _ALIKE):
        return None
    return _MOST_FOR_TEXT * alike.share * alike.marks / (alike.marks + 2)


def _agreement(new: Trace, old: Trace) -> float:
    """A point for the same message answered, the same subject, the same people; less where they differ."""
    points = 1.0 if new.refs and new.refs == old.refs else 0.0
    if new.subject and old.subject:
        points += 1.0 if new.subject == old.subject else -0.5
    if new.recipients and old.recipients:
        shared = set(new.recipients) & set(old.recipients)
        points += 1.0 if new.recipients == old.recipients else 0.5 if shared else -2.0
    return points


def _took_over(newborn: Trace, old: Trace) -> float:
    """How surely `newborn`, first seen beside `old` in the last look that saw either, is `old` saved again."""
    together = newborn.born == newborn.seen == old.seen and old.born < newborn.born
    return _points(newborn, old) if together and newborn.uidvalidity == old.uidvalidity else 0.0
