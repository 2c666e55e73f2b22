"""Of one thing one says it, of several them."""

from __future__ import annotations

import pytest

from mailhuman.touches.grammar import agree, is_many


@pytest.mark.parametrize(
    "words",
    [
        "the photos", "the photos of the stand", "the plan and the list", "both drafts", "a couple of photos", "your finals",
        "the minutes", "ideas for the stand", "Tom and Ana", "the terms and conditions", "the analyses", "figures for Q3",
        "the buses", "two sketches", "the people from Leeds",
    ],
)  # fmt: skip
def test_several(words: str) -> None:
    assert is_many(words)
    assert agree(words, "it", "them") == "them"


@pytest.mark.parametrize(
    "words",
    [
        "the seating plan", "some feedback", "the two-page report", "the news", "the list of guests", "the canvas",
        "the research and development budget", "the bus timetable", "chess", "the basis", "the address", "the status",
        "an introduction to Jean-Luc", "the 1974 Bianchi road bike", "the summary of both drafts",
    ],
)  # fmt: skip
def test_one(words: str) -> None:
    assert not is_many(words)
    assert agree(words, "it", "them") == "it"
