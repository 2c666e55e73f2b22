"""What the reading knows of a text: its words, its sentences and the set phrases in it, as plain values.

Everything after the spaCy pipeline works on these, so it can be tested without loading anything.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One token that is no white space: in lower case, apostrophes straight, and where it stands (code points)."""

    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words: `first` is the index of its first word, `last` that of the word after its last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A set phrase found: the name of its list (a cue or a sign), and its words, `last` outside."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TextFacts:
    """A text (as given), its words, its sentences in order, and the set phrases found, by place."""

    text: str
    words: tuple[Word, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    hits: tuple[Hit, ...] = ()

    def quote(self, first: int, last: int) -> str:
        """Give the words from `first` up to but without `last` as they are written."""
        return self.text[self.words[first].start : self.words[last - 1].end]
