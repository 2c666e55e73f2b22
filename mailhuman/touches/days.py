"""A day as one says it in a mail: today, on Friday, on 3 June; and the days in what others said, told again later."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_THIS_WEEK = 6
_PARTS = {"night": "night", "tonight": "evening", "morning": "morning", "afternoon": "afternoon", "evening": "evening"}
_SAID = re.compile(
    r"\b(?:(?P<same>today|tonight|this (?:morning|afternoon|evening))|"
    r"(?P<before>yesterday(?: (?:morning|afternoon|evening))?|last (?:night|evening))|"
    r"(?P<near>(?:(?:on|this|last) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this|last|over the|at the) (?:week|weekend|month))|"
    r"(?P<ahead>tomorrow|next \w+|in \w+ (?:days|weeks))|(?P<just>just now|right now|at the moment))\b",
    re.IGNORECASE,
)


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


def retold(phrase: str, said_on: date | None, today: date) -> str:
    """`phrase`, said on `said_on`, as it is true `today`: "tonight" of Tuesday is "on Tuesday evening" on Thursday.

    "" where it speaks of a time that cannot be told from here.
    """
    if said_on == today:
        return phrase
    if said_on is None:
        return "" if _SAID.search(phrase) else phrase
    told = _SAID.sub(lambda found: _again(found, said_on, today), phrase)
    return "" if "\0" in told else told


def _again(found: re.Match[str], said_on: date, today: date) -> str:
    if found["ahead"] or found["just"]:
        return "\0"
    if near := found["near"]:
        return near if (today - said_on).days <= _THIS_WEEK else f"that {near.split()[-1]}"
    day = said_on if found["same"] else said_on - timedelta(days=1)
    part = _PARTS.get(found.group().split()[-1].casefold(), "")
    if part == "night" and day == today - timedelta(days=1):
        return "last night"
    told = said_day(day, today)
    if part and re.match(r"on \d", told):
        return f"on the {part} of {told.removeprefix('on ')}"
    return f"{told} {part}".strip()
