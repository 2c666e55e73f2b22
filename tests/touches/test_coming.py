"""What lies ahead of them and what they are back from, by their own word; nothing of work, illness or family leave."""

from __future__ import annotations

from datetime import date

import pytest

from mailhuman.touches.coming import coming, home_from

SAID = date(2025, 6, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("told", "topic", "form", "day"),
    [
        ("My driving test is on Friday, wish me luck.", "your driving test", "trial", date(2025, 6, 13)),
        ("I've got my viva tomorrow.", "your viva", "trial", date(2025, 6, 12)),
        ("I'm running the half marathon on Sunday.", "your half marathon", "trial", date(2025, 6, 15)),
        ("Our choir concert starts this Saturday at six.", "your choir concert", "trial", date(2025, 6, 14)),
        ("My sister's wedding is on 21 June.", "your sister's wedding", "treat", date(2025, 6, 21)),
        ("Our summer holidays start next Monday.", "your summer holidays", "treat", date(2025, 6, 16)),
    ],
)
def test_a_day_of_their_own_ahead_is_heard(told: str, topic: str, form: str, day: date) -> None:
    found = coming(told, SAID)
    assert found
    assert (found.topic, found.form, found.day) == (topic, form, day)


@pytest.mark.parametrize(
    "told",
    [
        "My driving test is not on Friday any more.",
        "My exhibition was postponed to next Friday.",
        "Our client's launch is on Friday.",
        "Is your exam on Friday?",
        "My hearing is on Friday.",
        "My scan is on Friday.",
        "I hope to run the marathon on Sunday.",
        "My exam was on Friday.",
    ],
)
def test_what_is_not_sure_or_not_theirs_is_not(told: str) -> None:
    assert coming(told, SAID) is None


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("I am back from two weeks in Madeira, what is the code?", "Madeira"),
        ("We're just home from a walking holiday round Lake Garda.", "Lake Garda"),
        ("I'm back from holiday.", ""),
    ],
)
def test_the_end_of_a_holiday_is_heard(told: str, place: str) -> None:
    assert home_from(told) == place


@pytest.mark.parametrize(
    "told",
    [
        "I am back from maternity leave.",
        "I am back from two weeks at my mother's.",
        "I am back from three weeks of treatment in Davos.",
        "I am back from two days at the plant in Linz.",
        "When I am back from two weeks in Madeira I will look.",
        "I am back from the conference in Oslo.",
        "I am back from lunch.",
    ],
)
def test_another_absence_is_nobody_elses_business(told: str) -> None:
    assert home_from(told) is None
