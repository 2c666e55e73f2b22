"""An export read back is what was exported; taking it in is all or nothing, and once is enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.contacts import dump_contacts, parse_contacts
from mailhuman.model import Contact, Note, Remembered, Switch
from mailhuman.store import Store, Woken
from mailhuman.store.export import exported
from mailhuman.store.kept import Kept
from mailhuman.store.restoring import parse_export
from tests.store.invented import NOON, a_law

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(
    str.strip
)
told = st.builds(
    Remembered,
    at=st.integers(0, 10**9).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    outcome=st.sampled_from(["taken", "dismissed"]),
    contact=st.sampled_from(["ada@falk.example", ""]),
    rule=words,
    category=st.sampled_from(["pet", "leak", "a category of old"]),
    fact=words,
    text=words,
    suggestion=st.just("") | words,
    scope=st.sampled_from(["this", "fact"]),
    kind=st.sampled_from(["touch", "tone"]),
    reason=words,
)
switches = st.builds(Switch, target=words, enabled=st.booleans(), person=words, folder=words)
woken = st.builds(Woken, rule=words, at=st.just(NOON))
ADA = Contact("Ada Falk", ("ada@falk.example",), uid="a", notes=(Note("pet", "switches:\n- no\nwoken: x\u2028a\x85b"),))


@given(st.lists(told, max_size=3), st.lists(switches, max_size=3), st.lists(woken, max_size=3))
@a_law
def test_what_is_exported_is_read_back(history: list[Remembered], switched: list[Switch], awake: list[Woken]) -> None:
    kept = parse_export(exported([ADA], history, switched, awake), "")
    assert (kept.history, kept.switches, kept.woken) == (tuple(history), tuple(switched), tuple(awake))
    assert kept.contacts[0].notes[0].text == ADA.notes[0].text
    [alone] = parse_contacts(dump_contacts([ADA]), "")
    assert replace(kept.contacts[0], line=0, notes=()) == replace(alone, line=0, notes=())


def test_taking_it_in_twice_changes_nothing_and_an_earlier_waking_gives_way(store: Store) -> None:
    entry = Remembered(NOON, "taken", "ada@falk.example", "pet", "pet")
    kept = Kept((ADA,), (entry, entry), (Switch("pet", enabled=False),), (Woken("pet", NOON),))
    assert store.restore(kept).history == 1
    store.wake(["pet"], NOON + timedelta(days=1))
    assert store.restore(kept).history == 0
    assert store.contacts() == (ADA,)
    assert store.history() == (entry,)
    assert store.switches() == (Switch("pet", enabled=False),)
    assert store.woken() == (Woken("pet", NOON + timedelta(days=1)),)


def test_where_one_part_fails_none_is_taken_in(store: Store) -> None:
    nowhere = Remembered(NOON.replace(tzinfo=None), "taken", "ada@falk.example", "pet", "pet")
    with pytest.raises(ValueError, match="zone"):
        store.restore(Kept((ADA,), (nowhere,), (Switch("pet", enabled=False),)))
    assert not any((store.contacts(), store.history(), store.switches()))
