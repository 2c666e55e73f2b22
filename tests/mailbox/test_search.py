"""What is asked of a server's search stands on the wire as it was meant."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.mailbox.search import Key, Text, any_of, ascii_words, in_one_line, in_pieces, is_ascii


def test_dates_are_written_in_english_without_a_leading_zero() -> None:
    assert in_one_line(("SINCE", date(2026, 3, 1))) == "SINCE 1-Mar-2026"


def test_alternatives_are_taken_two_by_two() -> None:
    keys: list[Key] = [("FROM", Text(name)) for name in ("a", "b", "c")]
    assert in_one_line(any_of(keys)) == 'OR FROM "a" OR FROM "b" FROM "c"'
    assert any_of(keys[:1]) == keys[0]
    assert any_of([]) == ()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_quoted_text_reads_back_as_it_was(value: str) -> None:
    written = in_one_line((Text(value),))
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', written)
    assert re.sub(r"\\(.)", r"\1", written[1:-1]) == value


def test_other_letters_are_sent_as_utf_8() -> None:
    key: Key = ("SINCE", date(2026, 3, 1), "SUBJECT", Text("Grüße"))
    assert not is_ascii(key)
    assert in_pieces(key) == [b"SINCE", b"1-Mar-2026", b"SUBJECT", "Grüße".encode()]


@pytest.mark.parametrize("value", ["", "  ", "a\r\nb", "a\nLOGOUT", "a\x00b"])
def test_what_would_end_the_line_is_never_asked(value: str) -> None:
    assert not Text(value).can_be_asked


@pytest.mark.parametrize(
    ("text", "words"),
    [("Grüße aus dem Lager", "aus dem Lager"), ("plain words", "plain words"), ("Привет", ""), ("a é bc d é", "bc d")],
)
def test_the_longest_run_of_ascii_is_kept(text: str, words: str) -> None:
    assert ascii_words(text) == words
