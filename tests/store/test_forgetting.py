"""A person who is forgotten is gone: from every table, and from the bytes of the file."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.contacts.policy import fact_key
from mailhuman.model import Address, Contact, Draft, Note, Remembered, Switch
from mailhuman.store import Forgotten, Store, open_store, trace_of
from tests.store.invented import NOON, Kind

CANARY = "canarybird"
NOTES = tuple(Note("pet", f"{CANARY} {number}", told_by=CANARY) for number in range(3))
WHO = Contact(f"{CANARY} Falk", (f"{CANARY}@falk.example", f"{CANARY}@acme.example"), uid="c", notes=NOTES)
BO = Contact("Bo Ames", ("bo@acme.example",), uid="b", notes=(Note("pet", "a dog"),))
NOTHING = Forgotten(0, 0, 0, 0, 0)


def fill(store: Store) -> None:
    store.save_contacts([WHO, BO])
    for email in (*WHO.emails, *BO.emails):
        store.remember([Remembered(NOON, "taken", email, "pet", "pet", text=f"How is {email}?", reason=email)])
        store.set_switch(Switch("pet", enabled=False, person=email))
    store.set_switch(Switch("trip", enabled=False))
    for fact in (fact_key(WHO, NOTES[0]), fact_key(BO, BO.notes[0])):
        store.remember([Remembered(NOON, "dismissed", "", "pet", "pet", fact=fact, scope="fact")])
    for uid, people in enumerate(([WHO], [BO], [WHO, BO], [])):
        draft = Draft(to=tuple(Address(card.emails[0]) for card in people), subject=f"to {CANARY}", text=CANARY)
        trace = trace_of(draft, account="work", folder="Drafts", uidvalidity=1, uid=uid, seen=NOON)
        store.keep_trace(replace(trace, lineage=f"l{uid}"))


def bytes_of(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.parent.iterdir())).lower()


@pytest.mark.parametrize(
    "named", [WHO, Contact("", uid="c"), Contact(f"{CANARY} Falk", (f"{CANARY}@FALK.example",)), replace(WHO, uid="")]
)
def test_all_that_is_kept_of_them_goes_and_nothing_of_anybody_else(store: Store, named: Contact) -> None:
    fill(store)
    assert store.forget(named) == Forgotten(cards=1, notes=3, history=3, traces=1, switches=2)
    assert store.contacts() == (BO,)
    assert {entry.contact for entry in store.history()} == {*BO.emails, ""}
    assert {trace.lineage for trace in store.traces("work", "Drafts")} == {"l1", "l2", "l3"}
    assert [switch.person for switch in store.switches()] == ["bo@acme.example", ""]
    assert store.forget(named) == NOTHING


def test_somebody_without_a_card_is_forgotten_by_address(store: Store) -> None:
    fill(store)
    store.forget(Contact("", uid="c"))
    store.remember([Remembered(NOON, "sent", f"{CANARY}@falk.example", "pet", "pet")])
    assert store.forget(Contact("", (f"{CANARY}@falk.example",))) == replace(NOTHING, history=1)


def test_nobody_is_forgotten_by_a_name_or_by_nothing(store: Store) -> None:
    fill(store)
    for named in (Contact(WHO.name), Contact(""), Contact("", uid="unknown"), Contact("", ("x@acme.example",))):
        assert store.forget(named) == NOTHING
    assert store.contacts() == (WHO, BO)


def test_no_byte_of_them_stays_in_the_file(file: Path, store: Store, kind: Kind) -> None:
    fill(store)
    assert (bytes_of(file).count(CANARY.encode()) > 10) == (kind == "plain")
    store.forget(WHO)
    assert CANARY.encode() not in bytes_of(file)
    store.close()
    assert CANARY.encode() not in bytes_of(file)


def test_no_byte_stays_though_another_process_has_the_store_open(file: Path, store: Store) -> None:
    fill(store)
    with open_store(f"sqlite:///{file}") as other:
        assert other.contacts() == (WHO, BO)
        store.forget(WHO)
        assert CANARY.encode() not in bytes_of(file)
        assert other.contacts() == (BO,)


@pytest.mark.parametrize("seed", range(6))
def test_no_byte_stays_of_a_card_rewritten_and_moved_about_many_times(
    file: Path, store: Store, kind: Kind, seed: int
) -> None:
    chance = random.Random(seed)

    def card(number: int) -> Contact:
        word = CANARY if number == 20 else "plain"
        notes = tuple(Note("pet", word + "z" * chance.randint(0, 900)) for _ in range(chance.randint(0, 12)))
        return Contact(f"{word} {number}", (f"{word}{number}@acme.example",), uid=str(number), notes=notes)

    store.save_contacts(card(number) for number in range(60))
    for _ in range(12):
        store.save_contacts([card(chance.randint(15, 25)), card(20)], replace=chance.random() < 0.7)
    assert (CANARY.encode() in bytes_of(file)) == (kind == "plain")
    store.forget(Contact("", (f"{CANARY}20@acme.example",), uid="20"))
    assert CANARY.encode() not in bytes_of(file)


def test_traces_hold_no_word_of_a_draft(file: Path, store: Store) -> None:
    draft = Draft(to=(Address(f"{CANARY}@acme.example"),), subject=CANARY, text=f"Dear {CANARY}", in_reply_to=(CANARY,))
    trace = trace_of(draft, account="work", folder="Drafts", uidvalidity=1, uid=1, seen=NOON)
    store.keep_trace(replace(trace, lineage="l"))
    assert CANARY.encode() not in bytes_of(file)
