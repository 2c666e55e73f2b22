"""What goes into the store comes out of it as it was, and a failure in the middle leaves what was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.errors import StoreError
from mailhuman.model import Contact, Note, Remembered, Switch
from mailhuman.store import Saved, Store, open_store
from tests.store.invented import KINDS, NOON, Kind, a_law, cards, made, memories, unlike_uids

ADA = Contact("Ada Falk", ("ada@falk.example",), uid="a", notes=(Note("pet", "a cat"), Note("food", "no nuts")))
BO = Contact("Bo Ames", ("bo@acme.example", "b@acme.example"), uid="b")
TOLD = Remembered(NOON, "taken", "ada@falk.example", "ask-about-pet", "pet")


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(cards, max_size=4).filter(unlike_uids))
@a_law
def test_every_field_of_every_card_and_note_comes_back_in_order(kind: Kind, given_cards: list[Contact]) -> None:
    with open_store("sqlite://") as empty:
        store = made(empty, kind)
        store.save_contacts(given_cards)
        found = store.contacts()
    named = [replace(card, uid=card.uid or kept.uid) for card, kept in zip(given_cards, found, strict=True)]
    assert list(found) == named
    assert all(card.uid for card in found)


@pytest.mark.parametrize("kind", KINDS)
@given(st.lists(memories, max_size=5))
@a_law
def test_every_field_of_every_memory_comes_back_oldest_first(kind: Kind, told: list[Remembered]) -> None:
    with open_store("sqlite://") as empty:
        store = made(empty, kind)
        store.remember(told)
        found = store.history()
    assert list(found) == sorted(told, key=lambda entry: entry.at)
    assert [entry.at.utcoffset() for entry in found] == [
        entry.at.utcoffset() for entry in sorted(told, key=lambda entry: entry.at)
    ]


def test_all_is_there_when_the_file_is_opened_again(file: Path, store: Store) -> None:
    store.save_contacts([ADA, BO])
    store.remember([TOLD])
    store.set_switch(Switch("pet", enabled=False))
    store.close()
    with open_store(f"sqlite:///{file}") as again:
        assert again.contacts() == (ADA, BO)
        assert again.history() == (TOLD,)
        assert again.switches() == (Switch("pet", enabled=False),)


def test_an_empty_store_gives_nothing(store: Store) -> None:
    assert not any((store.contacts(), store.history(), store.switches(), store.traces("work", "Drafts")))
    assert store.contacts_for(["ada@falk.example"]) == store.contacts_for([]) == ()


def test_saving_tells_what_became_of_each_card(store: Store) -> None:
    assert store.save_contacts([ADA, BO]) == Saved(2, 0, 0)
    more = replace(ADA, notes=(*ADA.notes, Note("hobby", "chess")))
    assert store.save_contacts([more, BO, Contact("Cleo")]) == Saved(1, 1, 1)
    assert store.contacts() == (more, BO, Contact("Cleo", uid="made-1"))
    assert store.save_contacts([ADA], replace=True) == Saved(0, 1, 0)
    assert store.contacts()[0] == ADA


def test_only_the_cards_with_an_address_are_looked_up_whatever_its_case(store: Store) -> None:
    twin = Contact("Bea Ames", ("b@acme.example",), uid="c")
    store.save_contacts([ADA, BO, twin])
    assert store.contacts_for(["B@acme.example"]) == (BO, twin)
    assert store.contacts_for(f"nobody{number}@acme.example" for number in range(2000)) == ()
    assert store.contacts_for([*ADA.emails, *(f"nobody{number}@acme.example" for number in range(2000))]) == (ADA,)


def test_many_cards_are_one_transaction(store: Store) -> None:
    many = [Contact(f"N{number}", (f"n{number}@acme.example",), uid=f"u{number}") for number in range(1500)]
    assert store.save_contacts(many) == Saved(1500, 0, 0)
    assert store.save_contacts(many) == Saved(0, 0, 1500)
    assert store.save_contacts([replace(card, title="Dr") for card in many]) == Saved(0, 1500, 0)
    assert store.contacts() == tuple(replace(card, title="Dr") for card in many)


def test_a_failure_among_many_cards_keeps_none_of_them(store: Store) -> None:
    store.save_contacts([ADA])

    def ending() -> Iterator[Contact]:
        yield BO
        raise KeyboardInterrupt

    def wrong() -> Iterable[Contact]:
        return [BO, replace(ADA, title=object())]  # type: ignore[arg-type]  # what no column can hold

    with pytest.raises(KeyboardInterrupt):
        store.save_contacts(ending())
    with pytest.raises(StoreError, match="nothing was changed"):
        store.save_contacts(wrong())
    assert store.contacts() == (ADA,)


def test_a_memory_without_a_zone_is_refused_and_its_companions_with_it(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.remember([TOLD, replace(TOLD, at=datetime(2026, 1, 1))])  # noqa: DTZ001 - that is the point
    assert store.history() == ()


def test_memories_of_one_moment_keep_the_order_they_were_told_in(store: Store) -> None:
    told = [replace(TOLD, rule=f"r{number}") for number in range(12)]
    store.remember(told[:6])
    store.remember(told[6:])
    store.remember([])
    before = replace(TOLD, at=(NOON - timedelta(hours=1)).astimezone(UTC))
    store.remember([before])
    assert store.history() == (before, *told)


def test_a_switch_takes_the_place_of_its_like_and_comes_last(store: Store) -> None:
    off, narrow = Switch("pet", enabled=False), Switch("pet", enabled=True, person="ada@falk.example")
    for switch in (off, narrow, replace(off, enabled=True)):
        store.set_switch(switch)
    assert store.switches() == (narrow, replace(off, enabled=True))


def test_only_the_notes_that_are_wanted_come_with_the_cards(store: Store) -> None:
    noted = replace(BO, notes=(Note("hobby", "golf"),))
    store.save_contacts([ADA, noted])
    assert store.contacts(lambda card: not card.notes and card.name == ADA.name) == (ADA, BO)
    assert store.contacts(lambda _card: True) == store.contacts()


def test_many_whose_notes_are_wanted_come_all_with_theirs(store: Store) -> None:
    many = [Contact(f"P {number}", uid=f"p{number}", notes=(Note("hobby", "golf"),)) for number in range(501)]
    store.save_contacts(many)
    assert store.contacts(lambda _card: True) == tuple(many)
