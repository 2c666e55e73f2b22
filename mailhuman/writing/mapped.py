"""The lines of one text part as drafts are read, each with the places of its letters in the part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from mailhuman.message.body import body_of
from mailhuman.message.lines import Line, Mark
from mailhuman.message.part import Part
from mailhuman.writing.change import Edit


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, and where in the part's text each of its letters that can be seen stands (empty where nobody writes)."""

    line: Line
    letters: tuple[int, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it is the writer's, with something on it."""
        return self.line.mark is Mark.OPEN and not self.line.blank


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a part that follow each other without a gap, all of them the writer's."""

    first: int
    last: int


class Mapped(Protocol):
    """A text part that words can be put into."""

    @property
    def lines(self) -> tuple[Placed, ...]:
        """Its lines in order."""

    def below(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Ways to put lines below line `number`, the best first; Unfit where there is none."""

    def above(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Ways to put lines above line `number`, the best first; Unfit where there is none."""

    def instead(self, first: int, last: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Put words in place of what stands from the letter `first` to the letter `last`, both included."""


def read_lines(part: Part) -> tuple[Line, ...]:
    """The lines of this part alone, judged."""
    return body_of((part,)).lines


def seen(text: str) -> str:
    """What of a text can be seen: all but white space."""
    return "".join(text.split())


def own_runs(lines: tuple[Placed, ...], text: str) -> list[Run]:
    """Where lines without a gap between them, all the writer's, say exactly `text` (white space apart)."""
    wanted = seen(text)
    found = []
    for first in range(len(lines)):
        told = ""
        for last in range(first, len(lines)):
            if not lines[last].is_own:
                break
            told += seen(lines[last].line.text)
            if told == wanted:
                found.append(Run(first, last))
            if not wanted.startswith(told) or len(told) >= len(wanted):
                break
    return found


def next_own(lines: tuple[Placed, ...], number: int) -> int | None:
    """The next line with something on it, if it is the writer's."""
    for at in range(number + 1, len(lines)):
        if not lines[at].line.blank:
            return at if lines[at].is_own else None
    return None
