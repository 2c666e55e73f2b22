"""Monica's export: what it knows of people becomes cards, uncertain days stay uncertain, and the rest stays out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.contacts.monica import parse_monica
from mailhuman.errors import ContactsError
from mailhuman.model import Contact

Thing = dict[str, Any]


def collection(kind: str, *values: object) -> Thing:
    return {"count": len(values), "type": kind, "values": list(values)}


def person(uuid: str, first: str, *data: Thing, **told: object) -> Thing:
    return {"uuid": uuid, "properties": {"first_name": first, **told}, "data": list(data)}


def day(written: str, *, age: bool = False, no_year: bool = False) -> Thing:
    return {"uuid": "d", "is_age_based": age, "is_year_unknown": no_year, "date": f"{written}T00:00:00Z"}


def export(people: list[Thing], *more: Thing) -> str:
    types = [
        {"uuid": "t-mail", "properties": {"name": "Email", "protocol": "mailto:", "type": "email"}},
        {"uuid": "t-phone", "properties": {"name": "Phone", "protocol": "tel:", "type": "phone"}},
    ]
    account = {
        "uuid": "a",
        "data": [collection("user", {"uuid": "u"}), collection("contact", *people), *more],
        "instance": {"contact_field_types": types},
    }
    return json.dumps({"version": "1.0-preview.1", "account": account}, indent=1)


def relation(kind: str, who: str, of: str) -> Thing:
    return {"properties": {"type": kind, "contact_is": who, "of_contact": of}}


def read(people: list[Thing], *more: Thing) -> tuple[Contact, ...]:
    return parse_monica(export(people, *more), "monica.json")


def notes(card: Contact) -> list[tuple[str, str, str]]:
    return [(note.kind, note.text, str(note.date or "")) for note in card.notes]


def test_what_monica_knows_of_somebody_makes_a_card() -> None:
    (card,) = read(
        [
            person(
                "p1",
                "Priya",
                collection(
                    "contact_field",
                    {"properties": {"data": "Priya@Acme.example", "type": "t-mail"}},
                    {"properties": {"data": "555 0100", "type": "t-phone"}},
                ),
                collection("note", {"created_at": "2026-02-01T10:00:00Z", "properties": {"body": "likes trams"}}),
                collection("pet", {"properties": {"name": "Rex", "category": "dog"}}),
                collection("gift", {"properties": {"name": "a canary gift"}}),
                middle_name="K.",
                last_name="Raman",
                nickname="Pri",
                food_preferences="no fish",
                job="Architect",
                company="Acme",
                stay_in_touch_frequency=90,
                birthdate=day("1980-03-10"),
                first_met_date=day("2015-01-02"),
                tags=["canary"],
            )
        ]
    )
    assert (card.name, card.preferred_name, card.uid, card.emails, card.keep_in_touch) == (
        "Priya K. Raman", "Pri", "p1", ("priya@acme.example",), 90,
    )  # fmt: skip
    assert notes(card) == [
        ("birthday", "Birthday", "1980-03-10"),
        ("how-met", "First met", "2015-01-02"),
        ("food", "no fish", ""),
        ("job", "Architect at Acme", ""),
        ("other", "likes trams", ""),
        ("pet", "Dog Rex", ""),
    ]
    assert str(card.notes[4].learned) == "2026-02-01"
    assert "canary" not in repr(card)


@pytest.mark.parametrize(
    ("birthdate", "shown", "approximate"),
    [
        (day("1980-03-10"), "1980-03-10", False),
        (day("2026-03-10", no_year=True), "--03-10", False),
        (day("1985-01-01", age=True), "1985", True),
    ],
)
def test_a_birthday_is_no_more_exact_than_monica_knows_it(birthdate: Thing, shown: str, approximate: bool) -> None:  # noqa: FBT001 - an expected value
    (card,) = read([person("p1", "Priya", birthdate=birthdate)])
    assert [(str(note.date), note.approximate) for note in card.notes] == [(shown, approximate)]


def test_the_dead_are_marked() -> None:
    (card,) = read([person("p1", "Ruth", is_dead=True, deceased_date=day("2024-05-06"))])
    assert (card.deceased, notes(card)) == (True, [("loss", "Died", "2024-05-06")])


def test_the_latest_of_activities_and_calls_is_the_last_conversation() -> None:
    activity = {"uuid": "a1", "properties": {"summary": "Lunch", "happened_at": "2026-01-02"}}
    older = {"uuid": "a2", "properties": {"summary": "Walk", "happened_at": "2025-01-02"}}
    call = {"properties": {"called_at": "2025-12-01 10:00:00", "content": "the roof"}}
    met = person("p1", "Priya", collection("activity", "a1", "a2"), collection("call", call))
    (card,) = read([met], collection("activity", activity, older))
    assert notes(card) == [("last-talk", "Lunch", "2026-01-02")]


def test_relatives_are_family_notes_and_those_known_only_as_such_have_no_card() -> None:
    people = [
        person("p1", "Priya"),
        person("p2", "Emma", is_partial=True, birthdate=day("2026-06-07", no_year=True)),
        person("p3", "Tom", is_dead=True),
        person("p4", "Sam"),
    ]
    related = collection(
        "relationship",
        relation("child", "p2", "p1"),
        relation("parent", "p3", "p1"),
        relation("lover", "p4", "p1"),
        relation("bestfriend", "p4", "p1"),
        relation("parent", "p1", "p2"),
    )
    priya, tom, sam = read(people, related)
    assert [(note.kind, note.text, note.about, note.deceased, note.mention) for note in priya.notes] == [
        ("family", "Child Emma", "Emma (child)", False, None),
        ("birthday", "Emma’s birthday", "Emma (child)", False, None),
        ("family", "Parent Tom", "Tom (parent)", True, None),
        ("family", "Lover Sam", "Sam (lover)", False, "never"),
        ("other", "Best friend Sam", "Sam (best friend)", False, None),
    ]
    assert (tom.notes, sam.notes) == ((), ())


def test_every_problem_is_told_at_its_person_and_quotes_nothing() -> None:
    text = export(
        [
            person("p1", ""),
            person("p2", "Tom", collection("contact_field", {"properties": {"data": "canary", "type": "t-mail"}})),
            person("p3", "Kim", birthdate=day("1980-02-31")),
        ]
    )
    with pytest.raises(ContactsError) as refused:
        parse_monica(text, "m.json")
    told = [(each.message.partition(":")[0], each.line) for each in refused.value.problems]
    lines = text.splitlines()
    assert sorted(told) == sorted(
        (what, next(number for number, line in enumerate(lines, 1) if f'"{uuid}"' in line))
        for what, uuid in (("name", "p1"), ("emails", "p2"), ("notes.date", "p3"))
    )
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"account": {}}', '{"account": []}', "[" * 100_000])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(ContactsError):
        parse_monica(text, "m.json")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["uuid", "type", "values", "properties", "data", "first_name", "birthdate", "date", "contact_is", "of_contact",
         "is_partial", "body", "happened_at", "stay_in_touch_frequency", "instance", "contact_field_types"]), inner, max_size=5),
    max_leaves=30,
)  # fmt: skip


@given(st.sampled_from(["contact", "activity", "relationship", "user"]), st.lists(_json, max_size=3), _json)
def test_no_shape_of_data_fails_in_any_other_way(kind: str, values: list[Any], instance: object) -> None:
    account = {"data": [collection(kind, *values), collection("contact", *values)], "instance": instance}
    try:
        parse_monica(json.dumps({"account": account}), "m.json")
    except ContactsError:
        return
