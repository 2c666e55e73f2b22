"""What became of earlier suggestions, and what the user has switched off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["touch", "name", "tone"]
Outcome = Literal["taken", "sent", "dismissed"]


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
class Switch:
    """A rule or category switched on or off by the user: `target` is its id or name, or "*" for all.

    `person` (an address) and `folder` narrow it; "" means everywhere.
    """

    target: str
    enabled: bool
    person: str = ""
    folder: str = ""
