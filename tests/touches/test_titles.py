"""A title comes from the card, the signature or the address; first names put it aside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.model import Address, ThreadMessage
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.naming import addressed, name_candidates
from mailhuman.touches.titles import greeted_with, title_of
from tests.touches.situations import PRIYA, cards, draft, message, situation


def signed(*lines: str) -> ThreadMessage:
    """A formal mail of Priya's under which these lines stand."""
    return message("Dear Mr Falk,\n\nThe samples are ready.\n\nKind regards,\n" + "\n".join(lines), timedelta(days=3))


@pytest.mark.parametrize(
    ("signature", "title"),
    [
        ("Dr Priya Raman", "Dr"),
        ("Prof. Dr. Priya Raman", "Professor"),
        ("Priya Raman, PhD", "Dr"),
        ("Priya Raman (Ms)", "Ms"),
        ("Priya Raman", ""),
        ("Dr Falk will join us at the laboratory on Friday", ""),
    ],
)
def test_a_signature_tells_the_title(signature: str, title: str) -> None:
    assert title_of(Circumstances(situation(thread=(signed(signature, "Head of Laboratory"),), contacts=()))) == title


def test_the_card_goes_before_the_address() -> None:
    written = draft(to=(Address(PRIYA.email, "Mrs Priya Raman"),))
    assert title_of(Circumstances(situation(written, contacts=cards(title="Prof")))) == "Professor"
    assert title_of(Circumstances(situation(written, contacts=()))) == "Mrs"


@pytest.mark.parametrize(
    ("name", "found"),
    [("Dr. Raman", ("Dr.", "Dr")), ("prof raman", ("prof", "Professor")), ("Drew", ("", "")), ("", ("", ""))],
)
def test_the_title_of_a_greeting(name: str, found: tuple[str, str]) -> None:
    assert greeted_with(name) == found


@pytest.mark.parametrize(
    ("opening", "right"),
    [
        ("Dear Mrs Raman,", "Dear Dr Raman,"),
        ("Dear Mrs. Raman,", "Dear Dr. Raman,"),
        ("Dear Dr Raman,", ""),
        ("Dear Prof Raman,", ""),
        ("Hi Priya,", ""),
        ("Dear Mrs Falk,", ""),
    ],
)
def test_a_title_is_mended_before_the_right_name_alone(opening: str, right: str) -> None:
    about = Circumstances(situation(draft(f"{opening}\n\nThe plan is attached.\n\nJo"), contacts=cards(title="Dr")))
    assert [fill["opening"] for _, fill, _ in name_candidates("title", about)] == ([right] if right else [])


def test_a_doctor_is_greeted_as_one() -> None:
    assert addressed(Circumstances(situation(contacts=cards(title="Dr")))) == ("Dr Raman", True)


def test_who_signs_by_the_first_name_is_greeted_by_it() -> None:
    mine = message("Hi Jo,\n\nAll fine.\n\nPriya", timedelta(days=2))
    assert addressed(Circumstances(situation(contacts=cards(title="Dr"), thread=(mine,)))) == ("Priya", False)
    assert addressed(Circumstances(situation(contacts=cards(title="Dr", preferred_name="Priya")))) == ("Priya", False)
