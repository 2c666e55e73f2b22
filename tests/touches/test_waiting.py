"""Who waits for an answer, for how long, and when that is late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.touches.waiting import as_said, waiting
from tests.touches.situations import JO, NOW, message

_ASKED = "Hi Jo,\n\nWhich of the two finishes would you like for the shelving?\n\nPriya"


def late(*thread: object) -> list[str]:
    return [each.fill["took"] for each in waiting(thread, frozenset({JO.email}), NOW.date())]  # type: ignore[arg-type]  # messages all


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (4, "four days"),
        (7, "a week"),
        (9, "nine days"),
        (13, "13 days"),
        (14, "two weeks"),
        (17, "more than two weeks"),
    ],
)
def test_days_are_counted_as_people_count_them(days: int, said: str) -> None:
    assert as_said(days) == said


def test_a_question_is_late_after_a_week() -> None:
    assert late(message(_ASKED, timedelta(days=9))) == ["nine days"]
    assert late(message(_ASKED, timedelta(days=3))) == []


def test_a_question_answered_waits_no_more() -> None:
    assert late(message(_ASKED, timedelta(days=9)), message("Oiled oak.\n\nJo", timedelta(days=8), JO)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Jo,\n\nThe brackets went out. All well, I hope?\n\nPriya",
        "Hi Jo,\n\nCould you tell me the finish by 20 June?\n\nPriya",
        "Hi Jo,\n\nWhich finish would you like? No hurry.\n\nPriya",
        "Hi Jo,\n\nHow was your holiday in Wales?\n\nPriya",
        "Hi Jo,\n\nThe brackets went out.\n\nPriya",
        "Dear all,\n\nWho can bring a cake on Friday?\n\nPriya",
        "Hi Jo,\n\nWho would have thought that it would work at once?\n\nPriya",
    ],
)
def test_what_nobody_waits_for_is_not_late(text: str) -> None:
    assert late(message(text, timedelta(days=10))) == []


def test_after_seven_weeks_it_is_another_matter() -> None:
    assert late(message(_ASKED, timedelta(days=50))) == []
