"""The YAML of contacts: what is written reads back, and everything wrong with a file is told at once, by its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.contacts import dump_contacts, parse_contacts
from mailhuman.errors import ContactsError
from mailhuman.model import Contact, Note, PartialDate
from tests.contacts.cards import address_books, card, note, without_lines

FULL = """\
- name: Priya Raman
  uid: 4711
  emails: [Priya@Acme.example, p.raman@acme.example]
  preferred_name: Priya
  former_names: [Priya Iyer]
  title: Dr
  pronunciation: PREE-ya
  pronouns: she/her
  language: en
  timezone: Europe/London
  keep_in_touch: 90
  deceased: no
  mention: if-raised
  notes:
    - kind: promise
      text: the sample contract
      date: 2026-03-10
      approximate: true
      learned: 2026-02
      source: third-party
      told_by: Marek
      by: them
      mention: free
      about: Emma (daughter)
      deceased: yes
- name: Tom Berg
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContactsError) as told:
        parse_contacts(text, "people.yaml")
    return [str(problem) for problem in told.value.problems]


def test_every_field_is_read() -> None:
    priya, tom = parse_contacts(FULL, "people.yaml")
    assert priya == Contact(
        name="Priya Raman",
        emails=("priya@acme.example", "p.raman@acme.example"),
        uid="4711",
        preferred_name="Priya",
        former_names=("Priya Iyer",),
        title="Dr",
        pronunciation="PREE-ya",
        pronouns="she/her",
        language="en",
        timezone="Europe/London",
        keep_in_touch=90,
        mention="if-raised",
        notes=(
            Note(
                kind="promise",
                text="the sample contract",
                date=PartialDate(2026, 3, 10),
                approximate=True,
                learned=PartialDate(2026, 2),
                source="third-party",
                told_by="Marek",
                by="them",
                mention="free",
                about="Emma (daughter)",
                deceased=True,
                line=15,
            ),
        ),
        line=1,
    )
    assert tom == Contact(name="Tom Berg", line=26)


@settings(max_examples=40)
@given(address_books)
def test_what_is_written_reads_back(cards: tuple[Contact, ...]) -> None:
    assert without_lines(parse_contacts(dump_contacts(cards), "dumped")) == without_lines(cards)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_problems(text: str) -> None:
    with suppress(ContactsError):
        parse_contacts(text, "any")


@pytest.mark.parametrize("written", ["2026-03-10", "--03-10", "2026-03", "2026", "--02-29"])
@pytest.mark.parametrize("mark", ["{}", "'{}'"])
def test_a_date_is_read_as_it_is_written(written: str, mark: str) -> None:
    text = f"- name: P\n  notes:\n    - {{kind: event, text: x, date: {mark.format(written)}}}\n"
    (read,) = parse_contacts(text, "people.yaml")
    assert str(read.notes[0].date) == written
    assert f"date: {written}\n" in dump_contacts([read])


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    text = """\
- name: Priya Raman
  emails: [priya at acme]
  age: 40
  name: Priya
  notes:
    - kind: gossip
      text: x
    - kind: hobby
      date: 10.3.2026
      mention: always
- emails: [tom@berg.example]
  keep_in_touch: often
- Tom
"""
    assert [line.split(": ")[0:2] for line in problems_of(text)] == [
        ["people.yaml:2", "emails"],
        ["people.yaml:3", "age"],
        ["people.yaml:4", "name"],
        ["people.yaml:6", "notes.kind"],
        ["people.yaml:8", "notes.text"],
        ["people.yaml:9", "notes.date"],
        ["people.yaml:10", "notes.mention"],
        ["people.yaml:11", "name"],
        ["people.yaml:12", "keep_in_touch"],
        ["people.yaml:13", "a card holds fields, starting with `name:`"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: Priya\n", "people.yaml:1: a file of contacts is a list: each card starts with `- name:`"),
        ("- name:\n", "people.yaml:1: name: missing"),
        ("- name: '  '\n", "people.yaml:1: name: is empty"),
        ("- name: P\n  deceased: perhaps\n", "people.yaml:2: deceased: must be true or false"),
        ("- name: P\n  keep_in_touch: 0\n", "people.yaml:2: keep_in_touch: must be at least 1"),
        ("- name: P\n  emails: p@acme.example\n", "people.yaml:2: emails: must be a list"),
        ("- name: P\n  notes: {kind: hobby, text: x}\n", "people.yaml:2: notes: "),
        ("- name: P\n  notes:\n    - {kind: hobby, text: x, date: [2026]}\n", "people.yaml:3: notes.date: write a date"),
        ("- name: P\n  notes:\n    - {kind: hobby, text: x, date: 2026-02-30}\n", "people.yaml:3: notes.date: "),
        ("- name: P\n  uid: a\n- name: Q\n  uid: a\n", "people.yaml:3: uid: is that of the card at line 1 already"),
        ("- name: [\n", "people.yaml:2: "),
        ("- &a {name: P}\n- *a\n", "people.yaml:1: is an alias; write it out"),
    ],
)  # fmt: skip
def test_a_slip_is_told_by_its_place(text: str, told: str) -> None:
    (problem,) = problems_of(text)
    assert problem.startswith(told)


def test_one_address_on_two_cards_is_read_since_others_must_know_of_it() -> None:
    text = "- {name: P, emails: [a@acme.example]}\n- {name: Q, emails: [A@acme.example]}\n"
    assert [each.emails for each in parse_contacts(text, "people.yaml")] == [("a@acme.example",)] * 2


def test_an_empty_file_holds_nobody_and_an_empty_field_says_nothing() -> None:
    assert parse_contacts("", "people.yaml") == ()
    assert parse_contacts("# nobody yet\n", "people.yaml") == ()
    assert parse_contacts("- name: P\n  uid:\n  emails:\n  notes:\n", "people.yaml") == (Contact("P", line=1),)


def test_an_address_given_twice_counts_once() -> None:
    (read,) = parse_contacts("- {name: P, emails: [a@acme.example, A@ACME.example]}", "people.yaml")
    assert read.emails == ("a@acme.example",)


def test_no_problem_repeats_what_was_written() -> None:
    secret = "canary and the rest of a note"
    text = f"""\
- name: P
  emails: ["{secret}"]
  {secret}: yes
  mention: {secret}
  keep_in_touch: {secret}
  notes:
    - kind: {secret}
      text: x
      date: {secret}
      {secret}: no
"""
    assert "canary" not in "\n".join(problems_of(text))


def test_a_mark_that_turns_the_text_around_is_written_so_that_it_shows() -> None:
    dumped = dump_contacts([card(note("hobby", "chess \u202e golf"))])
    assert "\u202e" not in dumped
    assert parse_contacts(dumped, "dumped")[0].notes[0].text == "chess \u202e golf"


@pytest.mark.parametrize(
    "text", ["0\x85", "a\u2028 b", "a\n\n  b\n", " a\nb", "\ta", "- a: b #c", "true", "~", "2026-03-10", "'", "\ufeffa"]
)
def test_a_text_that_yaml_might_take_for_something_else_reads_back(text: str) -> None:
    (read,) = parse_contacts(dump_contacts([card(note("other", text))]), "dumped")
    assert read.notes[0].text == text


def test_a_card_is_written_as_people_write_it() -> None:
    assert dump_contacts([card(note("hobby", "bouldering\nat the Castle", date="--03-10", learned="2026-02-01"))]) == (
        "- name: Priya Raman\n"
        "  emails:\n"
        "    - priya@acme.example\n"
        "  notes:\n"
        "    - kind: hobby\n"
        "      text: |-\n"
        "        bouldering\n"
        "        at the Castle\n"
        "      date: --03-10\n"
        "      learned: 2026-02-01\n"
    )


def test_the_cards_of_all_scenarios_are_read(testdata: Path) -> None:
    listed = yaml.safe_load((testdata / "scenarios" / "scenarios.yaml").read_text(encoding="utf-8"))
    for scenario in listed:
        cards = parse_contacts(yaml.safe_dump(scenario["contacts"], allow_unicode=True), scenario["id"])
        assert [each.name for each in cards] == [each["name"] for each in scenario["contacts"]]
        assert without_lines(parse_contacts(dump_contacts(cards), "dumped")) == without_lines(cards)
