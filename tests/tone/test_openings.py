"""Orders, "you ..." and blunt questions are told by how a sentence opens."""

from __future__ import annotations

import pytest

from mailhuman.model import Span
from mailhuman.tone.openings import opening_cues
from tests.tone.building import facts_of


def found(text: str, **named: str) -> list[tuple[str, str]]:
    facts = facts_of(text, **named)
    return [(hit.name, facts.quote(hit.first, hit.last)) for hit in opening_cues(facts, Span(0, len(text)))]


def test_a_verb_at_the_start_is_an_order() -> None:
    assert found("Send the file.", order_verb="send") == [("bare-command", "Send the file")]


@pytest.mark.parametrize("lead", ["And", "Then", "-", "1.", "Also"])
def test_words_that_lead_on_hide_no_order(lead: str) -> None:
    assert found(f"{lead} send the file.", order_verb="send") == [("bare-command", "send the file")]


@pytest.mark.parametrize("please", ["Please", "Pls", "Kindly"])
def test_please_makes_it_milder(please: str) -> None:
    assert [name for name, _ in found(f"{please} send it.", order_verb="send")] == ["please-at-start"]


def test_please_later_in_the_sentence_does_too() -> None:
    assert [name for name, _ in found("Send it by Monday please.", order_verb="send")] == ["please-at-start"]


@pytest.mark.parametrize("text", ["Send it?", "I send the file.", "Sent the file."])
def test_what_is_no_order(text: str) -> None:
    assert found(text, order_verb="send") == []


def test_a_noun_at_the_start_is_no_order() -> None:
    assert found("Report attached.", order_verb_or_noun="report") == []
    assert found("Update to follow.", order_verb_or_noun="update") == []
    assert [name for name, _ in found("Report the loss.", order_verb_or_noun="report")] == ["bare-command"]


def test_an_opening_that_gives_is_spared() -> None:
    assert found("Let me know.", order_verb="let", no_order="let me know") == []


@pytest.mark.parametrize("text", ["You must sign it.", "You need to go.", "You have to pay.", "You did not sign it."])
def test_the_reader_told(text: str) -> None:
    assert [name for name, _ in found(text)] == ["you-at-start"]


@pytest.mark.parametrize("text", ["You are kind.", "You have a point.", "You can go.", "I must sign it."])
def test_the_reader_not_told(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["Why is it late?", "Who did that?", "Where is my file?", "What is this?", "How come it is late?"]
)
def test_a_question_that_asks_for_an_account(text: str) -> None:
    assert [name for name, _ in found(text)] == ["challenge"]


@pytest.mark.parametrize(
    "text", ["Why not meet on Monday?", "Who wants cake?", "Where are you staying?", "What time suits?", "How are you?"]
)
def test_a_question_that_only_asks(text: str) -> None:
    assert found(text) == []


def test_only_the_body_is_looked_at() -> None:
    facts = facts_of("Send it. Send it.", order_verb="send")
    assert len(list(opening_cues(facts, Span(0, 8)))) == 1
