"""Where two people met, whole and with its name; nothing of a note that says more, or of a house of sorrow."""

from __future__ import annotations

import pytest

from mailhuman.touches.meetings import met_at


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("we met at the joinery fair in Nuremberg and shared a stand", "the joinery fair in Nuremberg"),
        ("printed the Lagos poster series together", "the Lagos poster series"),
        ("her talk at the rural health conference in Bodo", "your talk in Bodo"),
        ("introduced by Lena at the Turku summer school", "the Turku summer school"),
        ("sat next to each other at the Delft congress 2023", "the Delft congress"),
        ("both trained at the Cremona school", "the Cremona school"),
    ],
)
def test_a_meeting_is_named(note: str, words: str) -> None:
    assert met_at(note) == words


@pytest.mark.parametrize(
    "note",
    ["met at the Tuesday AA meeting in Graz", "met at the Graz reception after Karl's funeral", "met at the Graz clinic",
     "met at the Porto workshop, where she cried", "met at a fair", "she left the Leeds show in tears", "her talk",
     "met at the Porto workshop with her late husband"],
)  # fmt: skip
def test_more_than_a_meeting_is_not(note: str) -> None:
    assert met_at(note) == ""
