"""Names, pronouns and spelling are one to the trained component, and nothing else of a mail changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.folding import folded, spelt, unnamed
from training.swaps import american, groups, of_men, of_women, renamed, spellings

MAIL = (
    "Dear Claire,\n\nShe will organise the colours with Anna. Could you tell her, Claire?\n\nKind regards,\nAnna Baker"
)


def test_writer_and_reader_have_one_name() -> None:
    told = unnamed(MAIL)
    assert told.startswith("Dear Name,")
    assert "tell her, Name?" in told
    assert told.endswith("Kind regards,\nName Name")


@pytest.mark.parametrize("people", groups(), ids=lambda people: people.group)
def test_whoever_writes_to_whom_is_folded_alike(people: object) -> None:
    text, _ = renamed(MAIL, "", people)  # type: ignore[arg-type]  # of the parameters
    assert text != MAIL
    assert folded(text) == folded(MAIL)


@pytest.mark.parametrize(
    "text",
    [
        "She said that he saw her.",
        "He said his piece himself.",
        "Mr Falk and Mrs Falk, sir.",
        "Is this hers? SHE'LL know.",
    ],
)
def test_he_and_she_are_folded_alike(text: str) -> None:
    assert folded(of_women(text)) == folded(of_men(text)) == folded(text)


@pytest.mark.parametrize("british", [each for each in spellings() if each not in {"fuelled", "anaesthetic"}])
def test_both_spellings_are_folded_alike(british: str) -> None:
    assert folded(british) == folded(american(british))


@pytest.mark.parametrize(
    "word", ["four", "hour", "your", "pour", "this", "his", "rise", "wise", "called", "tell", "acre"]
)
def test_short_words_stay_apart(word: str) -> None:
    assert spelt(word) == word


@pytest.mark.parametrize("text", ["Thanks!", "Will you come? Best, Will", "Send the file.\nThanks", "hi there", ""])
def test_a_mail_that_names_nobody_keeps_its_words(text: str) -> None:
    assert unnamed(text) == text


@given(st.lists(st.sampled_from(MAIL.split(" ")), max_size=30).map(" ".join) | st.text(max_size=100))
def test_any_text_is_folded_and_none_of_the_pronouns_is_left(text: str) -> None:
    once = folded(text)
    assert not re.search(r"\b(?:she|him|hers)\b", once)
