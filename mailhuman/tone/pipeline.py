"""The only door to spaCy: a text goes in, plain facts come out; no Doc ever leaves.

Both parts are made once, when first needed: spaCy's blank English, which cuts a text into words, and the trained
component from the folder model beside this file; nothing is downloaded. A lock keeps threads apart: the vocabulary is
shared and made of C structures.
Only the first 20,000 words of a text are read, and of a run of more than 200 characters without a space only its
beginning, so that time grows with the length and never faster.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import filterfalse, islice
from pathlib import Path
from typing import TYPE_CHECKING

from mailhuman.tone.facts import Hit, TextFacts, Word
from mailhuman.tone.features import FEATURES
from mailhuman.tone.folding import folded
from mailhuman.tone.gapped import Gapped, has_gap
from mailhuman.tone.in_a_row import InARow
from mailhuman.tone.phrases import phrases
from mailhuman.tone.sentences import split_sentences

if TYPE_CHECKING:
    from mailhuman.tone.trained import ToneJudge

MODEL = Path(__file__).parent / "model"
MOST_WORDS = 20_000
_LONGEST_RUN = 200
_STRAIGHT = str.maketrans("‘’ʼ`´", "'''''") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a pair is no letter
_HEARD = 5_000  # code points; the trained component hears no more than 250 words
_RUN = re.compile(r"\S+")
_LOCK = threading.Lock()


class _Pipeline:
    """The trained pipeline and the set phrases to look for."""

    def __init__(self) -> None:
        import spacy  # noqa: PLC0415 - half a second, only when something is read
        from spacy.attrs import (  # type: ignore[import-not-found]  # noqa: PLC0415 - made of C, without types
            IS_SPACE,
            LOWER,
            NORM,
        )
        from spacy.lang.lex_attrs import LEX_ATTRS  # noqa: PLC0415 - as above
        from spacy.vocab import Vocab  # noqa: PLC0415 - as above

        # each new word is asked these three things, not the twenty of a whole vocabulary
        asked = {name: LEX_ATTRS[name] for name in (LOWER, NORM, IS_SPACE)}
        self._nlp = spacy.blank("en", vocab=Vocab(lex_attr_getters=asked))
        self._nlp.max_length = sys.maxsize  # its limit is there for parsers; what is read is bounded by words here
        self._in_a_row = InARow(filterfalse(has_gap, phrases()), self._cut)
        self._gapped = Gapped(filter(has_gap, phrases()), self._cut)

    def facts(self, text: str) -> TextFacts:
        """Read one text; the vocabulary forgets its words afterwards."""
        with self._nlp.memory_zone():
            words = self._words(text)
            if not words:
                return TextFacts(text)
            sentences = split_sentences(text, words)
            edges = {each.first for each in sentences}, _last_words(words, [each.last for each in sentences])
        meant = (*self._in_a_row.found(words), *self._gapped.found(words, sentences))
        hits = {
            Hit(phrase.name, first, last)
            for phrase, first, last in meant
            if (not phrase.opens or first in edges[0]) and (not phrase.ends or last in edges[1])
        }
        order = sorted(hits, key=lambda hit: (hit.first, hit.last, hit.name))
        return TextFacts(text, words, sentences, tuple(order))

    def chances(self, text: str, found: Mapping[str, float]) -> dict[str, float]:
        """Judge one text by its words and by what was found in it."""
        from mailhuman.tone.network import ANSWERS, SIGNS  # noqa: PLC0415 - thinc, loaded by now

        judge = self._judge  # loaded before the zone that is forgotten
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(as_judged(text))
            doc.user_data[SIGNS] = [found.get(name, 0.0) for name in FEATURES]
            row = judge.predict([doc])[0]
        return dict(zip(ANSWERS, map(float, row), strict=True))

    @cached_property
    def _judge(self) -> ToneJudge:
        import spacy  # noqa: PLC0415 - loaded by now

        from mailhuman.tone.trained import ToneJudge  # noqa: PLC0415 - makes the component known to spaCy

        found = spacy.load(MODEL, vocab=self._nlp.vocab).get_pipe("tone_judge")
        if not isinstance(found, ToneJudge):
            raise TypeError(f"{MODEL}: holds no tone_judge")
        return found

    def _words(self, text: str) -> tuple[Word, ...]:
        tokens = self._nlp.make_doc(straightened(text))
        return tuple(
            Word(token.text.lower(), token.idx, token.idx + len(token)) for token in tokens if not token.is_space
        )

    def _cut(self, written: str) -> list[str]:
        return [word.lower for word in self._words(written)]


def as_judged(text: str) -> str:
    """Give the text as the trained component hears it: blanks around the end of a line are no sign, nor is a name."""
    return folded("\n".join(line.strip(" \t") for line in straightened(text[:_HEARD]).split("\n")).strip())


def straightened(text: str) -> str:
    """Give the text as it is cut into words: bounded, apostrophes straight, as long as it was."""
    return _bounded(text).translate(_STRAIGHT)


def _bounded(text: str) -> str:
    """Give the stretch that is read, as long as it was: what is too much becomes blanks."""
    last = next(islice(_RUN.finditer(text), MOST_WORDS, None), None)
    kept = text[: last.start()] if last else text
    return _RUN.sub(_shortened, kept).replace("\0", " ")


def _shortened(run: re.Match[str]) -> str:
    written = run.group()
    return written if len(written) <= _LONGEST_RUN else written[:_LONGEST_RUN].ljust(len(written))


def _last_words(words: tuple[Word, ...], lasts: list[int]) -> set[int]:
    """Where a phrase may end to end its sentence: at its last word, or before the marks after it."""
    found: set[int] = set()
    for last in lasts:
        place = last
        found.add(place)
        while place > 0 and not words[place - 1].lower.strip(".!?…,;:"):
            place -= 1
            found.add(place)
    return found


@cache
def _pipeline() -> _Pipeline:
    return _Pipeline()


def read_facts(text: str) -> TextFacts:
    """Give the words, sentences and set phrases of `text` (of its first 20,000 words)."""
    with _LOCK:
        return _pipeline().facts(text)


def judge(text: str, found: Mapping[str, float]) -> dict[str, float]:
    """Give the chances of neutral, cold, warm and of none, formula, personal, and the coldness as a share of the most.

    `found` are the features of the text by name (one of FEATURES).
    """
    with _LOCK:
        return _pipeline().chances(text, found)
