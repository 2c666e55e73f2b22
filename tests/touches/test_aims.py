"""What two people share, as a note names it; and the hour where somebody is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailhuman.touches.aims import aim, encounter, span_since
from mailhuman.touches.hours import off_hours


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our goal is the April launch of the ferry app", "the April launch"),
        ("We both want the museum opening to hold", "the museum opening"),
        ("we both want the union vote to pass", ""),
        ("We share an office", ""),
    ],
)
def test_an_aim_is_named_where_it_is_one_to_speak_of(text: str, found: str) -> None:
    assert aim(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Met at the Porto workshop", "the Porto workshop"),
        ("we built the Graz pavilion together", "the Graz pavilion"),
        ("met at the Graz reception after Karl's funeral", ""),
        ("the Graz pavilion we lost the competition for", ""),
        ("Met at the Porto workshop, was rude to me", ""),
        ("studied together", ""),
    ],
)
def test_a_common_past_is_named_where_the_note_says_nothing_else(text: str, found: str) -> None:
    assert encounter(text) == found


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 3, 1), ""),
        (date(2024, 11, 1), "more than half a year"),
        (date(2024, 6, 1), "about a year"),
        (date(2023, 12, 1), "about a year and a half"),
        (date(2023, 6, 1), "about two years"),
    ],
)
def test_a_long_time_is_said_roughly(day: date, said: str) -> None:
    assert span_since(day, date(2025, 6, 12)) == said


@pytest.mark.parametrize(
    ("zone", "now", "part"),
    [
        ("Australia/Sydney", datetime(2025, 6, 12, 9, tzinfo=UTC), "evening"),
        ("Pacific/Auckland", datetime(2025, 6, 13, 14, tzinfo=UTC), "weekend"),
        ("Asia/Tokyo", datetime(2025, 6, 13, 10, tzinfo=UTC), "friday-evening"),
        ("Asia/Tokyo", datetime(2025, 6, 11, 16, tzinfo=UTC), "night"),
        ("Europe/Berlin", datetime(2025, 6, 12, 9, tzinfo=UTC), ""),
        ("Europe/London", datetime(2025, 1, 11, 12, tzinfo=UTC), ""),
        ("Asia/Riyadh", datetime(2025, 6, 13, 8, tzinfo=UTC), ""),
        ("../../etc/passwd", datetime(2025, 6, 12, 9, tzinfo=UTC), ""),
        ("Nowhere/Land", datetime(2025, 6, 12, 9, tzinfo=UTC), ""),
        ("", datetime(2025, 6, 12, 9, tzinfo=UTC), ""),
    ],
)
def test_the_hour_is_the_cards_and_never_a_guess(zone: str, now: datetime, part: str) -> None:
    assert off_hours(zone, now) == part
