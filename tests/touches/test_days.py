"""Days in words, and the days of other people's sentences as they are true now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.touches.days import retold, said_day

THURSDAY = date(2026, 3, 12)
TUESDAY, WEDNESDAY = date(2026, 3, 10), date(2026, 3, 11)
LONG_AGO = date(2026, 2, 23)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (3, "on Sunday"), (-3, "on Monday"), (-20, "on 20 February")],
)
def test_a_day_as_one_says_it(ahead: int, said: str) -> None:
    assert said_day(THURSDAY + timedelta(days=ahead), THURSDAY) == said


@pytest.mark.parametrize(
    ("said_on", "phrase", "now"),
    [
        (THURSDAY, "staying late tonight", "staying late tonight"),
        (TUESDAY, "staying late tonight", "staying late on Tuesday evening"),
        (WEDNESDAY, "staying late tonight", "staying late yesterday evening"),
        (WEDNESDAY, "staying late last night", "staying late on Tuesday night"),
        (THURSDAY, "staying late last night", "staying late last night"),
        (WEDNESDAY, "fixing it this morning", "fixing it yesterday morning"),
        (TUESDAY, "fixing it today", "fixing it on Tuesday"),
        (TUESDAY, "driving in on Sunday", "driving in on Sunday"),
        (LONG_AGO, "driving in on Sunday", "driving in that Sunday"),
        (LONG_AGO, "working over the weekend", "working that weekend"),
        (LONG_AGO, "fixing it today", "fixing it on 23 February"),
        (TUESDAY, "getting it ready for tomorrow", ""),
        (TUESDAY, "packing the 14 panels", "packing the 14 panels"),
        (None, "packing the 14 panels", "packing the 14 panels"),
        (None, "packing them today", ""),
    ],
)
def test_what_was_said_then_is_true_now(said_on: date | None, phrase: str, now: str) -> None:
    assert retold(phrase, said_on, THURSDAY) == now


@given(st.integers(0, 60), st.sampled_from(["today", "tonight", "this morning", "yesterday"]))
def test_nothing_of_another_day_is_called_today(ago: int, word: str) -> None:
    told = retold(f"packing {word}", THURSDAY - timedelta(days=ago), THURSDAY)
    assert (word in told and ago == 0) or ("today" not in told and "tonight" not in told and "this morning" not in told)
