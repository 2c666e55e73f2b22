"""Words into a plain text part: rows added between rows, written as its format asks (RFC 3676)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailhuman.message.lines import Mark
from mailhuman.message.part import Part
from mailhuman.writing.change import Edit, Unfit
from mailhuman.writing.encoding import Letters, insertion
from mailhuman.writing.mapped import Placed, next_own, read_lines, seen

_SIGNATURE = "-- "
_MOST_BREAKS = 3
_GAP = "\r\n\r\n"
_WIDTH = 72  # letters of a row of format=flowed


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text part; `rows` are the first and last row of each line, as spans of letters without the line end."""

    raw: bytes
    part: Part
    letters: Letters
    lines: tuple[Placed, ...]
    rows: tuple[tuple[int, int], ...]

    def below(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Rows after the last row of a line, with as many line breaks between as stand there now."""
        at = self.rows[number][1]
        following = next_own(self.lines, number)
        gap = self._gap(at, self.rows[following][0]) if following is not None else _GAP
        yield insertion(self.raw, self.letters, at, at, gap + self._written(words))

    def above(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Rows before the first row of a line."""
        at = self.rows[number][0]
        yield insertion(self.raw, self.letters, at, at, self._written(words) + _GAP)

    def instead(self, first: int, last: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """In place of some letters."""
        yield insertion(self.raw, self.letters, first, last + 1, " ".join(words))

    def _gap(self, at: int, end: int) -> str:
        breaks = self.letters.text.count("\n", at, end)
        return "\r\n" * min(breaks, _MOST_BREAKS)

    def _written(self, words: tuple[str, ...]) -> str:
        rows = (row for each in words for row in (_flowed(each, delsp=self.part.delsp) if self.part.flowed else [each]))
        return "\r\n".join(rows)


def plain_part(raw: bytes, part: Part, letters: Letters) -> Plain:
    """Read a plain text part. Unfit where its rows cannot be told from what is read of it."""
    rows = _rows(letters.text)
    groups = list(_flowing(letters.text, rows)) if part.flowed else [(row, row) for row in rows]
    lines = read_lines(part)
    if len(lines) != len(groups):
        raise Unfit("its text holds unusual characters")
    placed = []
    for line, (first, last) in zip(lines, groups, strict=True):
        places = tuple(_seen_between(letters.text, first, last)) if line.mark is Mark.OPEN else ()
        if places and "".join(letters.text[at] for at in places) != seen(line.text):
            raise Unfit("its text holds unusual characters")
        placed.append(Placed(line, places))
    return Plain(raw, part, letters, tuple(placed), tuple((first[0], last[1]) for first, last in groups))


def _rows(text: str) -> list[tuple[int, int]]:
    ends = [found.start() for found in re.finditer("\r\n", text)]
    return list(zip([0, *(end + 2 for end in ends)], [*ends, len(text)], strict=True))


def _flowing(text: str, rows: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and last row of each paragraph, told apart as they are where drafts are read."""
    begun: tuple[int, int] | None = None
    before, depth = rows[0], 0
    for row in rows:
        held = text[row[0] : row[1]]
        here = len(held) - len(held.lstrip(">"))
        content = held[here:].removeprefix(" ")
        if begun and (here != depth or content == _SIGNATURE):
            yield begun, before
            begun = None
        begun, before, depth = begun or row, row, here
        if not content.endswith(" ") or content == _SIGNATURE:
            yield begun, row
            begun = None
    if begun:
        yield begun, before


def _seen_between(text: str, first: tuple[int, int], last: tuple[int, int]) -> Iterator[int]:
    return (at for at in range(first[0], last[1]) if not text[at].isspace())


def _flowed(words: str, *, delsp: bool) -> Iterator[str]:
    """One paragraph as rows: soft breaks after spaces, a space put before what would be read as a mark (§4.4)."""
    rows, row = [], ""
    for word in words.split(" "):
        if row and len(row) + len(word) > _WIDTH:
            rows.append(row + " " if delsp else row)
            row = ""
        row += word + " "
    rows.append(row.rstrip(" "))
    return (f" {each}" if each.startswith((" ", ">", "From ")) else each for each in rows)
