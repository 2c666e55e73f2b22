"""How a text reads, and the words that make it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["cold", "neutral", "warm", "unclear"]
Relational = Literal["none", "formula", "personal"]
Effect = Literal["colder", "warmer"]


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

    `chill` is the chance that it is cold, also where no words show why: told to nobody, it keeps light lines away.
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
    chill: float = 0.0
