"""Laws that hold over every scenario, whatever it is about: whose facts, how old, who reads along, what is never said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml

from mailhuman.message import read_draft, read_thread
from mailhuman.model import Address, Contact, Note, PartialDate, Remembered, Review, Situation, Suggestion
from mailhuman.review import in_order, their_tone, tone_in_thread
from mailhuman.touches import load_rulebook, suggest
from mailhuman.touches.vocabulary import CATEGORIES
from tests.conftest import testdata_folder as data_folder
from tests.scenarios.scenario_files import OWN, given

pytestmark = pytest.mark.model
_RULES = load_rulebook()
_WITHOUT_NOTES = {"T01", "T02", "T17", "T20"}
_FOR_ONE_READER = {f"T{number:02d}" for number in (*range(5, 17), 19, *range(21, 24))}
_BANNED = re.compile(
    r"!|thanks in advance|hope this finds|just checking in|per our last|as per|\b\d+(?:st|nd|rd|th) birthday|"
    r"\bturn(?:s|ed|ing) (?:\d|\w+ty\b)|years? old|\baged? \d",
    re.IGNORECASE,
)
_GENDERED = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_PASTE = 7  # words in a row that a line may not share with the note it rests on


@pytest.fixture(scope="module")
def situations() -> dict[str, Situation]:
    """The project's own, and those beside the checkout where there are any."""
    files = (*OWN, data_folder() / "data" / "scenarios" / "scenarios.yaml")
    listed = [each for file in files if file.is_file() for each in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return {scenario["id"]: _situation(scenario) for scenario in listed}


def _situation(scenario: dict[str, object]) -> Situation:
    start = given(scenario)
    draft = read_draft(start.raw)
    thread = in_order([each for part in start.thread for each in read_thread(part)], start.now)
    owner = frozenset({start.owner})
    tone = tone_in_thread(draft, thread, owner, start.now)
    found = Situation(draft, tone, owner, start.now, thread, start.contacts, start.history)
    return replace(found, their_tone=their_tone(found))


def _said(of: Situation) -> tuple[Suggestion, ...]:
    return suggest(of, _RULES).suggestions


def _number(each: Suggestion) -> str:
    return CATEGORIES[each.category].number


def _with_cards(of: Situation, change: Iterator[Contact]) -> Situation:
    return replace(of, contacts=tuple(change))


def test_something_is_said_on_the_whole(situations: dict[str, Situation]) -> None:
    """The laws below would hold for silence too; so that they mean something, touches of many kinds are there."""
    said = [each for of in situations.values() for each in _said(of)]
    assert sum(each.note is not None for each in said) >= 15
    assert len({each.category for each in said if each.kind == "touch"}) >= 16


def test_another_persons_card_gives_no_facts(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        others = (
            replace(card, name="Somebody Else", preferred_name="", emails=("else@elsewhere.example",))
            for card in of.contacts
        )
        assert [each for each in _said(_with_cards(of, others)) if each.note] == [], name


def test_without_notes_only_the_thread_and_form_speak(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        bare = _with_cards(of, (replace(card, notes=(), timezone="") for card in of.contacts))
        assert {_number(each) for each in _said(bare) if not each.evidence} <= _WITHOUT_NOTES, name


def test_somebody_in_copy_ends_what_is_for_one_reader(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        shared = replace(of, draft=replace(of.draft, cc=(*of.draft.cc, Address("outside@other.example"))))
        assert not {_number(each) for each in _said(shared)} & _FOR_ONE_READER, name


def test_notes_five_years_older_leave_names_birthdays_and_the_thread(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        aged = _with_cards(of, (replace(card, notes=tuple(map(_older, card.notes))) for card in of.contacts))
        left = [each for each in _said(aged) if each.kind == "touch" and not each.evidence]
        assert {_number(each) for each in left} <= {"T08", "T16"}, name  # a time zone bears no date that could age


def _older(note: Note) -> Note:
    return replace(note, date=_before(note.date), learned=_before(note.learned))


def _before(day: PartialDate | None) -> PartialDate | None:
    return replace(day, year=day.year - 5) if day and day.year else day


def test_what_was_taken_is_not_followed_by_more(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        reader = next((each.email for each in of.draft.to), "")
        taken = tuple(
            Remembered(of.now, "taken", reader, each.rule, each.category, each.kind, fact=each.fact, text=each.text)
            for each in _said(of)
            if each.kind == "touch"
        )
        if taken:
            after = _said(replace(of, history=(*of.history, *taken)))
            assert [each.text for each in after if each.kind == "touch"] == [], name


def test_a_note_marked_never_is_in_no_output(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        review = suggest(of, _RULES)
        out = " ".join(_words("\n".join(_everything(review))))
        for note in (note for card in of.contacts for note in card.notes if "never" in {note.mention, card.mention}):
            for run in _runs(note.text, 3):
                assert run not in out or run in " ".join(_words(of.draft.text)), name


def _everything(review: Review) -> Iterator[str]:
    for each in review.suggestions:
        yield from (each.text, *each.alternatives, each.advice, each.why, each.note.text if each.note else "")
    yield from (line for each in review.warnings for line in (each.quote, each.why))
    yield from (each.why for each in review.withheld)
    yield review.tone.reason


def test_no_line_has_what_no_line_may_have(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        for each in _said(of):
            for line in (each.text, *each.alternatives):
                assert not any(unicodedata.category(char) in {"So", "Cs", "Co"} for char in line), (name, line)
                assert not _BANNED.search(line), (name, line)
                if each.rule != "soften-ask":  # the writer's own words, turned into a question
                    assert not _GENDERED.search(line), (name, line)


def test_no_line_pastes_a_note(situations: dict[str, Situation]) -> None:
    for name, of in situations.items():
        for each in (each for each in _said(of) if each.note):
            pasted = set(_runs(each.note.text if each.note else "", _PASTE))
            for line in (each.text, *each.alternatives):
                assert not pasted & set(_runs(line, _PASTE)), (name, line)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.casefold())


def _runs(text: str, length: int) -> list[str]:
    listed = _words(text)
    return [" ".join(listed[start : start + length]) for start in range(len(listed) - length + 1)]
