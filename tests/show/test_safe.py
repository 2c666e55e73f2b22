"""Text of unknown origin cannot command a terminal, hide itself or run backwards."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.show.safe import on_one_line, visible

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_nothing_that_commands_or_hides_is_left(text: str) -> None:
    for character in visible(text):
        assert character in "\n\u200d" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text("abcdefghij XYZ.,!?[]{}<>\n"))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(ANY_TEXT)
def test_what_is_safe_already_is_not_changed_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in on_one_line(text)
    assert "  " not in on_one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "<U+001B>[2J"),
        ("\u202egpj.exe", "<U+202E>gpj.exe"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\rb", "a<U+000D>b"),
        ("a\r\nb", "a\nb"),
        ("a\tb", "a    b"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u2028b", "a<U+2028>b"),
        ("\u3164", "<U+3164>"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("a\u200db", "a<U+200D>b"),
        ("e\u0301", "e\u0301"),
        ("שלום Grüße 李", "שלום Grüße 李"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_accents_do_not_climb_over_other_lines() -> None:
    assert visible("a" + "\u0301" * 50).count("\u0301") <= 4
