"""Finds phrases with gaps: a few words may stand between their parts, and a number may be any number.

A form is written as in phrases.py; `~3` lets up to three words stand there, `+` is one word that counts
(4, four, fourth). What is found never runs over the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """Words in a row, after up to `gap` others."""

    gap: int
    words: tuple[str, ...]


def has_gap(phrase: Phrase) -> bool:
    """Whether a form is one of these, and not words in a row."""
    return "~" in phrase.words or NUMBER in phrase.words


class Gapped:
    """All forms with gaps, looked up by the first words of each; `cut` gives the words of a text."""

    def __init__(self, forms: Iterable[Phrase], cut: Callable[[str], Sequence[str]]) -> None:
        self._starting: dict[_Key, list[tuple[Phrase, tuple[_Part, ...]]]] = {}
        for form in forms:
            parts = tuple(_parts(form.words, cut))
            self._starting.setdefault(_key(parts[0].words), []).append((form, parts))

    def found(self, words: Sequence[Word], sentences: Sequence[Sentence]) -> Iterator[tuple[Phrase, int, int]]:
        """Give each form found with its first word and the one after its last."""
        lower = [word.lower for word in words]
        for sentence in sentences:
            for at in range(sentence.first, sentence.last):
                following = lower[at + 1] if at + 1 < sentence.last else ""
                for form, parts in self._beginning(lower[at], following):
                    end = _end(lower, at, sentence.last, parts)
                    if end:
                        yield form, at, end

    def _beginning(self, word: str, following: str) -> Iterator[tuple[Phrase, tuple[_Part, ...]]]:
        """Give the forms that may begin with these two words."""
        for first in (word, NUMBER) if _counts(word) else (word,):
            yield from self._starting.get((first, following), ())
            yield from self._starting.get((first, ""), ())


def _parts(written: str, cut: Callable[[str], Sequence[str]]) -> Iterator[_Part]:
    pieces = ["~0", *re.split(r"(~\d)", written)]
    for gap, words in [pair for pair in pairwise(pieces) if _GAP.fullmatch(pair[0])]:
        if words.strip():
            yield _Part(int(gap[1:]), tuple(cut(words.strip())))


def _key(words: tuple[str, ...]) -> _Key:
    """The first word and, where another follows at once that is no number, the second."""
    return words[0], words[1] if len(words) > 1 and words[1] != NUMBER else ""


def _end(lower: Sequence[str], at: int, last: int, parts: Sequence[_Part]) -> int:
    """Where the parts end that begin at `at`, each at its first possible place; 0 if they are not all there."""
    for part in parts:
        size = len(part.words)
        places = range(at, min(at + part.gap, last - size) + 1)
        place = next((each for each in places if _same(lower[each : each + size], part.words)), None)
        if place is None:
            return 0
        at = place + size
    return at


def _same(written: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(each == one or (one == NUMBER and _counts(each)) for each, one in zip(written, wanted, strict=True))


def _counts(word: str) -> bool:
    return word in _COUNTING or _NUMBER.fullmatch(word) is not None
