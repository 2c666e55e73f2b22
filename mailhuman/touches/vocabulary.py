"""The closed lists a rule may draw on: categories of touch with their rank, and what a rule can rest on.

Categories T01 to T23 and their order are those of the project's evidence: what is owed first, then thanks and the
name, then facts people told, then form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mailhuman.model import Kind

RestsOn = Literal["note", "thread", "name", "form"]


@dataclass(frozen=True, slots=True)
class Category:
    """A category of touch: its name, its number, what kind of suggestion it makes; lower `rank` goes first."""

    name: str
    number: str
    kind: Kind
    rank: int


_IN_ORDER: tuple[tuple[str, str, Kind], ...] = (
    ("condolence", "T14", "touch"),
    ("their-line", "T23", "touch"),
    ("my-promise", "T06", "touch"),
    ("own-delay", "T18", "touch"),
    ("thanks", "T03", "touch"),
    ("name", "T01", "name"),
    ("recovery", "T13", "touch"),
    ("birthday", "T08", "touch"),
    ("milestone", "T12", "touch"),
    ("event", "T12", "touch"),
    ("last-conversation", "T05", "touch"),
    ("their-promise", "T07", "touch"),
    ("family", "T09", "touch"),
    ("trip", "T11", "touch"),
    ("their-load", "T04", "touch"),
    ("soften-ask", "T17", "tone"),
    ("place-and-day", "T16", "touch"),
    ("invite-view", "T21", "touch"),
    ("pet", "T10", "touch"),
    ("food", "T10", "touch"),
    ("hobby", "T10", "touch"),
    ("shared-goal", "T22", "touch"),
    ("shared-history", "T15", "touch"),
    ("reconnect", "T19", "touch"),
    ("warm-close", "T20", "tone"),
    ("greeting", "T02", "tone"),
)
CATEGORIES = {name: Category(name, number, kind, rank) for rank, (name, number, kind) in enumerate(_IN_ORDER)}
OWED = frozenset({"condolence", "my-promise", "thanks"})  # while one of these is owed, a hobby is flattery
WARNING_CATEGORIES = ("leak", "false-wish", "wrong-date", "excess", "opt-out")
