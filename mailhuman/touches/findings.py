"""The thread read as a person would: a loss, a deed, news, a question left open, promises, a load, a return.

Each finding keeps its quote and its message. Robots, and text that gives orders to software, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from mailhuman.model import ThreadMessage, words
from mailhuman.touches.deeds import turned_round
from mailhuman.touches.finding import Finding, FindingKind, same_matter
from mailhuman.touches.load import loads
from mailhuman.touches.noticed import noticed
from mailhuman.touches.promises import object_of, promise_in
from mailhuman.touches.returns import recoveries
from mailhuman.touches.sentences import sentences
from mailhuman.touches.signs import find_sign
from mailhuman.touches.topics import is_safe, plain
from mailhuman.touches.waiting import waiting

_OLDEST = timedelta(days=90)
_AT_ONCE = frozenset(
    {"question", "good-news", "going-away", "home-again", "load", "recovered"}
)  # owed in the next mail; after that the moment is gone


def findings(thread: Sequence[ThreadMessage], owner: frozenset[str], today: date) -> tuple[Finding, ...]:
    """Give everything worth noticing in `thread` (oldest first), newest message first."""
    found: list[Finding] = []
    mine = [number for number, message in enumerate(thread) if _is_from(message, owner)]
    thanked = max((n for n in mine if find_sign("thanks", thread[n].own_text)), default=-1)
    last = max(mine, default=-1)
    for number in range(len(thread) - 1, -1, -1):
        message = thread[number]
        if message.automated or not message.sender or not _recent(message, today):
            continue
        if number in mine:
            found += _promises(message, thread, number)
        else:
            told = (*noticed(message), *loads(message, today), *recoveries(message, today))
            found += [each for each in told if not _settled(each, number, thanked, last)]
            found += _promises(message, thread, number, "their-promise")
    return (*found, *waiting(thread, owner, today))


def _is_from(message: ThreadMessage, owner: frozenset[str]) -> bool:
    return message.sender is not None and message.sender.email in owner


def _recent(message: ThreadMessage, today: date) -> bool:
    return message.date is None or today - message.date.date() <= _OLDEST


def _settled(finding: Finding, number: int, thanked: int, last: int) -> bool:
    """Whether the writer has thanked since, or has written since and let the moment pass."""
    return (finding.kind == "deed" and number < thanked) or (finding.kind in _AT_ONCE and number < last)


def _promises(
    message: ThreadMessage, thread: Sequence[ThreadMessage], number: int, kind: FindingKind = "promise"
) -> Iterator[Finding]:
    """The promises made in `message` that nothing later keeps; those of the other side speak to the writer."""
    text = message.own_text
    for span in sentences(text) if message.date else ():
        told = plain(span.of(text))
        promise = promise_in(told, message.date.date()) if message.date else None
        if not promise or not is_safe(told):
            continue
        theirs = kind == "their-promise"
        asked = "" if promise.thing else _asked_for(thread[:number], message)
        thing = turned_round(promise.thing or asked) if theirs == bool(promise.thing) else promise.thing or asked
        if not _kept(promise.matter or thing, thread[number + 1 :], message):
            fill = {"thing": thing, "act": promise.act, "matter": promise.matter or thing}
            yield Finding(kind, words(told), message, MappingProxyType(fill), due=promise.due)


def _asked_for(before: Sequence[ThreadMessage], promise: ThreadMessage) -> str:
    """What the message before a promise of "both" or "it" had asked for."""
    asked = next((each for each in reversed(before) if each.sender != promise.sender), None)
    return object_of(plain(asked.own_text)) if asked else ""


def _kept(thing: str, later: Sequence[ThreadMessage], promise: ThreadMessage) -> bool:
    """Whether a later message of theirs speaks of the thing, or brings an attachment, or they are thanked for it."""
    mine = [message for message in later if message.sender == promise.sender]
    if any(message.attachments or (thing and same_matter(thing, message.own_text)) for message in mine):
        return True
    answers = (each.own_text for each in later if each.sender != promise.sender)
    settled = ("thanks", "called-off")
    return any(
        thing and any(find_sign(sign, text) for sign in settled) and same_matter(thing, text) for text in answers
    )
