"""Decides which rules grow quiet because their suggestions keep being dismissed, and how they wake again.

A rule is quiet where its last six answers hold at least five dismissals, and nothing that was taken or sent. One that
never was of use falls silent after five; one that once was needs six, since its last success must have passed out of
view. Of a rule that is welcome every other time five dismissals in a row come once in 32, so that seldom is silenced
by chance. An answer counts for 90 days: a season later people and habits are others, the rule may try again, and one
more dismissal silences it. Every draft counts once, however often it was saved and asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailhuman.model import Remembered, Switch

ANSWERS = 6
DISMISSALS = 5
COUNTS_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Woken:
    """The user's word that a rule shall speak again: what was answered up to `at` no longer silences it."""

    rule: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quiet:
    """A rule that keeps still: how many of its last answers were dismissals, and when it wakes by itself."""

    rule: str
    dismissals: int
    until: datetime


def quiet_rules(history: Sequence[Remembered], now: datetime, woken: Sequence[Woken] = ()) -> tuple[Quiet, ...]:
    """The rules that keep still at `now`, by their ids. Warnings never do: each is about another draft's words."""
    from mailhuman.touches.vocabulary import WARNING_CATEGORIES  # noqa: PLC0415 - its room is slow to load, ours is not

    since = _since(woken)
    answers: dict[str, list[Remembered]] = {}
    for entry in sorted(history, key=lambda entry: entry.at):
        fresh = timedelta(0) <= now - entry.at < COUNTS_FOR
        unwoken = entry.rule not in since or entry.at > since[entry.rule]
        if fresh and unwoken and entry.category not in WARNING_CATEGORIES:
            answers.setdefault(entry.rule, []).append(entry)
    found = (_quiet(rule, _one_a_draft(told)[-ANSWERS:]) for rule, told in sorted(answers.items()))
    return tuple(each for each in found if each)


def quiet_switches(history: Sequence[Remembered], now: datetime, woken: Sequence[Woken] = ()) -> tuple[Switch, ...]:
    """The rules that keep still, as switches to set after the user's own.

    A switch of theirs for one person or folder is narrower, and so prevails.
    """
    return tuple(Switch(each.rule, enabled=False) for each in quiet_rules(history, now, woken))


def heeded(history: Sequence[Remembered], woken: Sequence[Woken]) -> tuple[Remembered, ...]:
    """`history` as it is to be read: of a rule dismissed for good and woken since, only that draft stays dismissed."""
    since = _since(woken)
    return tuple(
        replace(entry, scope="this")
        if entry.scope == "rule" and entry.rule in since and entry.at <= since[entry.rule]
        else entry
        for entry in history
    )


def given_up(history: Sequence[Remembered], woken: Sequence[Woken] = ()) -> frozenset[str]:
    """The rules dismissed for good, for everybody, and not woken since."""
    return frozenset(
        entry.rule for entry in heeded(history, woken) if (entry.outcome, entry.scope) == ("dismissed", "rule")
    )


def _since(woken: Sequence[Woken]) -> dict[str, datetime]:
    return {each.rule: each.at for each in sorted(woken, key=lambda each: each.at)}


def _one_a_draft(told: Sequence[Remembered]) -> list[Remembered]:
    """The last answer to the rule in each draft, oldest first; where no draft is named each stands alone."""
    last = {entry.lineage or f"no lineage {number}": number for number, entry in enumerate(told)}
    return [told[number] for number in sorted(last.values())]


def _quiet(rule: str, answers: Sequence[Remembered]) -> Quiet | None:
    if len(answers) < DISMISSALS or any(entry.outcome != "dismissed" for entry in answers):
        return None
    return Quiet(rule, len(answers), answers[-DISMISSALS].at + COUNTS_FOR)
