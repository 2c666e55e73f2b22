"""Whose notes a review can need: with those of all others left out it says the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailhuman.message import read_draft
from mailhuman.model import Address, Contact, Draft, Note, Review, Span
from mailhuman.review import review_draft
from mailhuman.touches.concerned import concerned

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SECRET = Note("family", "getting divorced", mention="never")
PRIYA = Contact("Priya Raman", ("priya@acme.example",), notes=(Note("hobby", "bouldering at the old mill"),))
RUTH = Contact("Ruth Hall", ("ruth@acme.example",), notes=(SECRET,))
OTHER_PRIYA = Contact("Priya Raman", ("priya@old.example",), notes=(Note("hobby", "sailing"),))
TOM = Contact("Tom Berg", ("tom@berg.example",), preferred_name="Tommy", notes=(SECRET,))


def draft(text: str, to: str = "priya@acme.example", name: str = "") -> Draft:
    return Draft(
        to=(Address(to, name),), text=text, own=(Span(0, len(text)),), language="en", sender=Address("jo@falk.example")
    )


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("Send the list.", PRIYA),
        ("Ask Ruth, she is getting divorced.", RUTH),
        ("Ask RUTH'S team.", RUTH),
        ("Tommy has it.", TOM),
    ],
)
def test_readers_and_whoever_is_named_matter(text: str, card: Contact) -> None:
    assert concerned([draft(text)])(card)


def test_others_do_not_matter() -> None:
    assert not concerned([draft("Send the list.")])(RUTH)
    assert not concerned([draft("The iceberg has it.")])(TOM)


def test_namesakes_of_a_reader_matter_by_header_and_by_greeting() -> None:
    assert concerned([draft("Send the list.", "p@new.example", "Raman, Priya")])(OTHER_PRIYA)
    assert concerned([draft("Hi Priya,\n\nSend the list.", "p@new.example")])(OTHER_PRIYA)


def test_all_drafts_count_and_none_concern_nobody() -> None:
    assert concerned([draft("Send it."), draft("Send it.", "ruth@acme.example")])(RUTH)
    assert not concerned([])(RUTH)


def _reviewed(written: Draft, cards: tuple[Contact, ...]) -> Review:
    return review_draft(written, contacts=cards, owner=frozenset({"jo@falk.example"}), now=NOW)


@pytest.mark.model
@pytest.mark.parametrize(
    "written",
    [
        draft("Hi Priya,\n\nThe plan is attached. Ruth is getting divorced, so be gentle on dates.\n\nJo"),
        draft("Hi Tom,\n\nThe figures for May are attached. Please check page 3.\n\nJo"),
        draft("Priya,\n\nSend the list today.\n\nJo", "p@new.example", "Priya Raman"),
        read_draft(b"From: jo@falk.example\nTo: priya@acme.example, ruth@acme.example\n\nPriya,\n\nSend the list.\n"),
    ],
)
def test_the_review_is_the_same_without_the_notes_of_all_others(written: Draft) -> None:
    cards = (PRIYA, RUTH, OTHER_PRIYA, TOM)
    matters = concerned([written])
    fewer = tuple(card if matters(card) else replace(card, notes=()) for card in cards)
    assert _reviewed(written, fewer) == _reviewed(written, cards)
    assert fewer != cards
