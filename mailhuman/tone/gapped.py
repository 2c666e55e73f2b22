"""Finds phrases with gaps: a few words may stand between their parts, and a number may be any number.

A form is written as in phrases.py; `~3` lets up to three words stand there, `+` is one word that counts
(4, four, fourth). What is found never runs over the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from mailhuman.tone.facts import Sentence, Word
from mailhuman.tone.phrases import Phrase

NUMBER = "+"
_GAP = re.compile(r"~(\d)")
_NUMBER = re.compile(r"\d{1,6}(?:st|nd|rd|th)?")
_COUNTING = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
        "thirty", "forty", "fifty", "sixty", "hundred", "dozen", "several", "first", "second", "third", "fourth",
        "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "umpteenth", "nth", "half",
    }
)  # fmt: skip


@dataclass(slots=True, eq=False)
class _Branch:
    """What may follow the words so far: the next word, or a gap and words after it; and the forms that end here."""

    next: dict[str, _Branch] = field(default_factory=dict)
    after: dict[int, _Branch] = field(default_factory=dict)
    forms: list[Phrase] = field(default_factory=list)


def has_gap(phrase: Phrase) -> bool:
    """Whether a form is one of these, and not words in a row."""
    return "~" in phrase.words or NUMBER in phrase.words


class Gapped:
    """All forms with gaps, in a tree that is walked word after word; `cut` gives the words of a text."""

    def __init__(self, forms: Iterable[Phrase], cut: Callable[[str], Sequence[str]]) -> None:
        self._root = _Branch()
        pieces = cache(lambda piece: tuple(cut(piece)))
        for form in forms:
            _grow(self._root, form, pieces)

    def found(self, words: Sequence[Word], sentences: Sequence[Sentence]) -> Iterator[tuple[Phrase, int, int]]:
        """Give each form found with its first word and the one after its last."""
        lower = [word.lower for word in words]
        for sentence in sentences:
            for at in range(sentence.first, sentence.last):
                for branch, end in _walked(self._root, lower, at, sentence.last):
                    yield from ((form, at, last) for form, last in _ends(branch, lower, end, sentence.last))


def _grow(branch: _Branch, form: Phrase, pieces: Callable[[str], Sequence[str]]) -> None:
    """Put a form into the tree; a gap with nothing behind it says nothing."""
    gap: int | None = None
    for piece in form.words.split():
        found = _GAP.fullmatch(piece)
        if found:
            gap = int(found[1])
            continue
        if gap is not None:
            branch, gap = branch.after.setdefault(gap, _Branch()), None
        for word in pieces(piece):
            branch = branch.next.setdefault(word, _Branch())
    branch.forms.append(form)


def _walked(branch: _Branch, lower: Sequence[str], at: int, last: int) -> Iterator[tuple[_Branch, int]]:
    """Give the branches at which some form ends or has a gap, for the words from `at` on, and where each ends."""
    if branch.forms or branch.after:
        yield branch, at
    if at < last and branch.next:
        for word in (lower[at], NUMBER) if NUMBER in branch.next and _counts(lower[at]) else (lower[at],):
            following = branch.next.get(word)
            if following:
                yield from _walked(following, lower, at + 1, last)


def _ends(branch: _Branch, lower: Sequence[str], at: int, last: int) -> Iterator[tuple[Phrase, int]]:
    """Give the forms that end at `at` or go on after a gap, each part at its first possible place."""
    yield from ((form, at) for form in branch.forms)
    for gap, part in branch.after.items():
        met: set[int] = set()
        for place in range(at, min(at + gap, last - 1) + 1):
            for following, end in _walked(part, lower, place, last):
                if id(following) not in met:
                    met.add(id(following))
                    yield from _ends(following, lower, end, last)


def _counts(word: str) -> bool:
    return word in _COUNTING or _NUMBER.fullmatch(word) is not None
