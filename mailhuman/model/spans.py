"""Where words stand in a text, and how few of them are ever quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


def words(text: str, most: int = 25) -> str:
    """Give `text` on one line, cut after `most` words with an ellipsis: the longest quote that is ever shown."""
    pieces: Sequence[str] = text.split()
    return " ".join(pieces[:most]) + ("…" if len(pieces) > most else "")
