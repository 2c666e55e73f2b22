"""How alike two texts are, told from hashes of their words, so that no text need be kept.

A text is cut into overlapping runs of three words ("shingles"), each hashed to 32 bits; of these the smallest are kept
(a bottom-k sketch: A. Broder, "On the resemblance and containment of documents", 1997). Two sketches agree where the
same runs of words stand in both texts. The hashes keep a reader of the file from reading the mail; they would not
stop somebody who holds the file and guesses at sentences.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

MOST = 128  # marks kept of one text; they are all marks of a text of up to so many words
_RUN = 3
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")  # scripts without spaces: a word a character


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the shorter text stands in the other, from 0 to 1, and on how many marks that rests."""

    share: float
    marks: int


def hashed(text: str) -> str:
    """16 hex digits that stand for `text`, whatever its case and spacing; "" for an empty one."""
    plain = " ".join(text.casefold().split())
    return _digits(plain, 16) if plain else ""


def marks_of(text: str) -> tuple[str, ...]:
    """The marks of a text, in order: at most MOST, 8 hex digits each; as many as it has words if it is short."""
    words = _WORD.findall(text.casefold())
    padded = ["", "", *words]  # so that a text is contained in its own continuation, however short it is
    runs = {" ".join(padded[start : start + _RUN]) for start in range(len(words))}
    return tuple(sorted({_digits(run, 8) for run in runs})[:MOST])


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare two texts by their marks. Nothing in common, or nothing to compare, is a share of 0.

    A full sketch knows nothing above its greatest mark, so only marks both know about are compared. The share is
    that of the shorter text: a draft that has grown is still the same draft.
    """
    end = min(_end(one), _end(other))
    left, right = ({mark for mark in marks if mark <= end} for marks in (one, other))
    fewest = min(len(left), len(right))
    return Likeness(len(left & right) / fewest if fewest else 0.0, fewest)


def _end(marks: tuple[str, ...]) -> str:
    """The greatest mark up to which a sketch is complete."""
    return marks[-1] if len(marks) >= MOST else "g"  # after every hex digit


def _digits(text: str, count: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:count]
