"""A slip in a name is caught; a nickname, a short form and another composition of the same letters are not slips."""

from __future__ import annotations

import unicodedata

import pytest

from mailhuman.touches.names import first, slip


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
