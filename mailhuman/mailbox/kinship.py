"""What ties an earlier message to a draft: it is referred to, has its subject, or is with its people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from mailhuman.mailbox.search import Key, Text, any_of
from mailhuman.model import Draft, ThreadMessage

Box = Literal["inbox", "sent"]
Tie = Literal["reference", "subject", "people"]

REFERENCE_AGE = timedelta(days=365)
PEOPLE_AGE = timedelta(days=90)
MOST = 60
MOST_BY = {"reference": 30, "people": 20, "subject": 10}

_MOST_REFERENCES = 12
_MOST_PEOPLE = 12
_LONGEST = 100
_LONGEST_ID = 250
_PREFIX = re.compile(
    r"(?:(?:re|aw|antw|antwort|sv|vs|odp|r|rif|res|ynt|atb|vá|ref|fwd?|wg|tr|rv|enc|doorst|pd|i|回复|答复|转发|回覆|轉寄)"
    r"(?:\[\d{1,3}\])?\s?[:：]\s*|\[[^\[\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Search:
    """One question to a folder, and how many of the newest answers are looked at."""

    key: Key
    most: int


@dataclass(frozen=True, slots=True)
class Kin:
    """What of a draft its kin are known by. `people` are the recipients but for the writer's own addresses.

    `subject` is bare, in the writer's own capitals, since not every server knows that ß and ss are one.
    """

    message_id: str
    references: tuple[str, ...]
    subject: str
    people: frozenset[str]
    now: datetime

    @classmethod
    def of(cls, draft: Draft, owner: frozenset[str], now: datetime) -> Kin:
        """Take it from a draft."""
        named = dict.fromkeys((*draft.in_reply_to, *reversed(draft.references)))
        people = [each.email for each in draft.recipients if each.email not in owner][:_MOST_PEOPLE]
        return cls(draft.message_id, tuple(named), bare_subject(draft.subject), frozenset(people), now)

    def searches(self, box: Box) -> tuple[Search, ...]:
        """What to ask a folder; nothing where there is nothing to go by."""
        referred = _referred(self.references)
        subject = ("SUBJECT", Text(self.subject[:_LONGEST].strip()))
        fields = ("FROM",) if box == "inbox" else ("TO", "CC")
        people = [(field, Text(each)) for each in sorted(self.people) for field in fields]
        plain = any_of(each for each in people if each[1].value.isascii())
        others = [each for each in people if not each[1].value.isascii()]
        return (
            *self._since(REFERENCE_AGE, [referred], MOST_BY["reference"]),
            *self._since(PEOPLE_AGE, [plain, *others], 2 * MOST_BY["people"]),
            *self._since(PEOPLE_AGE, [subject] if self.subject and self.people else [], 2 * MOST_BY["subject"]),
        )

    def tie(self, message: ThreadMessage) -> Tie | None:
        """How a message belongs to the draft; None if it does not, or is the draft itself."""
        if message.message_id and message.message_id == self.message_id:
            return None
        own = {message.message_id, *message.in_reply_to, *message.references}
        if own & set(self.references):
            return "reference"
        if not self._is_recent(message):
            return None
        sender = {message.sender.email} if message.sender else set()
        everybody = sender | {each.email for each in (*message.to, *message.cc)}
        if not everybody & self.people:
            return None
        alike = bare_subject(message.subject).casefold() == self.subject.casefold()
        return "subject" if self.subject and alike else "people"

    def _since(self, age: timedelta, keys: Iterable[Key], most: int) -> list[Search]:
        # a day more, since servers look at the day alone, in whatever zone
        since = (self.now - age - timedelta(days=1)).date()
        askable = [key for key in keys if key and all(e.can_be_asked for e in key if isinstance(e, Text))]
        return [Search(("UNDELETED", "SINCE", since, *key), most) for key in askable]

    def _is_recent(self, message: ThreadMessage) -> bool:
        return message.date is None or message.date >= self.now - PEOPLE_AGE


def chosen(found: Sequence[tuple[Tie, ThreadMessage]]) -> tuple[ThreadMessage, ...]:
    """The newest of each tie, as many as are allowed, oldest first; a message found twice counts once."""
    once: dict[str, tuple[Tie, ThreadMessage]] = {}
    for number, each in enumerate(found):
        once.setdefault(each[1].message_id or f"no id {number}", each)
    ordered = sorted(once.values(), key=lambda each: _when(each[1]))
    kept: list[ThreadMessage] = []
    for tie, most in MOST_BY.items():
        kept.extend([message for known, message in ordered if known == tie][-most:])
    return tuple(sorted(kept, key=_when))[-MOST:]


def bare_subject(subject: str) -> str:
    """A subject without Re:, Fwd: and their like, and without a list's [tag]."""
    written = subject.strip()
    prefix = _PREFIX.match(written)
    return " ".join(written[prefix.end() if prefix else 0 :].split())


def _referred(references: Sequence[str]) -> Key:
    """Messages named by the draft, and others that name its parent or the first of its thread."""
    askable = [each for each in references if each.isascii() and len(each) <= _LONGEST_ID]
    named: list[Key] = [("HEADER", "Message-ID", Text(each)) for each in askable[:_MOST_REFERENCES]]
    ends = dict.fromkeys((*askable[:1], *askable[-1:]))
    answers: list[Key] = [("HEADER", field, Text(each)) for each in ends for field in ("References", "In-Reply-To")]
    return any_of((*named, *answers))


def _when(message: ThreadMessage) -> datetime:
    return message.date or datetime.min.replace(tzinfo=UTC)
