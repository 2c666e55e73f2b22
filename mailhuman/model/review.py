"""The situation of a draft, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailhuman.model.mail import Draft, ThreadMessage
from mailhuman.model.past import Kind, Remembered
from mailhuman.model.people import Contact
from mailhuman.model.spans import Span
from mailhuman.model.tone import ToneReading


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the thread a touch rests on: at most 25 of them, and the message they stand in."""

    message_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class UsedNote:
    """The note a touch rests on, as it is shown: `contact` is the person's name.

    `quotable` says that it is free to be mentioned and of no sensitive subject, so that it may stand where others read.
    """

    contact: str
    kind: str
    text: str
    date: str | None
    learned: str | None
    source: str
    quotable: bool = field(default=False, compare=False)


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
class Situation:
    """All that is looked at for one draft: the reading, the thread oldest first, the people, the past, the time.

    `owner` holds the writer's own addresses in lower case; `lineage` names the draft through its saves ("" if unknown).
    `their_tone` is how the reader's last mail reads, where there is one.
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
    their_tone: ToneReading | None = None


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
