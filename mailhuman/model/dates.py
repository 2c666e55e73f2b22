"""A date as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(?:(?P<year>\d{4})|-)-?(?:(?<=-)(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: a day, a month-day without year, a month or only a year.

    Written as vCard 4 does (RFC 6350 §4.3.1): 2026-03-10, --03-10, 2026-03, 2026.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, written: str) -> PartialDate:
        """Read one of the four forms; ValueError for anything else, and for days that do not exist."""
        found = _PARTIAL.fullmatch(written.strip())
        if not found or not any(found.groups()):
            raise ValueError("write a date as 2026-03-10, --03-10, 2026-03 or 2026")
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        if year == 0 or (day and not month) or not (year or day):
            raise ValueError("write a date as 2026-03-10, --03-10, 2026-03 or 2026")
        date(year or 2024, month or 1, day or 1)  # 2024 is a leap year: --02-29 is a day
        return cls(year, month, day)

    @property
    def exact(self) -> date | None:
        """The calendar day, where year, month and day are all known."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def in_year(self, year: int) -> date | None:
        """The day it falls on in `year`, where month and day are known; 29 February falls on 1 March if need be."""
        if not (self.month and self.day):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 3, 1)

    def __str__(self) -> str:
        """Give the written form back."""
        head = f"{self.year:04d}" if self.year else "-"
        return "-".join([head, *(f"{part:02d}" for part in (self.month, self.day) if part)])
