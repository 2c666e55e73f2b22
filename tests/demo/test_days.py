"""Days relative to today: the sample must read the same on any day of any year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.demo.days import with_days, working_day

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ("{iso-2}", "2026-11-22"),
        ("{yearly+1}", "--11-25"),
        ("{day+38}", "1 January"),
        ("{workday+3}", "Friday"),
        ("{workday+4}", "Monday"),
        ("{workday-1}", "Monday"),
        ("{workday-2}", "Friday"),
        ("{workdate+4}", "30 November"),
        ("by {workday+1}, or {workday+2}", "by Wednesday, or Thursday"),
    ],
)
def test_each_form_is_filled(written: str, filled: str) -> None:
    assert with_days(written, TUESDAY) == filled


def test_other_braces_stay_as_they_are() -> None:
    assert with_days("{kind: hobby, text: Rows.} {} {iso}", TUESDAY) == "{kind: hobby, text: Rows.} {} {iso}"


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="weekend"):
        with_days("{weekend+1}", TUESDAY)


@given(DAYS, st.integers(-30, 30).filter(bool))
def test_a_working_day_is_one_and_lies_on_its_side_of_today(today: date, count: int) -> None:
    day = working_day(today, count)
    assert day.weekday() < 5
    assert (day > today) == (count > 0)


@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between(today: date, count: int) -> None:
    ahead = (working_day(today, count) - today).days
    assert sum((today + timedelta(step)).weekday() < 5 for step in range(1, ahead + 1)) == count
