"""A wish goes to the one whose birthday it is, on a day that is known."""

from __future__ import annotations

import pytest

from mailhuman.model import Contact, Note, PartialDate
from mailhuman.touches.birthdays import day_is_sure, of_the_contact

PRIYA = Contact("Priya Raman", ("priya@acme.example",))


@pytest.mark.parametrize(
    ("written", "sure"),
    [("--06-12", True), ("1984-06-12", True), ("1980-01-01", False), ("--01-01", True), ("1980-06", False)],
)
def test_a_day_is_sure_unless_a_form_made_it_up(written: str, sure: bool) -> None:  # noqa: FBT001 - the expected answer
    assert day_is_sure(Note("birthday", "birthday", date=PartialDate.parse(written))) is sure


def test_a_day_marked_approximate_is_not_sure() -> None:
    assert not day_is_sure(Note("birthday", "birthday", date=PartialDate.parse("--06-12"), approximate=True))


@pytest.mark.parametrize("text", ["birthday", "Priya's birthday", "Birthday, likes lilies", "today's birthday girl"])
def test_it_is_the_contacts_own(text: str) -> None:
    assert of_the_contact(Note("birthday", text.replace(" girl", "")), PRIYA)


@pytest.mark.parametrize("text", ["her mum's birthday", "Arun's birthday", "birthday of her son", "Rex’s birthday"])
def test_it_is_somebody_elses(text: str) -> None:
    assert not of_the_contact(Note("birthday", text), PRIYA)
    assert not of_the_contact(Note("birthday", "birthday", about="Vi (mother)"), PRIYA)
