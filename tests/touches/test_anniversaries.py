"""Days that come round every year: whose, how many years, and which are better let pass."""

from __future__ import annotations

from datetime import date

import pytest

from mailhuman.touches.anniversaries import marked
from tests.touches.situations import cards

DAY = date(2025, 6, 12)


def since(text: str, on: str = "2015-06-12", *others: str) -> object:
    (card,) = cards(f"{{kind: anniversary, text: {text}, date: {on}, learned: 2022-03-01", *others)
    told = marked(card.notes[0], card, DAY)
    return told and (told["years"], told["since"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("opened the yarn shop", "you opened the yarn shop"),
        ("founded her dance school", "you founded your dance school"),
        ("he joined Falk", "you joined Falk"),
        ("our first map together", "our first map"),
        ("we started the reading group together", "we started the reading group"),
    ],
)
def test_what_began_is_said_to_the_one_it_belongs_to(text: str, words: str) -> None:
    assert since(text) == ("ten years", words)


def test_only_a_number_people_mark_is_marked() -> None:
    assert since("opened the yarn shop", "2011-06-12") is None
    assert since("opened the yarn shop", "--06-12") is None


def test_a_wedding_day_needs_no_year() -> None:
    assert since("wedding anniversary", "--06-12") == ("", "")


@pytest.mark.parametrize(
    "text",
    ["her parents' wedding", "the accident on the bridge", "her father's death", "opened", "started with a cough", "we had our first date",
     "joined the support group", "left the firm", "opened the shop with her late husband"],
)  # fmt: skip
def test_no_other_day_is_spoken_of(text: str) -> None:
    assert since(text) is None


def test_what_a_later_note_may_have_undone_is_not_marked() -> None:
    undone = "{kind: other, text: gave the shop to a cousin, learned: 2024-03-01"
    assert since("opened the yarn shop", "2015-06-12", undone) is None


def test_what_was_told_long_ago_may_be_over() -> None:
    (card,) = cards("{kind: anniversary, text: opened the yarn shop, date: 2015-06-12, learned: 2019-06-01")
    assert marked(card.notes[0], card, DAY) is None
