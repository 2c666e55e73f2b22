"""What they are congratulated on, and what is nobody's success or somebody else's."""

from __future__ import annotations

import pytest

from mailhuman.touches.successes import success


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("made Head of Physics from 1 Sept", "becoming Head of Physics"),
        ("Promoted to senior buyer last month", "becoming senior buyer"),
        ("became a grandmother in May", "becoming a grandmother"),
        ("won 2nd prize for leeks", "winning 2nd prize"),
        ("passed her driving test on Tuesday", "passing your driving test"),
        ("New job as head chef", "becoming head chef"),
        ("The launch of the Leeds studio on 5 June.", "the launch"),
        ("promotion", "your promotion"),
    ],
)
def test_a_success_of_their_own(note: str, words: str) -> None:
    assert success(note) == words


@pytest.mark.parametrize(
    "note",
    ["Daughter passed her exams", "made redundant", "Her brother's graduation", "divorce came through", "got the all-clear",
     "passed away", "no promotion", "Tom's wedding", ""],
)  # fmt: skip
def test_no_success_is_made_up(note: str) -> None:
    assert success(note) == ""
