"""An encrypted store tells nothing private to who has the file, opens with its key alone, and is whole before and after."""

from __future__ import annotations

import sqlite3
from base64 import b64decode
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from sqlalchemy import event, select

from mailhuman.errors import SecretError, StoreError
from mailhuman.model import Address, Contact, Draft, Note, PartialDate, Remembered, Switch
from mailhuman.store import Store, new_key, new_lock, open_store, tables, trace_of
from mailhuman.store.sealing import LAYOUTS, Sealed
from tests.store.invented import NOON, Kind, a_law, cards, made, memories

CANARY = "canarybird"
DAY = PartialDate.parse("1987-06-05")
NOTE = Note("illness", CANARY, date=DAY, learned=DAY, told_by=CANARY, about=f"{CANARY} (son)", mention="never")
ADA = Contact(
    f"{CANARY} Falk",
    (f"{CANARY}@falk.example",),
    uid="a",
    former_names=(CANARY,),
    title=CANARY,
    pronunciation=CANARY,
    keep_in_touch=987_654,
    notes=(NOTE,),
)
PRIVATE = (CANARY, "1987-06-05", "illness", "falk.example")


def fill(store: Store) -> None:
    store.save_contacts([ADA, *(Contact(f"{CANARY} {number}", notes=(NOTE,) * 9) for number in range(40))])
    told = Remembered(NOON, "dismissed", ADA.emails[0], "pet", "pet", text=CANARY, reason=CANARY, fact="f00dfeed")
    store.remember([told, replace(told, contact=ADA.emails[0].upper())])
    store.set_switch(Switch("pet", enabled=False, person=ADA.emails[0]))
    draft = Draft(to=(Address(ADA.emails[0]),), subject=CANARY, text=CANARY, in_reply_to=(f"<{CANARY}@falk.example>",))
    trace = trace_of(draft, account="work", folder="Drafts", uidvalidity=1, uid=1, seen=NOON)
    store.keep_trace(replace(trace, lineage="l1"))


def all_of(store: Store) -> tuple[object, ...]:
    return store.contacts(), store.history(), store.switches(), store.traces("work", "Drafts"), store.woken()


def bytes_of(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.parent.iterdir())).lower()


@pytest.fixture
def kind() -> Kind:
    """Stores here begin plain."""
    return "plain"


def test_encrypting_leaves_nothing_private_in_the_file_and_loses_nothing(file: Path, store: Store) -> None:
    fill(store)
    before = all_of(store)
    assert all(word.encode() in bytes_of(file) for word in PRIVATE)
    made(store, "sealed")
    assert [word for word in PRIVATE if word.encode() in bytes_of(file)] == []
    assert all_of(store) == before
    fill(store)
    assert [word for word in PRIVATE if word.encode() in bytes_of(file)] == []
    with open_store(f"sqlite:///{file}") as again:
        assert again.contacts() == store.contacts()
        again.decrypt()
        assert again.lock() is None
        assert again.contacts_for(ADA.emails) == (ADA,)
    assert CANARY.encode() in bytes_of(file)


def test_what_is_hashed_without_a_key_is_sealed_too(file: Path, store: Store) -> None:
    fill(store)
    [trace] = store.traces("work", "Drafts")
    hashes = [each.encode() for each in (*trace.recipients, *trace.marks, trace.subject)]
    assert all(each in bytes_of(file) for each in hashes)
    made(store, "sealed")
    assert not any(each in bytes_of(file) for each in hashes)


def test_every_table_is_thought_of() -> None:
    public = {tables.schema, tables.woken, tables.locks, tables.looks}  # a number, rules and times, the lock, UIDs
    assert set(tables.metadata.tables.values()) == {*LAYOUTS, *public}
    for table, layout in LAYOUTS.items():
        named = {*layout.bound, *layout.clear, *layout.filed, *(layout.blanks or {})}
        assert {column.name for column in table.c} == named


def test_a_wrong_key_is_one_clear_error_and_changes_nothing(file: Path, store: Store) -> None:
    fill(store)
    made(store, "sealed")
    before = file.read_bytes()
    for wrong in (new_key(), "", "no base64!", "c2hvcnQ="):
        with pytest.raises(StoreError, match="the key in the keyring does not open them") as caught:
            open_store(f"sqlite:///{file}", ask_secret=lambda _id, _way, wrong=wrong: wrong)  # type: ignore[misc]  # a key a turn
        assert caught.value.next_step
        assert CANARY not in str(caught.value)
    assert file.read_bytes() == before


def test_a_passphrase_opens_it_however_its_accents_are_written(file: Path, store: Store) -> None:
    fill(store)
    store.encrypt(new_lock("passphrase", "caf\u00e9 noir", cost=10), "caf\u00e9 noir")
    with open_store(
        f"sqlite:///{file}", ask_secret=lambda _id, way: "cafe\u0301 noir" * (way == "passphrase")
    ) as again:
        assert again.contacts() == store.contacts()
    with pytest.raises(StoreError, match="this passphrase does not open them"):
        open_store(f"sqlite:///{file}", ask_secret=lambda _id, _way: "cafe noir")


def test_the_usual_cost_of_a_passphrase_is_what_its_source_advises() -> None:
    assert 2 ** new_lock("passphrase", "p").cost == 131_072


def test_a_file_that_asks_for_all_memory_is_refused(file: Path, store: Store) -> None:
    store.encrypt(new_lock("passphrase", "p", cost=10), "p")
    store.close()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE locks SET cost = 40")
    with pytest.raises(StoreError, match="a kind of key"):
        open_store(f"sqlite:///{file}", ask_secret=lambda _id, _way: "p")


def test_a_key_that_is_not_in_the_keyring_is_told_as_such(file: Path, store: Store) -> None:
    key = new_key()
    store.encrypt(new_lock("keyring", key), key)
    with pytest.raises(SecretError, match="does not hold their key"):
        open_store(f"sqlite:///{file}")


def test_a_new_lock_takes_the_place_of_the_old_one(file: Path, store: Store) -> None:
    fill(store)
    before = all_of(store)
    made(store, "sealed")
    store.encrypt(new_lock("passphrase", "new", cost=10), "new")
    assert all_of(store) == before
    with open_store(f"sqlite:///{file}", ask_secret=lambda _id, _way: "new") as again:
        assert all_of(again) == before


def test_what_opened_it_before_it_was_encrypted_writes_no_plain_row_into_it(file: Path, store: Store) -> None:
    with open_store(f"sqlite:///{file}") as other:
        made(other, "sealed")
        with pytest.raises(StoreError, match="meanwhile"):
            store.save_contacts([ADA])
        with pytest.raises(StoreError, match="meanwhile"):
            store.contacts()
        assert other.contacts() == ()
    assert CANARY.encode() not in bytes_of(file)


def test_encrypting_that_fails_half_way_leaves_all_as_it_was(file: Path, store: Store) -> None:
    fill(store)
    before = all_of(store)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    event.listen(store._engine, "commit", fail)
    with pytest.raises(StoreError):
        made(store, "sealed")
    event.remove(store._engine, "commit", fail)
    assert all_of(store) == before
    assert store.lock() is None
    with open_store(f"sqlite:///{file}") as again:
        assert all_of(again) == before


@pytest.mark.parametrize("column", ["contact", "text"])
def test_a_row_that_was_changed_or_moved_to_somebody_else_does_not_open(file: Path, store: Store, column: str) -> None:
    store.save_contacts([ADA, Contact("Bo", uid="b")])
    made(store, "sealed")
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(f"UPDATE notes SET {column} = ?", ["b" if column == "contact" else "AAAA" * 9])
    with pytest.raises(StoreError, match="does not open") as caught:
        store.contacts()
    assert caught.value.next_step


def test_notes_that_say_the_same_look_alike_only_to_their_owner(store: Store) -> None:
    alike = (Note("pet", "a cat"),)
    store.save_contacts([Contact("Ada", uid="a", notes=alike), Contact("Bo", uid="b", notes=alike)])
    made(store, "sealed")
    with store._reading() as connection:
        first, second = connection.execute(select(tables.notes.c.text)).scalars()
    assert b64decode(first) != b64decode(second)


@given(cards, memories)
@a_law
def test_what_is_sealed_opens_to_what_it_was(card: Contact, entry: Remembered) -> None:
    with open_store("sqlite://") as store:
        store.save_contacts([card])
        store.remember([entry])
        before = all_of(store)
        made(store, "sealed")
        assert all_of(store) == before
        store.decrypt()
        assert all_of(store) == before


def test_a_field_added_later_starts_out_blank_in_rows_sealed_before() -> None:
    seal = Sealed("l", b64decode(new_key()))
    whole = {column.name: "x" for column in tables.history.c} | {"place": 1}
    blanks = LAYOUTS[tables.history].blanks
    assert blanks is not None
    old = seal.close(tables.history, {**whole, "reason": blanks["reason"]})  # nothing of it is written
    assert seal.open(tables.history, old) == {**whole, "reason": ""}
