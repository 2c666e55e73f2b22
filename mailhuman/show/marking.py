"""A draft as lines to read: the cues marked in the writer's own words, what is not theirs folded away.

Marks are words, so that they need no colour and can be read aloud: `[1: Send me the figures] by noon.`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from mailhuman.model import Cue, Draft, Effect, Span
from mailhuman.show.safe import visible

Look = Literal["plain", "colder", "warmer", "aside"]
_SHOWN_ASIDE = 3  # lines of a quotation or signature that are shown; more of them are folded
_SHOWN_OWN = 60  # own lines shown whole; of a longer draft the opening and what is near a cue
_OPENING = 10
_NEAR = 2
_LONGEST = 2_000  # code points of one line


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, safe to print, and how they look; `sign` says that they are a mark and not the draft's."""

    text: str
    look: Look = "plain"
    sign: bool = field(default=False, compare=False)


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line of the draft: where it stands, and whether any of it is the writer's own."""

    start: int
    end: int
    own: bool


def numbered(cues: Sequence[Cue]) -> dict[str, int]:
    """Give each kind of cue its number, in the order in which they appear in the text."""
    names = dict.fromkeys(cue.cue for cue in sorted(cues, key=lambda cue: cue.start))
    return {name: number for number, name in enumerate(names, start=1)}


def marked_lines(draft: Draft, cues: Sequence[Cue]) -> list[Line]:
    """Give the lines of the draft, cues marked with the numbers of `numbered`, other people's lines folded."""
    inside = [cue for cue in cues if 0 <= cue.start < cue.end <= len(draft.text)]
    marks = _Marks(draft.text, inside)
    lines: list[Line] = []
    for own, group in groupby(_raw_lines(draft), key=lambda line: line.own):
        block = list(group)
        lines += _own_lines(block, marks) if own else _aside_lines(block, draft.text)
    return _trimmed(lines)


def _raw_lines(draft: Draft) -> Iterator[_Raw]:
    """Give each line; a blank one belongs to what stands above it."""
    start, own = 0, True
    for text in draft.text.split("\n"):
        here = Span(start, start + len(text))
        if text.strip():
            own = any(_shares(here, span) for span in draft.own)
        yield _Raw(here.start, here.end, own)
        start = here.end + 1


def _shares(line: Span, span: Span) -> bool:
    return line.start < span.end and span.start < line.end


def _own_lines(block: list[_Raw], marks: _Marks) -> list[Line]:
    kept = _kept(block, marks)
    lines: list[Line] = []
    for shown, numbers in groupby(range(len(block)), key=lambda number: number in kept):
        found = [block[number] for number in numbers]
        lines += [marks.line(raw) for raw in found] if shown else [_fold(len(found), "of your own lines")]
    return lines


def _kept(block: list[_Raw], marks: _Marks) -> set[int]:
    """Which lines of a long draft are worth showing: all of a short one."""
    if len(block) <= _SHOWN_OWN:
        return set(range(len(block)))
    near = {number + step for number, raw in enumerate(block) if marks.touch(raw) for step in range(-_NEAR, _NEAR + 1)}
    return near | set(range(_OPENING))


def _aside_lines(block: list[_Raw], text: str) -> list[Line]:
    written = [text[raw.start : raw.end] for raw in block]
    filled = [line for line in written if line.strip()]
    if len(filled) > _SHOWN_ASIDE:
        quoted = sum(line.lstrip().startswith(">") for line in filled) * 2 > len(filled)
        return [(), _fold(len(filled), "quoted lines" if quoted else "lines that are not part of what you wrote"), ()]
    return [(Piece(f"| {visible(_clipped(line))}", "aside"),) if line.strip() else () for line in written]


def _fold(count: int, what: str) -> Line:
    return (Piece(f"… {count:,} {what}", "aside"),)


def _clipped(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"


def _trimmed(lines: list[Line]) -> list[Line]:
    """Without blank lines at either end, and never two of them together."""
    kept: list[Line] = []
    for line in lines:
        blank = not "".join(piece.text for piece in line).strip()
        if not blank:
            kept.append(line)
        elif kept and kept[-1]:
            kept.append(())
    return kept[:-1] if kept and not kept[-1] else kept


class _Marks:
    """Where marks open and close in a text, and how the words between them look."""

    def __init__(self, text: str, cues: Sequence[Cue]) -> None:
        self._text = text
        numbers = numbered(cues)
        spans: dict[tuple[int, int], list[Cue]] = {}
        for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
            spans.setdefault((cue.start, cue.end), []).append(cue)
        self._opening: dict[int, list[str]] = {}
        self._closing: dict[int, int] = {}
        for (start, end), found in spans.items():
            listed = ",".join(str(number) for number in sorted({numbers[cue.cue] for cue in found}))
            self._opening.setdefault(start, []).append(f"[{listed}: ")
            self._closing[end] = self._closing.get(end, 0) + 1
        self._stretches = [(start, end, found[0].effect) for (start, end), found in spans.items()]
        self._turns = sorted({*self._opening, *self._closing})

    def touch(self, raw: _Raw) -> bool:
        """Whether any mark stands in this line."""
        return any(start < raw.end and raw.start < end for start, end, _ in self._stretches)

    def line(self, raw: _Raw) -> Line:
        """Give the pieces of one line."""
        end = min(raw.end, raw.start + _LONGEST)
        turns = [raw.start, *(turn for turn in self._turns if raw.start < turn < end), end]
        pieces: list[Piece] = []
        for start, stop in pairwise(turns):
            look = self._look(start)
            pieces.append(Piece("".join(self._opening.get(start, ())), look, sign=True))
            pieces.append(Piece(visible(self._text[start:stop]), look))
            pieces.append(Piece("]" * self._closing.get(stop, 0), look, sign=True))
        pieces.append(Piece(" …" if end < raw.end else ""))
        return tuple(piece for piece in pieces if piece.text)

    def _look(self, place: int) -> Effect | Literal["plain"]:
        effects = {effect for start, end, effect in self._stretches if start <= place < end}
        return "colder" if "colder" in effects else "warmer" if effects else "plain"
