"""How a mail is taken apart: greeting, close, the name under it, the part between."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.touches.sentences import body, closes, greeting, sentences, signed_name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Hi Priya,\n\nDone.", "Hi", "Priya"),
        ("Dear Dr Vogt:\n\nDone.", "Dear", "Dr Vogt"),
        ("Priya - the deck by Friday please.", "", "Priya"),
        ("Good morning Claire,\nI am in.", "Good morning", "Claire"),
        ("Hej Søren,\n\nTak.", "Hej", "Søren"),
        ("Hi Tom, attached is the invoice.", "Hi", "Tom"),
    ],
)
def test_a_greeting_is_found(text: str, word: str, name: str) -> None:
    found = greeting(text)
    assert found is not None
    assert (found.word, found.name) == (word, name)
    assert found.name_span.of(text) == name


@pytest.mark.parametrize("text", ["Staging is up.", "40 cases confirmed. Euro pallet.", "", "2 or 3 today?"])
def test_what_is_no_greeting_is_not_taken_for_one(text: str) -> None:
    assert greeting(text) is None


def test_a_group_is_known_as_such() -> None:
    found = greeting("Hi all,\n\nnotes attached.")
    assert found is not None
    assert found.to_everybody


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Jo,\n\nAttached.\n\nBest regards,\nHiroshi Endo", "Hiroshi Endo"),
        ("All fine.\n\n/Zoë", "Zoë"),
        ("Yes please.", ""),
        ("Send it today.\nand be quick about it please now", ""),
    ],
)
def test_the_name_under_a_mail(text: str, name: str) -> None:
    assert signed_name(text) == name


def test_a_set_closing_is_seen_and_a_plain_end_is_not() -> None:
    assert closes("Done.\n\nKind regards,\nJo")
    assert not closes("Done. Send it back.\n\nJo")


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Ms. Kamara will join. Mr. Danjuma too."
    assert [span.of(text) for span in sentences(text)] == ["Ms. Kamara will join.", "Mr. Danjuma too."]


@given(st.text(max_size=200))
def test_every_place_lies_inside_the_text_and_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    inner = body(text)
    assert 0 <= inner.start <= inner.end <= len(text)
