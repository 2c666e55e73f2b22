"""How long the other side has been waiting for an answer, and whether that is long between these two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from types import MappingProxyType

from mailhuman.model import ThreadMessage, words
from mailhuman.touches.finding import Finding
from mailhuman.touches.promises import due_date
from mailhuman.touches.sentences import body, greeting, sentences
from mailhuman.touches.signs import find_sign
from mailhuman.touches.topics import is_safe, plain

_LONG = 7  # days after which an answer is late in any exchange
_LATE = 4  # days after which it may be late between people who answer within a day or so
_TIMES = 3  # so many times their own pace is late
_ENOUGH = 3  # answers of theirs by which their pace is known
_TOO_LONG = 45  # days: after that it is another matter than a late answer
_ASKS = re.compile(
    r"\b(?:which|what|when|where|who|whose|why|how (?:many|much|long|big|often|soon|far|do|does|should|shall|"
    r"would)|can|could|would|will|shall|should|do|does|did|is|are|may|have|has)\b.*\?$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4  # "All well?" waits for no answer
_IN_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def waiting(thread: Sequence[ThreadMessage], owner: frozenset[str], today: date) -> Iterator[Finding]:
    """The first question of theirs that nothing of the writer's has answered for longer than is usual."""
    mine = [n for n, each in enumerate(thread) if each.sender and each.sender.email in owner]
    for message in thread[mine[-1] + 1 if mine else 0 :]:
        asked = _question(message, today)
        days = (today - message.date.date()).days if message.date else 0
        if asked and _is_late(days, _pace(thread, owner)):
            yield Finding("waiting", words(asked), message, MappingProxyType({"took": as_said(days)}))
            return


def as_said(days: int) -> str:
    """So many days as one says them: nine days, two weeks, more than three weeks."""
    weeks, over = divmod(days, 7)
    if weeks >= 2 or days == _LONG:  # noqa: PLR2004 - from a fortnight on one counts in weeks
        told = "a week" if weeks == 1 else f"{_IN_WORDS[weeks]} weeks"
        return f"more than {told}" if over else told
    return f"{_IN_WORDS[days]} days" if days < len(_IN_WORDS) else f"{days} days"


def _is_social(told: str) -> bool:
    """Whether a question is about life outside the task: that is taken up elsewhere, and calls for no apology."""
    return any(find_sign(sign, told) for sign in ("small-talk", "personal")) or bool(
        re.search(
            r"\b(?:hope|all well|how are|newsletter|who would have|who knew|isn['’]t it|guess what|right\?)",
            told,
            re.IGNORECASE,
        )
    )


def _is_late(days: int, pace: float | None) -> bool:
    if _LONG <= days <= _TOO_LONG:
        return True
    return pace is not None and _LATE <= days <= _TOO_LONG and days >= _TIMES * max(pace, 1)


def _pace(thread: Sequence[ThreadMessage], owner: frozenset[str]) -> float | None:
    """The days they usually take to answer the writer; None where too few answers are known."""
    gaps = [
        (later.date - before.date).days
        for before, later in pairwise(thread)
        if before.date and later.date and before.sender and later.sender
        if before.sender.email in owner and later.sender.email not in owner
    ]
    return median(gaps) if len(gaps) >= _ENOUGH else None


def _question(message: ThreadMessage, today: date) -> str:
    """The question in `message` that waits for an answer; "" where there is none, or no hurry, or it is not due."""
    text = message.own_text
    if message.automated or message.date is None or find_sign("no-hurry", text) or find_sign("robot", text):
        return ""
    opening = greeting(text)
    if len(message.to) > 1 or (opening and opening.to_everybody):
        return ""  # what is asked of all is asked of nobody
    inner = body(text).of(text)
    for span in sentences(inner):
        told = plain(span.of(inner))
        if _ASKS.search(told) and len(told.split()) >= _FEWEST_WORDS and is_safe(told) and not _is_social(told):
            due = due_date(told, message.date.date())
            return "" if due and due > today else told
    return ""
