"""How long a note stays true enough to be spoken of (gate G7), by its kind."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from mailhuman.model import Note, PartialDate

_YEAR = 365
LIFE: dict[str, timedelta] = {
    kind: timedelta(days=days)
    for kind, days in {
        "trip": 14,  # after the return
        "illness": 21,
        "last-talk": 90,
        "event": 30,  # after its day
        "milestone": 30,
        "promise": 90,  # after it was due
        "job": _YEAR,
        "work": _YEAR,
        "school": _YEAR,
        "other": _YEAR,
        "hobby": 2 * _YEAR,
        "family": 2 * _YEAR,
        "pet": 2 * _YEAR,
        "food": 2 * _YEAR,
        "preference": 2 * _YEAR,
        "shared": 5 * _YEAR,
        "how-met": 5 * _YEAR,
        "expertise": 5 * _YEAR,
    }.items()
}
"""Days a note of a kind lives. Kinds that are not here, birthday, anniversary and loss, do not go stale.

The figures for trip, illness, last-talk, event, job, school, hobby, how-met and expertise are the design's; the others
follow the nearest of these.
"""
_BY_ITS_DAY = frozenset({"trip", "illness", "last-talk", "event", "milestone", "promise"})


def is_stale(note: Note, today: date) -> bool:
    """Whether `note` is older on `today` than its kind lives.

    A passing thing (trip, illness, event …) is counted from its own day, or from when it was learned where that is
    not known to the year; without either it counts as old. A lasting one is counted from when it was last heard of;
    without any date it counts as fresh. Of a month or a year that is all that is known, the first day counts.
    """
    life = LIFE.get(note.kind)
    if life is None:
        return False
    heard = _heard(note)
    if heard is None:
        return note.kind in _BY_ITS_DAY
    return today - heard > life


def _heard(note: Note) -> date | None:
    days = [day for written in (note.date, note.learned) if (day := first_day(written))]
    if note.kind in _BY_ITS_DAY:
        return days[0] if days else None
    return max(days, default=None)


def first_day(written: PartialDate | None) -> date | None:
    """The earliest day `written` can mean; None where the year is not known."""
    if written is None or not written.year:
        return None
    month = written.month or 1
    last = calendar.monthrange(written.year, month)[1]
    return date(written.year, month, min(written.day or 1, last))
