"""Who is who: by address alone; by name only to be careful, or when the owner is asked back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.contacts.find import Match, called, match, same_name_elsewhere
from mailhuman.model import Address, Contact

PRIYA = Contact("Priya Raman", ("priya@acme.example", "p@home.example"), uid="1", preferred_name="Pri")
ZOE = Contact("Zoë Brännström 🌻", ("zoe@falk.example",), uid="2", former_names=("Zoë Lund",))
TOM = Contact("Tom Berg", ("tom@berg.example",), uid="3")
OTHER_TOM = Contact("Dr Tom Berg", ("tom@other.example", "team@acme.example"), uid="4")
SHARER = Contact("Ada Lind", ("team@acme.example",), uid="5")
_emails = st.lists(st.sampled_from(("a@acme.example", "b@acme.example", "c@acme.example")), unique=True).map(tuple)
BOOK = (PRIYA, ZOE, TOM, OTHER_TOM, SHARER)


def test_an_address_finds_its_card_whatever_its_case() -> None:
    assert match(BOOK, " P@Home.example ") == Match(PRIYA)


def test_an_address_on_two_cards_is_ambiguous_and_gives_neither() -> None:
    assert match(BOOK, "team@acme.example") == Match(None, ambiguous=True)


@pytest.mark.parametrize("email", ["priya@acme.example.org", "raman", "Priya Raman", ""])
def test_nothing_else_finds_a_card(email: str) -> None:
    assert match(BOOK, email) == Match()


@given(st.lists(st.builds(Contact, name=st.just("P"), emails=_emails), max_size=4).map(tuple))
def test_a_match_has_the_address_and_is_the_only_one(cards: tuple[Contact, ...]) -> None:
    for email in {email for each in cards for email in each.emails}:
        found = match(cards, email)
        holders = [each for each in cards if email in each.emails]
        assert (found.contact is None) == found.ambiguous == (len(holders) > 1)


@pytest.mark.parametrize(
    "name", ["Priya Raman", "priya raman", "Raman, Priya", "Dr. Priya Raman", "Pri", "Priya", "Zoe Brannstrom", "Zoe Lund"]
)  # fmt: skip
def test_a_known_name_on_a_new_address_calls_for_care(name: str) -> None:
    assert same_name_elsewhere(BOOK, Address("new@newco.example", name))


@pytest.mark.parametrize("name", ["", "Raman", "Priya Iyer", "Pr", "🌻", "Dr."])
def test_another_name_does_not(name: str) -> None:
    assert not same_name_elsewhere(BOOK, Address("new@newco.example", name))


def test_the_address_of_the_very_card_is_not_elsewhere() -> None:
    assert not same_name_elsewhere((PRIYA,), Address("PRIYA@acme.example", "Priya Raman"))
    assert same_name_elsewhere((TOM, OTHER_TOM), Address("tom@berg.example", "Tom Berg"))


@pytest.mark.parametrize(
    ("who", "cards"),
    [
        ("2", (ZOE,)),
        ("tom@BERG.example", (TOM,)),
        ("team@acme.example", (OTHER_TOM, SHARER)),
        ("pri", (PRIYA,)),
        ("raman", (PRIYA,)),
        ("zoe", (ZOE,)),
        ("lund", (ZOE,)),
        ("tom berg", (TOM, OTHER_TOM)),
        ("nobody", ()),
        ("", ()),
        ("  ", ()),
        ("nobody@acme.example", ()),
    ],
)
def test_the_owner_may_name_people_as_people_do(who: str, cards: tuple[Contact, ...]) -> None:
    assert called(BOOK, who) == cards


def test_numbers_tell_people_of_one_name_apart() -> None:
    first, second = Contact("Jo 1", uid="a"), Contact("Jo 2", uid="b")
    assert called((first, second), "Jo 1") == (first,)
    assert called((first, second), "jo") == (first, second)
    assert called((first, second), "Jo 3") == ()
