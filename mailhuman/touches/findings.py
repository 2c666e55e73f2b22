"""What a person would notice in the thread: a loss, a deed, news, a question left open, a promise of the writer's own.

Each finding keeps its quote and its message. Robots, and text that gives orders to software, are passed over.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from mailhuman.model import ThreadMessage, words
from mailhuman.touches.deeds import deed_in, turned_round
from mailhuman.touches.promises import object_of, promise_in
from mailhuman.touches.sentences import body, sentences
from mailhuman.touches.signs import find_sign, signs
from mailhuman.touches.topics import is_safe, plain

FindingKind = Literal["loss", "deed", "question", "good-news", "going-away", "promise"]
FINDING_KINDS: tuple[FindingKind, ...] = ("loss", "deed", "question", "good-news", "going-away", "promise")

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:rules|instructions|prompt)|\bnote to (?:ai|the assistant|all assistants)|"
    r"\bsystem prompt\b|\bas an ai\b|\b(?:ai|mail) (?:assistants?|add-?ons?)\b",
    re.IGNORECASE,
)
_FRESH = timedelta(days=30)  # a deed or a piece of news older than this is history
_ABOUT_YOU = re.compile(r"\b(?:you|your|yours)\b|\bhow (?:was|is|are|were|did)\b|\bdid (?:the|your)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:how (?:was|were|is|are|did)|did you (?:enjoy|have)|have you (?:been|had)|are you (?:over|back from|enjoying))\s+"
    r"(?:your |the |you(?:'re|’re)? )?(?P<topic>[^?.!,;]{3,40}?)(?:\s*(?:go|going|doing|getting on|by the way|then|so far|now))*\s*[?,]",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:my|our)\s+(?P<topic>(?:[\w’'-]+\s+){0,2}?(?:wedding|birthday|graduation|christening|honeymoon|holidays?|vacation|"
    r"marathon|race|concert|exhibition|recital|anniversary|party|reunion))\b",
    re.IGNORECASE,
)
_NEWS_OF = re.compile(r"(?:^|\.\s+|P\.?S\.?:?\s+|[-–—]\s*)(?P<name>[A-Z][\w’'-]+)\s+(?:just |has |finally )*(?=got|was|has|passed|won|said|graduated|came|made|finished)")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the thread: what kind, its words, the message, and the `fill` a wording needs (turned to "your")."""

    kind: FindingKind
    quote: str
    message: ThreadMessage
    fill: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    due: date | None = None

    @property
    def key(self) -> str:
        """A stable name of it, under which its use is remembered: the same words in the same message are the same."""
        told = f"{self.kind}|{self.message.message_id}|{' '.join(self.quote.casefold().split())}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def findings(thread: Sequence[ThreadMessage], owner: frozenset[str], today: date) -> tuple[Finding, ...]:
    """Everything worth noticing in `thread` (oldest first), newest message first."""
    found: list[Finding] = []
    last_thanks = _last_thanks(thread, owner)
    for number in range(len(thread) - 1, -1, -1):
        message = thread[number]
        if message.automated or not message.sender or not _fresh(message, today):
            continue
        mine = message.sender.email in owner
        if mine:
            found += _promises(message, thread, number)
        else:
            found += [
                each
                for each in _theirs(message)
                if not (each.kind == "deed" and number < last_thanks) and not _answered(each, thread, number, owner)
            ]
    return tuple(found)


def _fresh(message: ThreadMessage, today: date) -> bool:
    return message.date is None or today - message.date.date() <= 3 * _FRESH


def _last_thanks(thread: Sequence[ThreadMessage], owner: frozenset[str]) -> int:
    """The place of the writer's latest message that thanks; -1 for none."""
    mine = [
        number
        for number, message in enumerate(thread)
        if message.sender and message.sender.email in owner and find_sign("thanks", message.own_text)
    ]
    return max(mine, default=-1)


def _answered(finding: Finding, thread: Sequence[ThreadMessage], number: int, owner: frozenset[str]) -> bool:
    """Whether the writer has written since: a personal line is owed only in the next mail."""
    later = [message for message in thread[number + 1 :] if message.sender and message.sender.email in owner]
    return bool(later) and finding.kind in {"question", "good-news", "going-away"}


def _theirs(message: ThreadMessage) -> Iterator[Finding]:
    text = message.own_text
    if find_sign("robot", text):
        return
    inner = body(text)
    for span in sentences(text):
        told = plain(span.of(text))
        if _ORDERS.search(told) or not is_safe(told) or len(told.split()) > 60:
            continue
        if _ORDERS.search(_paragraph(text, span.start)):
            continue
        yield from _one(told, message, inside=inner.start <= span.start)


def _paragraph(text: str, at: int) -> str:
    start = text.rfind("\n\n", 0, at) + 1
    end = text.find("\n\n", at)
    return text[start : end if end >= 0 else len(text)]


def _one(told: str, message: ThreadMessage, *, inside: bool) -> Iterator[Finding]:
    quote = words(told)
    if find_sign("loss", told):
        yield Finding("loss", quote, message, MappingProxyType({"whom": _whom(told)}))
        return
    if find_sign("grave", told) or not inside:
        return
    if deed := deed_in(told, signs()["effort"][0]):
        yield Finding("deed", quote, message, MappingProxyType({"deed": deed}))
    if not find_sign("personal", told) and not find_sign("small-talk", told):
        return
    if told.rstrip().endswith("?") and _ABOUT_YOU.search(told):
        if asked := _asked(told):
            yield Finding("question", quote, message, MappingProxyType({"topic": asked}))
        return
    if find_sign("good-news", told) and find_sign("personal", told):
        yield Finding("good-news", quote, message, MappingProxyType({"name": _news_of(told)}))
    elif find_sign("going-away", told) and (theirs := _THEIRS.search(told)):
        yield Finding("going-away", quote, message, MappingProxyType({"topic": turned_round(theirs["topic"])}))


def _asked(told: str) -> str:
    found = _ASKED.search(told + "?")
    topic = turned_round(found["topic"].strip()) if found else ""
    return "" if topic.casefold() in {"you", "me", "things", "it", "that", "this", "everything", "we"} else topic


def _news_of(told: str) -> str:
    found = _NEWS_OF.search(told)
    name = found["name"] if found else ""
    return "" if name in {"We", "I", "It", "He", "She", "They", "The", "My", "Our", "This", "That", "What"} else name


def _whom(told: str) -> str:
    """Whose loss it is, as it follows "sorry to hear about": "your mum"; "" where that is not said plainly."""
    relation = signs()["relation"][0].pattern.removeprefix(r"\b").removesuffix(r"\b")
    found = re.search(rf"\b(?:my|our)\s+(?P<kin>(?:\w+\s+)?{relation})\b", told, re.IGNORECASE)
    return f"your {found['kin']}" if found else ""


def _promises(message: ThreadMessage, thread: Sequence[ThreadMessage], number: int) -> Iterator[Finding]:
    if not message.date:
        return
    text = message.own_text
    for span in sentences(text):
        told = plain(span.of(text))
        promise = promise_in(told, message.date.date())
        if not promise or not is_safe(told):
            continue
        asked = next((each for each in reversed(thread[:number]) if each.sender != message.sender), None)
        thing = promise.thing or (object_of(plain(asked.own_text)) if asked else "")
        if thing and _kept(thing, thread[number + 1 :], message):
            continue
        yield Finding(
            "promise", words(told), message, MappingProxyType({"thing": thing}), due=promise.due
        )


def _kept(thing: str, later: Sequence[ThreadMessage], promise: ThreadMessage) -> bool:
    """Whether a later message of the writer's speaks of the thing, or brings an attachment."""
    mine = [message for message in later if message.sender == promise.sender]
    return any(message.attachments or same_matter(thing, message.own_text) for message in mine)


def same_matter(thing: str, text: str) -> bool:
    """Whether `text` speaks of `thing`: half or more of the words that carry it stand there."""
    carrying = {word for word in re.findall(r"\w{4,}", thing.casefold()) if word not in _EMPTY}
    there = set(re.findall(r"\w{4,}", text.casefold()))
    return bool(carrying) and len(carrying & there) * 2 >= len(carrying)


_EMPTY = frozenset({"your", "current", "updated", "latest", "with", "some", "that", "this", "both", "copy", "them"})
