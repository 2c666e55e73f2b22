"""Builds facts of a text by hand, so that what works on them is tested without the pipeline."""

from __future__ import annotations

import re

from mailhuman.model import Cue
from mailhuman.tone.cues import CUES
from mailhuman.tone.facts import Hit, TextFacts, Word
from mailhuman.tone.sentences import split_sentences

_TOKEN = re.compile(r"\w+|[^\w\s]+")


def words_of(text: str) -> tuple[Word, ...]:
    """Cut `text` at white space and marks."""
    return tuple(Word(found.group().lower(), *found.span()) for found in _TOKEN.finditer(text))


def facts_of(text: str, **named: str) -> TextFacts:
    """Give the facts of `text`; each keyword (a list, - as _) names words of it that stand in that list."""
    words = words_of(text)
    hits = [hit for name, phrase in named.items() for hit in _hits(words, name.replace("_", "-"), phrase.split())]
    return TextFacts(text, words, split_sentences(text, words), tuple(hits))


def _hits(words: tuple[Word, ...], name: str, wanted: list[str]) -> list[Hit]:
    size = len(wanted)
    return [
        Hit(name, at, at + size)
        for at in range(len(words) - size + 1)
        if [word.lower for word in words[at : at + size]] == wanted
    ]


def cue(name: str, quote: str = "words") -> Cue:
    """Give a cue of that name, where it stands is of no matter."""
    return Cue(name, CUES[name].effect, quote, 0, len(quote))
