"""How mails go between the writer and the reader of a draft: the pace, how long they are, who greets; no word of them.

Only what can be counted is taken from a thread, so that nothing of what anybody wrote stays behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import fmean, median

from mailhuman.model import Draft, ThreadMessage
from mailhuman.tone.shape import Shape, shape_of

_LATEST = 5  # mails of each side; how people write to each other changes
_STEPS = 4  # from one mail to the next, that make the pace
_HOUR = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Habit:
    """How one side writes to the other, of its latest mails: how many, words between greeting and closing, who greets.

    `words` is their median, `greets` and `closes` are shares of those mails (0 to 1).
    """

    mails: int = 0
    words: float = 0.0
    greets: float = 0.0
    closes: float = 0.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What surrounds a draft: hours from mail to mail (None where no times are known), the habits of both sides.

    `words`, `greets` and `closes` tell of the draft itself; `readers` counts those who get it.
    """

    hours: float | None = None
    mine: Habit = Habit()
    theirs: Habit = Habit()
    words: int = 0
    greets: bool = False
    closes: bool = False
    readers: int = 1


def exchange_of(draft: Draft, thread: Sequence[ThreadMessage], owner: Collection[str], now: datetime) -> Exchange:
    """Give the exchange a draft stands in; `thread` is oldest first, `owner` has the writer's own addresses."""
    readers = [each.email for each in (*draft.to, *draft.cc, *draft.bcc) if each.email not in owner]
    mails = [each for each in thread if each.sender and not each.automated and each.own_text.strip()]
    mine = [each for each in mails if each.sender and each.sender.email in owner and _goes_to(each, readers[:1])]
    theirs = [each for each in mails if each.sender and each.sender.email in readers[:1]]
    own = shape_of(draft.own_text)
    times = sorted(each.date for each in (*mine, *theirs) if each.date and each.date <= now)
    return Exchange(
        _hours(times, now),
        _habit(mine),
        _habit(theirs),
        len(own.body.of(draft.own_text).split()),
        _greets(own),
        _closes(own),
        len(set(readers)),
    )


def _goes_to(message: ThreadMessage, readers: Collection[str]) -> bool:
    """Whether a mail of the writer went to the reader; where nobody is named, it counts as the thread's."""
    named = {each.email for each in (*message.to, *message.cc)}
    return not named or bool(named.intersection(readers))


def _hours(times: Sequence[datetime], now: datetime) -> float | None:
    """Give the usual step between the latest mails, or the time since the last where that is longer."""
    if not times:
        return None
    steps = [(later - before).total_seconds() for before, later in pairwise(times)][-_STEPS:]
    since = (now - times[-1]).total_seconds()
    return max(since, median(steps) if steps else 0.0) / _HOUR


def _habit(mails: Sequence[ThreadMessage]) -> Habit:
    latest = [each.own_text for each in mails[-_LATEST:]]
    shapes = [shape_of(text) for text in latest]
    if not shapes:
        return Habit()
    lengths = [len(shape.body.of(text).split()) for shape, text in zip(shapes, latest, strict=True)]
    return Habit(len(shapes), median(lengths), _share(shapes, _greets), _share(shapes, _closes))


def _share(shapes: Sequence[Shape], question: Callable[[Shape], bool]) -> float:
    return fmean(question(shape) for shape in shapes)


def _greets(shape: Shape) -> bool:
    return shape.greeting is not None or shape.called


def _closes(shape: Shape) -> bool:
    return shape.closing is not None or shape.signed
