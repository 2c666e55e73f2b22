"""Rules that keep being dismissed grow quiet, no other rule does, and a word of the user or time wakes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Outcome, Remembered, Switch
from mailhuman.store import Store, Woken, given_up, heeded, quiet_rules, quiet_switches
from tests.store.invented import NOON, a_law, memories

DAY = timedelta(days=1)
_number = count()


def answer(outcome: Outcome, days_ago: float = 1, rule: str = "hobby", category: str = "hobby") -> Remembered:
    lineage = f"l{next(_number)}"
    return Remembered(NOON - days_ago * DAY, outcome, "ada@falk.example", rule, category, lineage=lineage)


def answers(told: str) -> list[Remembered]:
    """The answers of one rule, oldest first: d dismissed, t taken, s sent."""
    outcomes: dict[str, Outcome] = {"d": "dismissed", "t": "taken", "s": "sent"}
    return [answer(outcomes[each], len(told) - number) for number, each in enumerate(told)]


@pytest.mark.parametrize("told", ["ddddd", "dddddd", "tdddddd", "sdddddd", "ttttttdddddd", "dddddddddd"])
def test_five_dismissals_silence_a_rule_and_six_one_that_was_of_use(told: str) -> None:
    [quiet] = quiet_rules(answers(told), NOON)
    assert quiet.rule == "hobby"
    assert quiet.dismissals == min(6, told.count("d"))


@pytest.mark.parametrize(
    "told", ["", "dddd", "tddddd", "sddddd", "dddddt", "ddtddd", "dddddds", "tttttt", "dddddddddtd"]
)
def test_a_rule_that_is_wanted_now_and_then_goes_on(told: str) -> None:
    assert quiet_rules(answers(told), NOON) == ()


def test_an_answer_counts_for_ninety_days_and_then_the_rule_wakes_by_itself() -> None:
    told = [answer("dismissed", days) for days in (80, 60, 40, 20, 10)]
    [quiet] = quiet_rules(told, NOON)
    assert quiet.until == NOON + 10 * DAY
    assert quiet_rules(told, quiet.until - timedelta(seconds=1))
    assert quiet_rules(told, quiet.until) == ()
    once_more = [*told, answer("dismissed", -11)]
    assert quiet_rules(once_more, NOON + 11 * DAY)


def test_many_answers_in_one_draft_count_once() -> None:
    told = [replace(answer("dismissed"), lineage="one") for _ in range(9)]
    assert quiet_rules(told, NOON) == ()
    assert quiet_rules([replace(each, lineage="") for each in told], NOON)


def test_what_lies_after_now_is_not_known_yet() -> None:
    assert quiet_rules([answer("dismissed", -1) for _ in range(9)], NOON) == ()


@pytest.mark.parametrize("category", ["leak", "false-wish", "wrong-date", "excess", "opt-out"])
def test_no_number_of_dismissals_silences_a_warning(category: str) -> None:
    assert quiet_rules([answer("dismissed", 1, category, category) for _ in range(20)], NOON) == ()


def test_rules_are_judged_apart() -> None:
    told = [answer("dismissed", 1, rule) for rule in ("hobby", "pet") for _ in range(4)]
    assert quiet_rules(told, NOON) == ()
    assert quiet_switches([*told, answer("dismissed", 1, "pet")], NOON) == (Switch("pet", enabled=False),)


def test_a_woken_rule_has_all_its_chances_again() -> None:
    told = answers("dddddd")
    assert quiet_rules(told, NOON, [Woken("hobby", NOON)]) == ()
    assert quiet_rules(told, NOON, [Woken("pet", NOON)])
    later = [*told, *(answer("dismissed", -1) for _ in range(4))]
    woken = [Woken("hobby", NOON - 9 * DAY), Woken("hobby", NOON)]
    assert quiet_rules(later, NOON + 2 * DAY, woken) == ()
    assert quiet_rules([*later, answer("dismissed", -1)], NOON + 2 * DAY, woken)


def test_a_rule_dismissed_for_good_and_woken_stays_dismissed_in_that_draft_alone() -> None:
    told = (replace(answer("dismissed"), scope="rule", suggestion="s"),)
    assert given_up(told) == {"hobby"}
    assert heeded(told, ()) == heeded(told, [Woken("hobby", NOON - 2 * DAY)]) == told
    assert heeded(told, [Woken("hobby", NOON)]) == (replace(told[0], scope="this"),)
    assert given_up(told, [Woken("hobby", NOON)]) == frozenset()


@given(st.lists(memories, max_size=8), st.randoms())
@a_law
def test_the_order_in_which_answers_are_listed_is_of_no_account(told: list[Remembered], chance: object) -> None:
    apart = [replace(each, at=NOON - number * DAY) for number, each in enumerate(told)]
    mixed = list(apart)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis's random.Random
    assert quiet_rules(apart, NOON) == quiet_rules(mixed, NOON)


def test_waking_is_remembered_the_latest_alone(store: Store) -> None:
    store.wake(["hobby", "pet", "hobby"], NOON)
    store.wake(["pet"], NOON + DAY)
    store.wake([], NOON + DAY)
    assert store.woken() == (Woken("hobby", NOON), Woken("pet", NOON + DAY))
    with pytest.raises(ValueError, match="zone"):
        store.wake(["hobby"], NOON.replace(tzinfo=None))
    assert len(store.woken()) == 2
