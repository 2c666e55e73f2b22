"""The lines of a text, each with what is known of it: the common ground of plain text and HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_LINES = 20_000
"""Lines of one text that are looked at: four hundred printed pages."""


class Mark(Enum):
    """What a line is. OPEN means nothing speaks against its being the writer's own."""

    OPEN = "open"
    QUOTE = "quote"
    SIGNATURE = "signature"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline, and its mark."""

    text: str
    mark: Mark = Mark.OPEN

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see on it."""
        return not self.text.strip()
