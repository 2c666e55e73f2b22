"""Days as tables have them: 1980-03-10, --03-10, 10.03.1980, 3/10/1980; what may be read in two ways is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from mailhuman.model import PartialDate

DayOrder = Literal["day first", "month first", "unknown"]
_SLASHED = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?: .*)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?:[T ].*)?")
_NOTHING = re.compile(r"[0/.\- :]*")  # Outlook writes 0/0/00 where it knows none
_NO_YEAR = 1604  # how Apple and those that follow it write a day without its year
_MONTHS = 12


def day_order(written: Iterable[str]) -> DayOrder:
    """Whether these days are written day or month first, as those tell that can be read in one way only."""
    read = [each for day in written if (each := _SLASHED.fullmatch(day)) and each["mark"] != "."]
    found = [(int(each["first"]), int(each["second"])) for each in read]
    day_first = any(first > _MONTHS for first, _ in found)
    month_first = any(second > _MONTHS for _, second in found)
    if day_first == month_first:
        return "unknown"
    return "day first" if day_first else "month first"


def read_day(written: str, order: DayOrder) -> PartialDate | None:
    """The day `written` tells, None where it tells none; ValueError, which does not repeat it, for what is no day."""
    if _NOTHING.fullmatch(written):
        return None
    if found := _YEAR_FIRST.fullmatch(written):
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if found := _SLASHED.fullmatch(written):
        first, second = int(found["first"]), int(found["second"])
        if found["mark"] == "." or (order == "day first" and second <= _MONTHS) or first > _MONTHS:
            return _day(int(found["year"]), second, first)
        if order == "month first" or second > _MONTHS or first == second:
            return _day(int(found["year"]), first, second)
        raise ValueError("may be read day or month first; write it as 1980-03-10")
    return PartialDate.parse(written)


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate.parse(f"{'-' if year in {0, _NO_YEAR} else f'{year:04d}'}-{month:02d}-{day:02d}")
