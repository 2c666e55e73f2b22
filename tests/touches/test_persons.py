"""Whom a note names beside a word of kin, and who is not to be named."""

from __future__ import annotations

import pytest

from mailhuman.touches.persons import doer, is_plural, person, possessive


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("Her twins Ama & Kofi start school in Sept", "Ama and Kofi"),
        ("son Idris - A-levels this summer", "Idris"),
        ("new rescue greyhound, Otto (arr. April)", "Otto"),
        ("Biscuit, his old spaniel, comes to the office", "Biscuit"),
        ("Ada (daughter, 6) loves trains", "Ada"),
        ("Two cats called Tallis and Byrd", "Tallis and Byrd"),
        ("Wife Carol, boys Jack (9) and Alfie (6)", "Carol"),
        ("Twins started school.", "the twins"),
    ],
)
def test_who_is_named(note: str, who: str) -> None:
    assert person(note) == who


@pytest.mark.parametrize(
    "note",
    [
        "wife German, teaches Maths",
        "husband Head of Year 9",
        "looks after her mum",
        "son at Leeds",
        "Cornwall",
        "<b>son Max</b>",
    ],
)
def test_what_is_no_name_is_not_asked_after(note: str) -> None:
    assert person(note) == ""


def test_about_names_them_where_the_words_do_not() -> None:
    assert person("plays netball for the county", "Freya (daughter)") == "Freya"


def test_who_only_comes_along_did_not_do_it() -> None:
    assert doer("half marathon with her husband Arun") == ""
    assert doer("His son Emre has a trial") == "Emre"


def test_grammar_of_one_and_of_several() -> None:
    assert [is_plural(words) for words in ("Ada", "Ama and Kofi", "the twins")] == [False, True, True]
    assert [possessive(words) for words in ("Ada", "the twins", "Agnes")] == ["Ada's", "the twins'", "Agnes's"]
