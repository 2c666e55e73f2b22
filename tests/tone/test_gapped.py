"""Phrases with gaps: a few words may stand between their parts, numbers count as numbers, and no sentence is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.gapped import Gapped, has_gap
from mailhuman.tone.phrases import Phrase, expand
from mailhuman.tone.sentences import split_sentences
from tests.tone.building import words_of


def found(written: str, text: str) -> list[str]:
    words = words_of(text)
    gapped = Gapped(expand(written, "tally"), str.split)
    places = gapped.found(words, split_sentences(text, words))
    return [text[words[first].start : words[last - 1].end] for _, first, last in places]


@pytest.mark.parametrize(
    ("written", "text", "quotes"),
    [
        ("asked ~3 twice", "I asked twice.", ["asked twice"]),
        ("asked ~3 twice", "I asked you all about twice.", ["asked you all about twice"]),
        ("asked ~3 twice", "I asked you and all of them twice.", []),
        ("asked ~3 twice", "I asked. Then twice.", []),
        ("asked ~1 you ~1 twice", "I asked all you fools twice.", ["asked all you fools twice"]),
        ("for + weeks", "It was shut for three weeks.", ["for three weeks"]),
        ("for + weeks", "It was shut for 12 weeks.", ["for 12 weeks"]),
        ("for + weeks", "It was shut for many weeks.", []),
        ("the + time", "It is the fourth time, the 5th time.", ["the fourth time", "the 5th time"]),
        ("+ times", "Four times it was shut.", ["Four times"]),
        ("asked|told ~2 twice", "I told her twice and asked twice.", ["told her twice", "asked twice"]),
    ],
)
def test_a_gap_takes_some_words_and_no_more(written: str, text: str, quotes: list[str]) -> None:
    assert found(written, text) == quotes


def test_words_in_a_row_are_none_of_these() -> None:
    assert has_gap(Phrase("tally", "asked ~3 twice"))
    assert has_gap(Phrase("tally", "for + weeks"))
    assert not has_gap(Phrase("tally", "asked twice"))


@given(st.lists(st.sampled_from(["asked", "twice", "you", ".", "\n\n"]), max_size=30).map(" ".join))
def test_what_is_found_begins_and_ends_as_written(text: str) -> None:
    for quote in found("asked ~2 twice", text):
        said = quote.split()
        assert (said[0], said[-1]) == ("asked", "twice")
        assert len(said) <= 4
