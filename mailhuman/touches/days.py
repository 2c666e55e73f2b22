"""A day as one would say it in a mail: today, yesterday, on Friday, on 3 June."""

from __future__ import annotations

import calendar
from datetime import date

_THIS_WEEK = 6


def said_day(day: date | None, today: date) -> str:
    """`day` in words seen from `today`; "" for no day. Never a year: no line in a mail needs it."""
    if day is None:
        return ""
    ahead = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if ahead in near:
        return near[ahead]
    if abs(ahead) <= _THIS_WEEK:
        return f"on {calendar.day_name[day.weekday()]}"
    return f"on {day.day} {calendar.month_name[day.month]}"
