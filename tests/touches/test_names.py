"""A slip in a name is caught; a nickname, a short form and another composition of the same letters are not slips."""

from __future__ import annotations

import unicodedata

import pytest

from mailhuman.touches.names import called, family, first, given, given_in_header, slip


@pytest.mark.parametrize(
    ("written", "right", "mended"),
    [
        ("Katherine", ["Katharine"], "Katharine"),
        ("Siobahn", ["Siobhán"], "Siobhán"),
        ("Siobhan", ["Siobhán"], "Siobhán"),
        ("Zoe", ["Zoë"], "Zoë"),
        ("Pryia", ["Priya"], "Priya"),
        ("Jurgen", ["Jürgen"], "Jürgen"),
        ("Soren", ["Søren"], "Søren"),
    ],
)
def test_a_slip_is_mended(written: str, right: list[str], mended: str) -> None:
    assert slip(written, right) == mended


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Kat", ["Katharine"]),
        ("Bill", ["William"]),
        ("Katharine", ["Katharine"]),
        ("katharine", ["Katharine"]),
        ("Sue", ["Susan", "Sue"]),
        ("Jan", ["Ian"]),
        ("", ["Priya"]),
        ("Priya", []),
        (unicodedata.normalize("NFC", "Hồng"), [unicodedata.normalize("NFD", "Hồng")]),
        ("Hồng", ["Hồng 🌻"]),
    ],
)
def test_what_is_no_slip_is_left_alone(written: str, right: list[str]) -> None:
    assert slip(written, right) == ""


@pytest.mark.parametrize(
    ("full", "called"),
    [("Dr. Ann Lee", "Ann"), ("Baumann, Felix", "Felix"), ("Nguyễn 🌻", "Nguyễn"), ("", ""), ("🌻", "")],
)
def test_first_names(full: str, called: str) -> None:
    assert first(full) == called


@pytest.mark.parametrize(
    ("full", "name", "last"),
    [
        ("Anita Nair", "Anita", "Nair"),
        ("Dr Anita Nair", "Anita", "Nair"),
        ("Dr Nair", "", "Nair"),
        ("Mr van der Berg", "", "van der Berg"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Le Lann, Yann", "Yann", "Le Lann"),
        ("J. Smith", "", "Smith"),
        ("J. Robert Smith", "Robert", "Smith"),
        ("Sir Ian", "Ian", ""),
        ("Siobhán O'Brien", "Siobhán", "O'Brien"),
        ("Ji-woo Kim", "Ji-woo", "Kim"),
        ("Van Morris", "Van", "Morris"),
        ("Priya", "Priya", ""),
        ("ANNE-MARIE O'BRIEN", "Anne-Marie", "O'BRIEN"),
        ("", "", ""),
    ],
)
def test_given_and_family_names(full: str, name: str, last: str) -> None:
    assert (given(full), family(full)[-len(last) :] if last else "") == (name, last)


def test_two_given_names_are_not_cut() -> None:
    assert called("Anne Marie", ["Anne Marie Dubois"]) == "Anne Marie"
    assert called("Anne Dubois", ["Anne Dubois"]) == "Anne"
    assert called("Dr Nair", ["Anita Nair"]) == ""


@pytest.mark.parametrize(
    ("shown", "name"),
    [("ANITA NAIR", "Anita"), ("ANNE-MARIE O'BRIEN", "Anne-Marie"), ("Falk Bookings", ""), ("anita@falk.example", "")],
)
def test_who_stands_behind_an_address(shown: str, name: str) -> None:
    assert given_in_header(shown) == name
