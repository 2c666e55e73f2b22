"""A person the writer keeps notes on, and what is noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mailhuman.model.dates import PartialDate

Mention = Literal["free", "if-raised", "never"]
Source = Literal["told", "inferred", "third-party"]

NOTE_KINDS = (
    "hobby", "family", "pet", "event", "trip", "birthday", "anniversary", "milestone", "promise", "illness", "loss",
    "preference", "shared", "food", "work", "job", "school", "last-talk", "how-met", "expertise", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One thing known about a contact, with its date, where it was learned, and how freely it may be mentioned.

    `kind` is one of NOTE_KINDS. `mention` None means: what its kind and subject make of it (see contacts.policy, which
    also gives the stable name under which the use of a fact is remembered). `line` is where it stands in its file.
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
