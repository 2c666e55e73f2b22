"""The closed list of conditions a rule may name under `when` and `unless`; each is a plain question with yes or no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.conflict import at_odds, jars
from mailhuman.touches.sentences import body
from mailhuman.touches.signs import find_sign

Question = Callable[[Circumstances], bool]
_WEEK = timedelta(days=7)
_HOUR = timedelta(hours=1)
_HALF_YEAR = timedelta(days=180)
_LONG_PUSH = 60  # words
_MANY_ORDERS = 3


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


def _out_of_touch(about: Circumstances) -> bool:
    """Whether nothing was exchanged for longer than the card allows, half a year where it says nothing."""
    gap = _last_moment(about)
    days = about.contact.keep_in_touch if about.contact else None
    return gap is not None and gap > (timedelta(days=days) if days else _HALF_YEAR)


def _half_year(about: Circumstances) -> bool:
    gap = _last_moment(about)
    return gap is None or gap >= _HALF_YEAR


def _only_asks(about: Circumstances) -> bool:
    """Whether the draft wants something and brings nothing, or wants it curtly: a good word there is flattery."""
    return about.asks and (_is_curt(about) or not find_sign("brings", about.own))


def _long_push(about: Circumstances) -> bool:
    """Whether the draft is long and wants much: three orders or more, or a cold tone over sixty words."""
    inner = body(about.own).of(about.own)
    orders = sum(cue.cue in {"bare-command", "please-at-start"} for cue in about.situation.tone.cues)
    return len(inner.split()) >= _LONG_PUSH and about.asks and (orders >= _MANY_ORDERS or _is_curt(about))


def _is_curt(about: Circumstances) -> bool:
    return about.situation.tone.coldness >= 2.5  # noqa: PLR2004 - half way from neutral to a bit cold


def _chases_bluntly(about: Circumstances) -> bool:
    return (find_sign("chase", about.own) is not None or _is_curt(about)) and not find_sign("courtesy", about.own)


def _they_are_up(about: Circumstances) -> bool:
    last = about.last_theirs
    return bool(last and last.date and about.situation.now - last.date <= 2 * _HOUR)


def _means_to_keep_in_touch(about: Circumstances) -> bool:
    """Whether the draft is no more than a sign of life, or the card says how often they mean to hear of each other."""
    return find_sign("checks-in", about.own) is not None or bool(about.contact and about.contact.keep_in_touch)


def _away(about: Circumstances) -> bool:
    return any(each.kind == "load" and each.fill["form"] == "leave" for each in about.findings)


def _birthday_near(about: Circumstances) -> bool:
    today = about.situation.now.date()
    dated = (note.date for note in (about.contact.notes if about.contact else ()) if note.kind == "birthday")
    return any(day and (on := day.in_year(today.year)) and abs((on - today).days) <= _WEEK.days for day in dated)


CONDITIONS: dict[str, Question] = {
    "asks": lambda about: about.asks,
    "only-asks": _only_asks,
    "thanks-there": lambda about: find_sign("thanks", about.own) is not None,
    "call-planned": lambda about: find_sign("call", about.own) is not None,
    "next-step-named": lambda about: find_sign("next-step", about.own) is not None,
    "closes": lambda about: about.closes,
    "cold": lambda about: about.situation.tone.label == "cold",
    "curt": _is_curt,
    "first-today": _first_today,
    "week-since-last": _long_gap,
    "within-the-hour": _within_the_hour,
    "they-ask-bluntly-too": _they_ask_bluntly_too,
    "condolence-there": lambda about: find_sign("sympathy", about.own) is not None,
    "happy-birthday-there": lambda about: "birthday" in about.own.casefold(),
    "greets-group": lambda about: bool(about.greeting and about.greeting.to_everybody),
    "decides": lambda about: find_sign("decides", about.own) is not None,
    "asks-their-view": lambda about: find_sign("asks-view", about.own) is not None,
    "settled": lambda about: find_sign("settled", about.own) is not None,
    "long-push": _long_push,
    "reason-there": lambda about: find_sign("reason", about.own) is not None,
    "half-year-since-last": _half_year,
    "out-of-touch": _out_of_touch,
    "keeps-in-touch": _means_to_keep_in_touch,
    "checks-in": lambda about: find_sign("checks-in", about.own) is not None,
    "no-hurry-there": lambda about: find_sign("no-hurry", about.own) is not None,
    "apology-there": lambda about: find_sign("apology", about.own) is not None,
    "chases-bluntly": _chases_bluntly,
    "at-odds": at_odds,
    "dated": lambda about: find_sign("dated", about.own) is not None,
    "weighty": lambda about: find_sign("weighty", about.own) is not None,
    "urgent-there": lambda about: find_sign("urgent", about.own) is not None,
    "ends-something": lambda about: find_sign("ends", about.own) is not None,
    "reproaches": lambda about: jars(about.own),
    "in-dispute": lambda about: about.shows("conflict"),
    "they-are-up": _they_are_up,
    "they-are-away": _away,
    "birthday-near": _birthday_near,
    "welcome-back-there": lambda about: find_sign("welcome-back", about.own) is not None,
    "attachment": lambda about: bool(about.situation.draft.attachments),
}
