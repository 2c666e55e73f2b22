"""A promise, the thing promised, and the day by which."""

from __future__ import annotations

from datetime import date

import pytest

from mailhuman.touches.promises import due_date, object_of, promise_in

THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("by Tuesday", date(2026, 3, 10)),
        ("tomorrow", date(2026, 3, 6)),
        ("before the end of the month", date(2026, 3, 31)),
        ("by end of next month", date(2026, 4, 30)),
        ("by the end of the week", date(2026, 3, 6)),
        ("next week", date(2026, 3, 13)),
        ("by the weekend", date(2026, 3, 8)),
        ("by the 20th", date(2026, 3, 20)),
        ("by the 2nd", date(2026, 4, 2)),
        ("by 12 April", date(2026, 4, 12)),
        ("before March 9", date(2026, 3, 9)),
        ("on Thursday", date(2026, 3, 12)),
        ("in the next few days", date(2026, 3, 10)),
        ("within a week", date(2026, 3, 12)),
    ],
)
def test_the_day_is_reckoned_from_the_day_it_was_said(told: str, due: date) -> None:
    assert due_date(told, THURSDAY) == due


@pytest.mark.parametrize("told", ["soon", "when I can", "by and by", "on the 45th"])
def test_no_day_means_no_day(told: str) -> None:
    assert due_date(told, THURSDAY) is None


def test_thing_and_day_are_kept() -> None:
    promise = promise_in("I'll send you our SSO migration checklist by Tuesday.", THURSDAY)
    assert promise is not None
    assert (promise.thing, promise.due) == ("our SSO migration checklist", date(2026, 3, 10))


def test_both_of_them_is_no_thing() -> None:
    promise = promise_in("Of course, I'll get both over to you before the end of the month.", THURSDAY)
    assert promise is not None
    assert promise.thing == ""


@pytest.mark.parametrize("told", ["You will send it by Tuesday.", "I'll think about it by Tuesday.", "I'll send it."])
def test_what_is_no_promise_of_mine_with_a_day_is_left_alone(told: str) -> None:
    assert promise_in(told, THURSDAY) is None


def test_what_was_asked_for_is_found() -> None:
    asked = "Mina - could I get the updated runway model and the current cap table before we meet?"
    assert object_of(asked) == "the updated runway model and the current cap table"


def test_you_will_have_it_is_a_promise_too() -> None:
    promise = promise_in("Will do, you'll have it by Friday.", THURSDAY)
    assert promise is not None
    assert (promise.thing, promise.due) == ("", date(2026, 3, 6))


def test_what_is_done_with_the_thing_is_no_part_of_it() -> None:
    promise = promise_in("I'll dig out the photographs and send them by the weekend.", THURSDAY)
    assert promise is not None
    assert promise.thing == "the photographs"


@pytest.mark.parametrize(
    ("told", "thing", "act"),
    [
        ("I'll find out the price of the hinges and let you know by Monday.", "the price of the hinges", "give"),
        ("I will check the margins of your book and get back to you by Friday.", "the margins of your book", "answer"),
        ("I'll ask the council about the permit and let you know by Thursday.", "the permit", "answer"),
        ("I'll book the boat for the survey by the end of the week.", "the boat for the survey", "do"),
        ("I owe you the reading list, you will have it this week.", "the reading list", "give"),
        ("We will send you the logo in the next few days.", "the logo", "give"),
    ],
)
def test_answers_and_errands_are_promised_too(told: str, thing: str, act: str) -> None:
    promise = promise_in(told, THURSDAY)
    assert promise
    assert (promise.thing, promise.act) == (thing, act)


def test_a_promise_on_a_condition_is_none() -> None:
    assert promise_in("If the plumber comes I'll let you know by Monday.", THURSDAY) is None
