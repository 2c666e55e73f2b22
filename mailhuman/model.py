"""The nouns: what a draft, a thread, a contact, a note, a reading and a review are.

All are frozen and hold tuples, so they can be passed about, hashed and compared without fear. Offsets are code
points of the text they speak of, half-open: `start` is inside, `end` is not. Times are aware datetimes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Status = Literal["reviewed", "empty", "encrypted", "signed", "unreadable"]
Label = Literal["cold", "neutral", "warm", "unclear"]
Relational = Literal["none", "formula", "personal"]
Effect = Literal["colder", "warmer"]
Mention = Literal["free", "if-raised", "never"]
Source = Literal["told", "inferred", "third-party"]
Kind = Literal["touch", "name", "tone"]
Outcome = Literal["taken", "sent", "dismissed"]

_PARTIAL = re.compile(r"(?:(?P<year>\d{4})|-)-?(?:(?<=-)(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, `start` inside and `end` outside, in code points. ValueError if it runs backwards."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span from {self.start} to {self.end} cannot be")

    def of(self, text: str) -> str:
        """Give the words it marks in `text`."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Give the same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header: the address in lower case, and the name shown with it (may be empty)."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: a day, a month-day without year, a month or only a year.

    Written as vCard 4 does (RFC 6350 §4.3.1): 2026-03-10, --03-10, 2026-03, 2026.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, written: str) -> PartialDate:
        """Read one of the four forms; ValueError for anything else, and for days that do not exist."""
        found = _PARTIAL.fullmatch(written.strip())
        if not found or not any(found.groups()):
            raise ValueError("write a date as 2026-03-10, --03-10, 2026-03 or 2026")
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        if year == 0 or (day and not month) or not (year or day):
            raise ValueError("write a date as 2026-03-10, --03-10, 2026-03 or 2026")
        date(year or 2024, month or 1, day or 1)  # 2024 is a leap year: --02-29 is a day
        return cls(year, month, day)

    @property
    def exact(self) -> date | None:
        """The calendar day, where year, month and day are all known."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def in_year(self, year: int) -> date | None:
        """The day it falls on in `year`, where month and day are known; 29 February falls on 1 March if need be."""
        if not (self.month and self.day):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 3, 1)

    def __str__(self) -> str:
        """Give the written form back."""
        head = f"{self.year:04d}" if self.year else "-"
        return "-".join([head, *(f"{part:02d}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Draft:
    r"""A message somebody is writing: its headers, its whole text, and which stretches are the writer's own words.

    `text` is what a reader would see, newlines as \\n; `own` marks the writer's words in it, in order and without
    overlap; the rest is quoted, forwarded, signature or disclaimer. `remarks` says what was set aside and why.
    `language` is an ISO 639-1 code, or "und" where it could not be told.
    """

    status: Status = "reviewed"
    message_id: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    own: tuple[Span, ...] = ()
    language: str = "und"
    attachments: tuple[str, ...] = ()
    mailing_list: bool = False
    forwarded: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def own_text(self) -> str:
        """The writer's own words alone, stretch after stretch, a newline between two."""
        return "\n".join(span.of(self.text) for span in self.own)

    @property
    def own_word_count(self) -> int:
        """How many words the writer wrote."""
        return len(self.own_text.split())

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody who will be able to read it: To, Cc and Bcc, each address once."""
        seen = {address.email: address for address in (*self.bcc, *self.cc, *self.to)}
        order = dict.fromkeys(address.email for address in (*self.to, *self.cc, *self.bcc))
        return tuple(seen[email] for email in order)

    def locate(self, span: Span) -> Span:
        """Turn a span of `own_text` into the span of `text` with the same words (it starts and ends there)."""
        return Span(self._place(span.start, at_end=False), self._place(span.end, at_end=span.end > span.start))

    def _place(self, offset: int, *, at_end: bool) -> int:
        """Where the code point `offset` of `own_text` lies in `text`."""
        for stretch in self.own:
            length = stretch.end - stretch.start
            if offset < length or (at_end and offset == length):
                return stretch.start + offset
            offset -= length + 1
        return self.own[-1].end if self.own else 0


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """A message that came before the draft: received from a recipient, or sent by the writer to one.

    `text` is the whole, `own` marks what its sender wrote; `automated` is true for robots, lists' own mail and bounces.
    """

    message_id: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    own: tuple[Span, ...] = ()
    language: str = "und"
    automated: bool = False
    attachments: tuple[str, ...] = ()

    @property
    def own_text(self) -> str:
        """What its sender wrote, stretch after stretch, a newline between two."""
        return "\n".join(span.of(self.text) for span in self.own)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing known about a contact, with its date, where it was learned, and how freely it may be mentioned.

    `kind` is one of NOTE_KINDS. `mention` None means: what its kind and subject make of it (see contacts). `key` is
    a stable name of the fact (a hash of contact, kind and text) under which its use is remembered.
    """

    kind: str
    text: str
    date: PartialDate | None = None
    approximate: bool = False
    learned: PartialDate | None = None
    source: Source = "told"
    told_by: str = ""
    by: Literal["me", "them"] | None = None
    mention: Mention | None = None
    about: str = ""
    deceased: bool = False
    line: int = 0


NOTE_KINDS = (
    "hobby", "family", "pet", "event", "trip", "birthday", "anniversary", "milestone", "promise", "illness", "loss",
    "preference", "shared", "food", "work", "job", "school", "last-talk", "how-met", "expertise", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A person the writer keeps notes on. `keep_in_touch` is in days; addresses are in lower case."""

    name: str
    emails: tuple[str, ...] = ()
    uid: str = ""
    preferred_name: str = ""
    former_names: tuple[str, ...] = ()
    title: str = ""
    pronunciation: str = ""
    pronouns: str = ""
    language: str = ""
    timezone: str = ""
    keep_in_touch: int | None = None
    deceased: bool = False
    mention: Mention = "free"
    notes: tuple[Note, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the text that make it colder or warmer; `cue` is a name of the closed list in tone/."""

    cue: str
    effect: Effect
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ToneReading:
    """How a text reads to an average recipient, by the labelling guide; `coldness` runs from 0 (warm) to 4 (rude).

    `missing` lists what a reader would miss in this mail; `excess` is true where it is too warm.
    """

    label: Label
    relational: Relational
    coldness: float
    excess: bool = False
    confidence: float = 0.0
    cues: tuple[Cue, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something that happened to an earlier suggestion: when, for whom, and which fact and wording it used.

    `fact` is the key of the note or evidence used; `lineage` names the draft it belonged to through all its saves.
    `scope` says how far a dismissal reaches.
    """

    at: datetime
    outcome: Outcome
    contact: str
    rule: str
    category: str
    kind: Kind = "touch"
    fact: str = ""
    text: str = ""
    suggestion: str = ""
    lineage: str = ""
    scope: Literal["this", "rule", "person", "fact"] = "this"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the thread a touch rests on: at most 25 of them, and the message they stand in."""

    message_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class UsedNote:
    """The note a touch rests on, as it is shown: `contact` is the person's name."""

    contact: str
    kind: str
    text: str
    date: str | None
    learned: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing worth adding or changing; `text` may be pasted (and may be empty), `advice` never is.

    `fact` is the key under which its use is remembered; it is not part of what is printed.
    """

    id: str
    rule: str
    kind: Kind
    category: str
    text: str
    why: str
    alternatives: tuple[str, ...] = ()
    advice: str = ""
    where: Span | None = None
    note: UsedNote | None = None
    evidence: Evidence | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in the draft that had better not be sent as it is; `quote` are the draft's own words."""

    id: str
    rule: str
    category: str
    quote: str
    why: str
    where: Span | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A touch that was possible and was kept back by a gate (G1 to G18); `note_kind` says what it would have used."""

    rule: str
    category: str
    gate: str
    why: str
    note_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule or category switched on or off by the user: `target` is its id or name, or "*" for all.

    `person` (an address) and `folder` narrow it; "" means everywhere.
    """

    target: str
    enabled: bool
    person: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is looked at for one draft: the reading, the thread oldest first, the people, the past, the time.

    `owner` holds the writer's own addresses in lower case; `lineage` names the draft through its saves ("" if unknown).
    """

    draft: Draft
    tone: ToneReading
    owner: frozenset[str]
    now: datetime
    thread: tuple[ThreadMessage, ...] = ()
    contacts: tuple[Contact, ...] = ()
    history: tuple[Remembered, ...] = ()
    lineage: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to say about one draft, and what was kept back and why."""

    draft: Draft
    tone: ToneReading
    suggestions: tuple[Suggestion, ...] = ()
    warnings: tuple[Warned, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    @property
    def has_something_to_say(self) -> bool:
        """Whether the writer should look: there is a suggestion or a warning."""
        return bool(self.suggestions or self.warnings)


def words(text: str, most: int = 25) -> str:
    """Give `text` on one line, cut after `most` words with an ellipsis: the longest quote that is ever shown."""
    pieces: Sequence[str] = text.split()
    return " ".join(pieces[:most]) + ("…" if len(pieces) > most else "")
