"""What hour it is where the reader is, by the time zone on their card alone; a name tells no zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailhuman.model import Note
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.signs import find_sign

_EVENING, _NIGHT, _MORNING = 18, 22, 7
_FRIDAY, _SATURDAY = 4, 5
_OTHER_WEEKENDS = frozenset(
    {
        "Asia/Riyadh", "Asia/Qatar", "Asia/Kuwait", "Asia/Bahrain", "Asia/Muscat", "Asia/Amman", "Asia/Baghdad",
        "Asia/Jerusalem", "Asia/Tehran", "Asia/Kabul", "Asia/Dhaka", "Asia/Kathmandu", "Asia/Damascus", "Asia/Aden",
        "Africa/Cairo", "Africa/Algiers", "Africa/Tripoli", "Africa/Khartoum", "Asia/Brunei", "Indian/Maldives",
        "Asia/Gaza", "Asia/Hebron", "Africa/Djibouti", "Africa/Mogadishu",
    }
)  # fmt: skip  # where the days of rest are not Saturday and Sunday, nothing is said of days


def day_there(zone: str, now: datetime) -> date:
    """The day it is in `zone`; the writer's own where the zone is not known."""
    try:
        return now.astimezone(ZoneInfo(zone)).date() if zone else now.date()
    except (KeyError, ValueError, OSError):  # a zone that is none, or a machine without the tables
        return now.date()


def off_hours(zone: str, now: datetime) -> str:
    """What `now` is in `zone` when nobody works there: "evening", "night", "friday-evening", "weekend"; else ""."""
    try:
        there = now.astimezone(ZoneInfo(zone)) if zone else None
    except (KeyError, ValueError, OSError):  # a zone that is none, or a machine without the tables
        return ""
    if there is None or there.utcoffset() == now.utcoffset():
        return ""
    weekend_known = zone not in _OTHER_WEEKENDS
    if there.weekday() >= _SATURDAY or (there.weekday() == _FRIDAY and there.hour >= _EVENING):
        friday = "friday-evening" if there.weekday() == _FRIDAY else "weekend"
        return friday if weekend_known else ""
    if there.hour >= _NIGHT or there.hour < _MORNING:
        return "night"
    return "evening" if there.hour >= _EVENING else ""


def _is_elsewhere(about: Circumstances) -> bool:
    """Whether they say where they are, or their last mail was sent from another zone than that of the card.

    A mail dated in UTC tells nothing, since servers date mail so as well.
    """
    last, card = about.last_theirs, about.contact
    if not last or not card:
        return False
    if find_sign("elsewhere", last.own_text):
        return True
    return bool(last.date and last.date.utcoffset() and last.date.utcoffset() != _offset(card.timezone, last.date))


def _offset(zone: str, at: datetime) -> timedelta | None:
    try:
        return at.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None


def hour_there(about: Circumstances) -> Iterator[tuple[str, Mapping[str, object], Note]]:
    """The hour where the reader is, when it is not one for work, with the line of the card it rests on."""
    card = about.contact
    if card and not _is_elsewhere(about) and (part := off_hours(card.timezone, about.situation.now)):
        told = Note("other", f"time zone {card.timezone}")
        yield f"{part}|{about.situation.now.date()}", {"part": part}, told
