"""Moves a reading as the exchange around it would: short is not cold where mails fly, and is where they are letters.

Forms alone move (an order, a missing greeting, few words): a reproach or an insult is one at any pace. A faster
exchange never makes a mail colder, and where nothing is known of the exchange nothing moves.
"""

from __future__ import annotations

import math
from dataclasses import replace

from mailhuman.model import ToneReading
from mailhuman.tone.exchange import Exchange, Habit
from mailhuman.tone.reason import reason_for

FORMS = frozenset(
    {"bare-command", "please-at-start", "you-at-start", "challenge", "flat-refusal", "curt-answer", "demand"}
)
"""The colder cues that are a matter of form: what a terse exchange excuses, and a warm one makes worse."""
_NO_WARMTH = frozenset({"greeting", "greeting-by-name", "closing", "personal-topic"})  # of their own
_QUICK, _SLOW = 0.5, 12.0  # hours from mail to mail: up to the one mails fly, from the other on they are letters
_TERSE, _FULL = 12.0, 40.0  # words a mail, as the other side writes
_BRIEF, _ROOMY = 15.0, 35.0  # as above, of those who take room: from the second on a line by itself stands out
_AS_USUAL = 0.7  # of the ease of a fast exchange: where both are short by habit, at any pace
_HABIT = 3  # mails of the writer's that make a usual way
_SOME = 0.5  # of ease or strain, from which what is missing changes
_FEW, _A_LINE = 25, 12  # words of a draft that terseness can excuse, and of one that stands out as bare
_PLAIN, _CURT, _MOST_NEUTRAL, _MOST = (
    2.0,
    2.75,
    2.9,
    3.6,
)  # coldness: plain, from here an order is cold, short of it, short of rude
_WEIGHT = 0.9  # of strain, in coldness
_EVIDENCE = 2  # mails of both sides before anything can stand out
_SHORT = "Short, as the mails between you are."
_BARE = "Shorter than the mails between you have been, and without a greeting."
_AUDIENCE = 3  # readers; to more, a mail belongs to no exchange


def in_context(reading: ToneReading, exchange: Exchange) -> ToneReading:
    """Give the reading as the reader has it who knows the exchange."""
    colder = {cue.cue for cue in reading.cues if cue.effect == "colder"}
    known = exchange.hours is not None and exchange.readers <= _AUDIENCE
    if not known or reading.label in {"unclear", "warm"} or colder - FORMS:
        return reading
    return _strained(_eased(reading, exchange), exchange)


def ease(exchange: Exchange) -> float:
    """Give how far the exchange excuses a bare line, from 0 to 1: mails that fly and are short, or a habit of both."""
    theirs, mine = exchange.theirs, exchange.mine
    usual = theirs if theirs.mails else mine
    flying = _pace(exchange) * _falling(usual.words, _TERSE, _FULL) if usual.mails else 0.0
    habit = mine.mails >= _HABIT and mine.words <= _TERSE and theirs.mails > 0 and theirs.words <= _BRIEF
    return max(flying, _AS_USUAL) if habit and max(mine.greets, theirs.greets) < _SOME else flying


def strain(exchange: Exchange) -> float:
    """Give how far a bare line stands out, from 0 to 1: letters on both sides, with room, time and greetings."""
    theirs, mine = exchange.theirs, exchange.mine
    if theirs.mails + mine.mails < _EVIDENCE or not theirs.mails:
        return 0.0
    room = 1 - _falling(theirs.words, _BRIEF, _ROOMY)
    return (1 - _pace(exchange)) * room * min(theirs.greets, _own(mine, theirs))


def _own(mine: Habit, theirs: Habit) -> float:
    """How the writer usually greets this reader; where that is not known, as the reader does."""
    return mine.greets if mine.mails else theirs.greets


def _pace(exchange: Exchange) -> float:
    hours = _SLOW if exchange.hours is None else exchange.hours
    return _falling(math.log(max(hours, _QUICK)), math.log(_QUICK), math.log(_SLOW))


def _falling(value: float, first: float, last: float) -> float:
    """1 up to `first`, 0 from `last` on, a line between."""
    return min(1.0, max(0.0, (last - value) / (last - first)))


def _eased(reading: ToneReading, exchange: Exchange) -> ToneReading:
    """Excuse a short draft as far as the exchange is short and fast."""
    much = ease(exchange)
    if exchange.words > _FEW or not much:
        return reading
    coldness = reading.coldness - much * max(0.0, reading.coldness - _PLAIN)
    missing = () if much >= _SOME else reading.missing
    if reading.label != "cold" or much < _SOME:
        return replace(reading, coldness=coldness, missing=missing)
    return replace(reading, label="neutral", coldness=coldness, missing=(), confidence=much, reason=_SHORT)


def _strained(reading: ToneReading, exchange: Exchange) -> ToneReading:
    """Let a bare line stand out as far as the exchange is slow and warm."""
    much = strain(exchange)
    warm = any(cue.effect == "warmer" and cue.cue not in _NO_WARMTH for cue in reading.cues)
    if not much or warm or exchange.greets or exchange.words > _A_LINE:
        return reading
    ordered = any(cue.cue in FORMS for cue in reading.cues)
    felt = reading.coldness + much * _WEIGHT
    cold = reading.label == "cold" or (ordered and much >= _SOME and felt >= _CURT)
    moved = replace(reading, coldness=max(reading.coldness, min(felt, _MOST if cold else _MOST_NEUTRAL)))
    if much < _SOME:
        return moved
    moved = replace(moved, missing=_missed(reading, exchange))
    return _called_cold(moved, exchange, much) if cold else replace(moved, reason=_BARE)


def _missed(reading: ToneReading, exchange: Exchange) -> tuple[str, ...]:
    """What is missed in a bare line among letters: a greeting, what was missed before, an end where both have one."""
    closed = min(exchange.mine.closes, exchange.theirs.closes) > _SOME
    found = {
        "greeting": True,
        "thanks": "thanks" in reading.missing,
        "closing": "closing" in reading.missing or (closed and not exchange.closes),
    }
    return tuple(name for name, missed in found.items() if missed)


def _called_cold(reading: ToneReading, exchange: Exchange, much: float) -> ToneReading:
    reason = reason_for(
        "cold", reading.cues, reading.missing, excess=False, relational=reading.relational,
        coldness=reading.coldness, words=exchange.words,
    )  # fmt: skip
    sure = max(reading.confidence, much) if reading.label == "cold" else much
    return replace(reading, label="cold", reason=reason, confidence=sure, chill=max(reading.chill, _SOME))
