"""Which stored card a given one is, and what the two make together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Contact, Note, PartialDate
from mailhuman.store.merging import Step, claims, merged, plan
from tests.store.invented import a_law, small_cards, unlike_uids

ADA = Contact("Ada Falk", ("ada@falk.example", "home@falk.example"), uid="a")
BO = Contact("Bo Falk", ("bo@falk.example", "home@falk.example"), uid="b")
TRIP = Note("trip", "Lisbon", PartialDate(2025, 5, 1))


def maker(start: int = 1) -> Callable[[], str]:
    numbers = count(start)
    return lambda: f"made-{next(numbers)}"


def carried_out(stored: Sequence[Contact], steps: Sequence[Step]) -> tuple[Contact, ...]:
    """What is stored once `steps` are done."""
    now = {card.uid: card for card in stored}
    for step in steps:
        now[step.new.uid] = step.new
    return tuple(now.values())


def saved(stored: Sequence[Contact], *cards: Contact, whole: bool = False) -> tuple[Contact, ...]:
    return carried_out(stored, plan(cards, stored, whole=whole, make_uid=maker(1 + len(stored))))


def test_a_card_is_known_by_its_uid_whatever_else_it_says() -> None:
    assert claims([Contact("Quite Another", ("new@acme.example",), uid="a")], [ADA, BO]) == [ADA]


def test_a_card_is_known_by_an_address_only_it_has() -> None:
    assert claims([Contact("A. Falk", ("ada@falk.example",))], [ADA, BO]) == [ADA]


def test_an_address_of_two_cards_tells_only_with_the_name() -> None:
    assert claims([Contact("Somebody", ("home@falk.example",))], [ADA, BO]) == [None]
    assert claims([Contact("bo  FALK", ("home@falk.example",))], [ADA, BO]) == [BO]


def test_a_name_alone_is_nobody() -> None:
    assert claims([Contact("Ada Falk", ("ada@acme.example",)), Contact("Ada Falk")], [ADA]) == [None, None]


def test_a_card_without_addresses_is_known_by_the_name_of_another_without() -> None:
    aunt = Contact("Aunt May", uid="m")
    assert claims([Contact("aunt may")], [ADA, aunt]) == [aunt]
    assert claims([Contact("Aunt May", uid="n")], [ADA, aunt]) == [None]
    both = [aunt, replace(aunt, uid="o")]
    assert claims([Contact("Aunt May"), Contact("Aunt May"), Contact("Aunt May")], both) == [*both, None]


def test_two_people_of_one_mailbox_in_one_file_stay_two() -> None:
    family = (Contact("Ada Falk", ("home@falk.example",)), Contact("Bo Falk", ("home@falk.example",)))
    first = saved((), *family)
    assert [card.name for card in first] == ["Ada Falk", "Bo Falk"]
    assert saved(first, *family) == first


def test_of_two_that_fit_one_stored_card_the_namesake_takes_it_up() -> None:
    stored = replace(ADA, emails=("home@falk.example",))
    found = saved([stored], Contact("Bo Falk", ("home@falk.example",)), Contact("Ada Falk", ("home@falk.example",)))
    assert [(card.name, card.uid) for card in found] == [("Ada Falk", "a"), ("Bo Falk", "made-2")]


def test_a_stored_card_keeps_its_uid_since_its_past_hangs_on_it() -> None:
    for whole in (False, True):
        (found,) = saved([ADA], Contact("Ada Falk", ("ada@falk.example",), uid="from elsewhere"), whole=whole)
        assert found.uid == "a"


def test_a_merge_fills_and_corrects_and_empties_nothing() -> None:
    old = replace(ADA, title="Dr", language="de", keep_in_touch=30, mention="if-raised", former_names=("Ada Ames",))
    new = Contact("Ada Falk-Ames", ("a@acme.example",), language="en", former_names=("Ada Bell",))
    assert merged(old, new) == replace(
        old,
        name="Ada Falk-Ames",
        emails=(*ADA.emails, "a@acme.example"),
        language="en",
        former_names=("Ada Ames", "Ada Bell"),
    )


def test_a_known_fact_is_corrected_in_its_place_and_a_new_one_comes_last() -> None:
    pet, food = Note("pet", "a cat"), Note("food", "no nuts", told_by="Bo", mention="never")
    new = (Note("food", "No  nuts", PartialDate(2026), source="inferred"), Note("hobby", "chess"))
    found = merged(replace(ADA, notes=(food, pet)), replace(ADA, notes=new)).notes
    assert found == (replace(food, date=PartialDate(2026), source="inferred"), pet, new[1])


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (replace(TRIP, date=PartialDate(2026, 5, 1)), 2),  # the same town in another year is another trip
        (replace(TRIP, date=None), 1),
        (replace(TRIP, about="Emma"), 2),
        (replace(TRIP, kind="event"), 2),
        (replace(TRIP, text="LISBON"), 1),
    ],
)
def test_what_makes_a_note_the_same_fact(other: Note, together: int) -> None:
    assert len(merged(replace(ADA, notes=(TRIP,)), replace(ADA, notes=(other,))).notes) == together


def test_another_day_corrects_a_birthday() -> None:
    wrong, right = (Note("birthday", "birthday", PartialDate(None, 3, day)) for day in (10, 11))
    assert merged(replace(ADA, notes=(wrong,)), replace(ADA, notes=(right,))).notes == (right,)


def test_replacing_keeps_nothing_of_the_old_card_but_its_uid() -> None:
    new = Contact("Ada", ("ada@falk.example",), notes=(TRIP,))
    assert saved([replace(ADA, title="Dr", notes=(Note("pet", "a cat"),))], new, whole=True) == (replace(new, uid="a"),)


def test_addresses_are_kept_in_lower_case_once_and_without_the_lines_of_a_file() -> None:
    card = Contact("Ada", ("Ada@Falk.Example", "ada@falk.example "), notes=(replace(TRIP, line=3),), line=1)
    assert saved((), card) == (Contact("Ada", ("ada@falk.example",), uid="made-1", notes=(TRIP,)),)


@given(st.lists(small_cards, max_size=4), st.booleans())
@a_law
def test_saving_the_same_again_changes_nothing(given_cards: list[Contact], whole: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    once = saved((), *given_cards, whole=whole)
    again = plan(given_cards, once, whole=whole, make_uid=maker())
    assert [step for step in again if step.changes] == []


@given(st.lists(small_cards, max_size=4), st.lists(small_cards, max_size=4))
@a_law
def test_a_merge_loses_no_address_no_fact_and_no_uid(first: list[Contact], second: list[Contact]) -> None:
    stored = saved((), *first)
    after = {card.uid: card for card in saved(stored, *second)}
    for card in stored:
        now = after[card.uid]
        assert set(card.emails) <= set(now.emails)
        assert len(now.notes) >= len(card.notes)
        assert [(note.kind, note.text) for note in now.notes[: len(card.notes)]] == [
            (note.kind, note.text) for note in card.notes
        ]


@given(st.lists(small_cards, max_size=5).filter(unlike_uids), st.lists(small_cards, max_size=5))
@a_law
def test_no_stored_card_is_taken_up_twice(stored: list[Contact], new: list[Contact]) -> None:
    named = [replace(card, uid=card.uid or f"s{number}") for number, card in enumerate(stored)]
    taken = [old.uid for old in claims(new, named) if old]
    assert len(taken) == len(set(taken))
