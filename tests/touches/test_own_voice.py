"""A greeting is offered as the writer greets this reader anyway, where their mails show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailhuman.touches import load_rulebook, suggest
from tests.touches.situations import COLD, JO, cards, draft, message, situation

RULES = load_rulebook()
BARE = "The lease was sent back unsigned again. It has to be here today, signed on page 4, as I told you last week."


def offered(*mine: str) -> str:
    thread = tuple(message(text, timedelta(days=30 - n), JO) for n, text in enumerate(mine))
    of = situation(draft(BARE), contacts=cards(), thread=thread, tone=replace(COLD, missing=("greeting",)))
    return next(each.text for each in suggest(of, RULES).suggestions if each.category == "greeting")


@pytest.mark.parametrize(
    ("mine", "line"),
    [
        ("Dear Priya,\n\nPage 3 is fine.\n\nJo", "Dear Priya,"),
        ("Good morning Priya,\n\nPage 3 is fine.\n\nJo", "Good morning Priya,"),
        ("Page 3 is fine.\n\nJo", "Hello Priya,"),
        ("Dear all,\n\nPage 3 is fine.\n\nJo", "Hello Priya,"),
        ("Dear Tom,\n\nPage 3 is fine.\n\nJo", "Hello Priya,"),
    ],
)
def test_the_habit_comes_first(mine: str, line: str) -> None:
    assert offered(mine) == line


def test_the_latest_greeting_counts() -> None:
    assert offered("Dear Priya,\n\nPage 2.\n\nJo", "Hi Priya,\n\nPage 3.\n\nJo") == "Hi Priya,"
