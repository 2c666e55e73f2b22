"""What they say fills their days, and when it does no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.touches.load import loads
from mailhuman.touches.returns import recoveries
from tests.touches.situations import NOW, message

TODAY = NOW.date()  # a Thursday


def told(text: str, days: int = 1) -> list[tuple[str, str]]:
    return [(each.fill["form"], each.fill["what"]) for each in loads(message(text, timedelta(days=days)), TODAY)]


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("I am on leave from tomorrow and back on 23 June.", ("leave", "")),
        ("I'm away until Monday.", ("leave", "")),
        ("It is quarter-end this week, so all is slow.", ("season", "quarter-end")),
        ("We have the audit, I am busy with the audit.", ("season", "the audit")),
        ("I have a grant deadline on Friday.", ("deadline", "grant deadline")),
        ("I am snowed under until Monday.", ("full", "")),
        ("We are marking exams until 23 June, then I am human again.", ("full", "")),
        ("I'm off until Monday, walking in the Eifel.", ("leave", "")),
        ("I'm at the trade fair until Friday.", ("leave", "")),
        ("We are in the middle of the olive harvest.", ("season", "the olive harvest")),
        ("Two of us do the work of five, our winter fair is on.", ("season", "your winter fair")),
    ],
)
def test_leave_seasons_and_deadlines_are_loads(text: str, load: tuple[str, str]) -> None:
    assert told(text) == [load]


@pytest.mark.parametrize(
    "text",
    [
        "I am away on medical leave and back on 23 June.",
        "I am away until 3 January.",
        "I am away until Monday, my son is in hospital.",
        "I'm away until Monday, but I can look at it tonight.",
        "I started with the quarter-end figures.",
        "You have a deadline on Friday.",
        "It is quarter-end next month.",
        "We are buried in your corrections until Friday.",
        "I am away until Monday for treatment.",
        "I am off until Thursday for the funeral of a neighbour.",
    ],
)
def test_what_is_private_far_off_or_no_load_is_passed_over(text: str) -> None:
    assert told(text) == []


def test_a_load_passes() -> None:
    assert told("I am on leave from tomorrow and back on 9 June.", 12) == []
    assert told("It is quarter-end this week.", 9) == []


def back(text: str, days: int = 3) -> list[str]:
    return [each.fill["back"] for each in recoveries(message(text, timedelta(days=days)), TODAY)]


def test_a_return_from_illness_is_noticed_before_and_after() -> None:
    assert back("The doctor has let me go; I am back on Monday.", 6) == ["yes"]
    assert back("I'm still on sick leave, but I'll be back on Monday.") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "The beach was lovely; I am back on Monday.",
        "I am back in hospital, so Tom has my sick leave form.",
        "The hospital wants a cover. I am back from the printer.",
        "My son was ill; I was off sick and I am back on Monday.",
        "I was ill and it is back; I am back on Monday if all goes well.",
    ],
)
def test_other_returns_are_no_recovery(text: str) -> None:
    assert back(text) == []


def test_an_old_return_is_no_news() -> None:
    assert back("I was off sick, but I am back now.", 20) == []
