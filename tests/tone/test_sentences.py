"""Sentences of mail: ended by marks, blank lines and short lines, and each word in exactly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.sentences import split_sentences
from tests.tone.building import facts_of, words_of


def sentences(text: str) -> list[str]:
    facts = facts_of(text)
    return [facts.quote(each.first, each.last) for each in facts.sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Really?! Yes", ["Really?!", "Yes"]),
        ("Hi Ana,\n\nthe room is booked", ["Hi Ana,", "the room is booked"]),
        ("Regards\nTom", ["Regards", "Tom"]),
        ("Needed:\n- paper\n- glue", ["Needed:", "- paper", "- glue"]),
        ("One sentence", ["One sentence"]),
        ("Version 3.5 is out", ["Version 3.5 is out"]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_line_broken_by_machine_goes_on() -> None:
    text = "The figures for the second quarter were sent to the bank\non Monday and are complete"
    assert sentences(text) == [text]


def test_nothing_has_no_sentence() -> None:
    assert split_sentences("", ()) == ()


@given(st.text(alphabet="ab .?!\n-:,é", max_size=80))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    words = words_of(text)
    covered = [index for each in split_sentences(text, words) for index in range(each.first, each.last)]
    assert covered == list(range(len(words)))
