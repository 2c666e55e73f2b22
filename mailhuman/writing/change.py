"""What is to be written into a draft, and what came of it: new bytes with every edit, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mailhuman.model import Span

How = Literal["above", "below", "instead"]
BY_HAND = "copy the words, open the draft in your mail program, and paste them where they belong"


@dataclass(frozen=True, slots=True)
class Change:
    """Words for a draft: on lines of their own above or below the line that holds `where`, or in place of `where`.

    `where` is a span of the draft's text.
    """

    words: str
    where: Span
    how: How = "below"

    @property
    def lines(self) -> tuple[str, ...]:
        """The words line by line, white space folded; lines with nothing on them are left out."""
        return tuple(line for line in (" ".join(each.split()) for each in self.words.split("\n")) if line)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """In place of the original's bytes from `start` to `end` (often none) stand the bytes `new`."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Spliced:
    """A draft with words put in. `edits` are in order and apart; every byte outside them is the original's."""

    raw: bytes
    edits: tuple[Edit, ...]
    message_id: str

    def original(self, taken: tuple[bytes, ...]) -> bytes:
        """The bytes without the edits; `taken` are those each of them took away."""
        pieces, at, shift = [], 0, 0
        for edit, old in zip(self.edits, taken, strict=True):
            here = edit.start + shift
            pieces += [self.raw[at:here], old]
            at = here + len(edit.new)
            shift += len(edit.new) - (edit.end - edit.start)
        return b"".join([*pieces, self.raw[at:]])


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is changed; why, in a sentence without its end, and what the writer can do instead."""

    reason: str
    next_step: str = BY_HAND


class Unfit(Exception):
    """This draft, or this place in it, is not one that words can be put into safely; the message says why."""


def applied(raw: bytes, edits: tuple[Edit, ...]) -> bytes:
    """The bytes with the edits made. Unfit where two of them overlap."""
    pieces, at = [], 0
    for edit in edits:
        if edit.start < at:
            raise Unfit("two of the changes are in the same place")
        pieces += [raw[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*pieces, raw[at:]])
