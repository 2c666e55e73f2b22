"""Days written relative to today, so that the sample never ages: {workday+3} becomes "Friday", {iso-2} "2026-11-22"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

_PLACE = re.compile(r"\{(?P<form>[a-z]+)(?P<days>[+-]\d{1,4})\}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FRIDAY = 4


def working_day(today: date, count: int) -> date:
    """The day that lies `count` working days after `today` (before, if negative); public holidays are not known."""
    step = timedelta(days=1 if count > 0 else -1)
    day = today
    for _ in range(abs(count)):
        day += step
        while day.weekday() > _FRIDAY:
            day += step
    return day


_FORMS: dict[str, Callable[[date, int], str]] = {
    "iso": lambda today, days: (today + timedelta(days)).isoformat(),
    "yearly": lambda today, days: f"--{today + timedelta(days):%m-%d}",
    "day": lambda today, days: _said(today + timedelta(days)),
    "workday": lambda today, count: _WEEKDAYS[working_day(today, count).weekday()],
    "workdate": lambda today, count: _said(working_day(today, count)),
}


def _said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def with_days(text: str, today: date) -> str:
    """`text` with every place filled; ValueError for a form that does not exist.

    {iso-2} 2026-11-22, {yearly+1} --11-25, {day+5} 29 November, {workday+3} Friday, {workdate+3} 27 November.
    """
    return _PLACE.sub(lambda found: _filled(found, today), text)


def _filled(found: re.Match[str], today: date) -> str:
    form = _FORMS.get(found["form"])
    if form is None:
        raise ValueError(f"{found['form']} is not a way to write a day: {', '.join(_FORMS)}")
    return form(today, int(found["days"]))
