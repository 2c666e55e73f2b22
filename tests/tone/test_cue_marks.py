"""The cues marked by hand: how many are right, and that the marks hold no word of anybody's mail."""

from __future__ import annotations

from collections import Counter

from mailhuman.tone import CUES
from training.cue_marks import MARKS, precision
from training.sources import rows

_ENOUGH = 0.9
_KEYS = {"draw", "sha256", "cue", "start", "end", "verdict"}


def test_the_last_200_marked_are_right_nine_times_in_ten() -> None:
    marks = rows(MARKS)
    last = [mark for mark in marks if mark["draw"] == max(each["draw"] for each in marks)]
    assert len(last) == 200
    assert sum(mark["verdict"] == "right" for mark in last) >= _ENOUGH * len(last)


def test_a_mark_names_its_mail_and_quotes_nothing() -> None:
    for mark in rows(MARKS):
        assert set(mark) == _KEYS
        assert len(mark["sha256"]) == 64
        assert mark["cue"] in CUES
        assert mark["verdict"] in {"right", "wrong"}
        assert 0 <= mark["start"] < mark["end"]


def test_no_cue_is_marked_twice_in_a_draw() -> None:
    places = Counter((mark["draw"], mark["sha256"], mark["cue"], mark["start"]) for mark in rows(MARKS))
    assert max(places.values()) == 1


def test_precision_is_told_by_draw_effect_and_cue() -> None:
    marks = [
        {"draw": 1, "cue": "thanks", "verdict": "right"},
        {"draw": 1, "cue": "reproach", "verdict": "wrong"},
        {"draw": 2, "cue": "reproach", "verdict": "right"},
    ]
    lines = [" ".join(line.split()) for line in precision(marks)]
    assert lines == [
        "draw 1 1 of 2 0.500", "draw 2 1 of 1 1.000", "colder 1 of 2 0.500", "warmer 1 of 1 1.000",
        "reproach 1 of 2 0.500", "thanks 1 of 1 1.000",
    ]  # fmt: skip
