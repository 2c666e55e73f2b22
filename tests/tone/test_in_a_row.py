"""Phrases of words in a row are found wherever they stand, each once, whatever else begins like them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.in_a_row import InARow
from mailhuman.tone.phrases import Phrase
from tests.tone.building import words_of

NAMES = ("as i said", "as i", "said", "i said so", "no")
PHRASES = tuple(Phrase(f"list {number}", words) for number, words in enumerate(NAMES))


def found(text: str) -> list[tuple[str, int, int]]:
    book = InARow(PHRASES, lambda written: [word.lower for word in words_of(written)])
    return [(phrase.words, first, last) for phrase, first, last in book.found(words_of(text))]


def test_longer_and_shorter_phrases_are_found_side_by_side() -> None:
    assert found("As I said so") == [("as i", 0, 2), ("as i said", 0, 3), ("i said so", 1, 4), ("said", 2, 3)]


def test_of_nothing_nothing_is_found() -> None:
    assert found("") == []
    assert found("as you said it") == [("said", 2, 3)]


@given(st.lists(st.sampled_from(["as", "i", "said", "so", "no", "other"]), max_size=12))
def test_what_is_found_is_every_place_where_the_words_stand(written: list[str]) -> None:
    wanted = {
        (name, at, at + len(name.split()))
        for name in NAMES
        for at in range(len(written))
        if written[at : at + len(name.split())] == name.split()
    }
    got = found(" ".join(written))
    assert set(got) == wanted
    assert len(got) == len(wanted)
