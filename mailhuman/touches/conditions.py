"""The closed list of conditions a rule may name under `when` and `unless`; each is a plain question with yes or no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.signs import find_sign

Question = Callable[[Circumstances], bool]
_WEEK = timedelta(days=7)
_HOUR = timedelta(hours=1)


def _last_moment(about: Circumstances) -> timedelta | None:
    moments = [each.date for each in (*about.theirs, *about.mine) if each.date]
    return about.situation.now - max(moments) if moments else None


def _long_gap(about: Circumstances) -> bool:
    gap = _last_moment(about)
    return gap is None or gap >= _WEEK


def _first_today(about: Circumstances) -> bool:
    today = about.situation.now.date()
    return not any(each.date and each.date.date() == today for each in about.mine)


def _within_the_hour(about: Circumstances) -> bool:
    gap = _last_moment(about)
    return gap is not None and gap <= _HOUR


def _they_ask_bluntly_too(about: Circumstances) -> bool:
    last = about.last_theirs
    return bool(
        last
        and find_sign("asks", last.own_text)
        and not find_sign("courtesy", last.own_text)
        and not find_sign("thanks", last.own_text)
    )


CONDITIONS: dict[str, Question] = {
    "asks": lambda about: about.asks,
    "thanks-there": lambda about: find_sign("thanks", about.own) is not None,
    "call-planned": lambda about: find_sign("call", about.own) is not None,
    "next-step-named": lambda about: find_sign("next-step", about.own) is not None,
    "closes": lambda about: about.closes,
    "cold": lambda about: about.situation.tone.label == "cold",
    "curt": lambda about: about.situation.tone.coldness >= 2.5,  # noqa: PLR2004 - half way from neutral to a bit cold
    "first-today": _first_today,
    "week-since-last": _long_gap,
    "within-the-hour": _within_the_hour,
    "they-ask-bluntly-too": _they_ask_bluntly_too,
    "condolence-there": lambda about: find_sign("sympathy", about.own) is not None,
    "happy-birthday-there": lambda about: "birthday" in about.own.casefold(),
    "greets-group": lambda about: bool(about.greeting and about.greeting.to_everybody),
    "attachment": lambda about: bool(about.situation.draft.attachments),
}
