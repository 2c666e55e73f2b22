"""Capitals, doubled question marks, stacked exclamation marks and emoji, by place."""

from __future__ import annotations

import pytest

from mailhuman.model import Span
from mailhuman.tone.marks import mark_cues


def found(text: str) -> list[tuple[str, str]]:
    return [(name, span.of(text)) for name, span in mark_cues(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "cue", "quote"),
    [
        ("I said DO NOT TOUCH it", "shouting", "DO NOT TOUCH"),
        ("And?? Where", "impatience", "??"),
        ("Really?! No", "impatience", "?!"),
        ("Great!!! Yes", "gushing", "!!!"),
        ("Yes 😍😍 ok", "gushing", "😍😍"),
        ("Yes ❤️❤️ ok", "gushing", "❤️❤️"),
    ],
)
def test_marks_that_speak(text: str, cue: str, quote: str) -> None:
    assert found(text) == [(cue, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "Please send the PDF and the CSV to NATO.",
        "The NATO, EU and UN figures differ.",
        "HTTP GET and POST both fail.",
        "Is it done?",
        "Great! Yes!",
        "Great!! Yes",
        "Yes 😀",
        "THE WHOLE MAIL IS WRITTEN IN CAPITALS",  # a manner of typing, not a raised voice
        "",
    ],
)
def test_marks_that_do_not(text: str) -> None:
    assert found(text) == []


def test_only_the_body_is_looked_at() -> None:
    assert list(mark_cues("ok??", Span(0, 2))) == []
