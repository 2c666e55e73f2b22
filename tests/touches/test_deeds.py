"""What they say they did becomes what they are thanked for."""

from __future__ import annotations

import pytest

from mailhuman.touches.deeds import deed_in, gerund, turned_round
from mailhuman.touches.favours import is_favour


@pytest.mark.parametrize(
    ("told", "deed"),
    [
        (
            "I drove in on Sunday with my husband and we reprinted all 6,000.",
            "driving in on Sunday with your husband and reprinting all 6,000",
        ),
        ("I had lunch with Mr Danjuma and put in a good word for you.", "putting in a good word for me"),
        ("We stayed late last night and fixed your import.", "staying late last night and fixing my import"),
        ("I've chased the carrier for you.", "chasing the carrier for me"),
    ],
)
def test_a_deed_is_turned_into_thanks(told: str, deed: str) -> None:
    assert deed_in(told, is_favour) == deed


@pytest.mark.parametrize(
    "told",
    [
        "Please find attached drawing revision B.",
        "Samples left Porto today.",
        "I could not fix it.",
        "You drove in on Sunday.",
        "We need the list early.",
        "I will drive in on Sunday.",
    ],
)
def test_what_is_no_deed_of_theirs_gets_no_thanks(told: str) -> None:
    assert deed_in(told, is_favour) == ""


@pytest.mark.parametrize(
    ("past", "doing"),
    [("drove", "driving"), ("reprinted", "reprinting"), ("rewrote", "rewriting"), ("carried", "carrying"), ("agreed", "agreeing"), ("red", ""), ("need", "")],
)  # fmt: skip
def test_past_forms_become_ing_forms(past: str, doing: str) -> None:
    assert gerund(past) == doing


def test_a_phrase_is_heard_from_the_other_side() -> None:
    assert turned_round("my sister's wedding and your plan for us") == "your sister's wedding and my plan for you"
