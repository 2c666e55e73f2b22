"""A wording wears out with the person it was said to, and nobody is congratulated twice in the same words."""

from __future__ import annotations

from dataclasses import replace

from mailhuman.model import Remembered
from mailhuman.touches import load_rulebook
from mailhuman.touches.matching import Candidate
from mailhuman.touches.recall import fresh_first
from tests.touches.situations import PRIYA, situation, taken

MILESTONE = load_rulebook().rule("milestone")
HOBBY = load_rulebook().rule("hobby")
PRIZE = (
    "Congratulations on winning the cup.",
    "I wanted to say congratulations on winning the cup.",
    "By the way, congratulations on winning the cup.",
)
CHESS = ("Are you still playing chess?", "Have you had much time for chess lately?")


def fresh(lines: tuple[str, ...], *history: Remembered) -> tuple[str, ...]:
    """The lines left for Priya after what was said."""
    rule, fill = (MILESTONE, {"success": "winning the cup"}) if lines is PRIZE else (HOBBY, {"topic": "chess"})
    assert rule
    return fresh_first(lines, Candidate(rule, fill, "f"), situation(history=history), PRIYA.email)


def test_all_is_fresh_to_whom_nothing_was_said() -> None:
    assert fresh(PRIZE) == PRIZE


def test_the_same_line_is_never_said_again() -> None:
    assert fresh(CHESS, taken("hobby", 400, text=CHESS[0])) == CHESS[1:]


def test_worn_words_come_last() -> None:
    assert fresh(CHESS, taken("hobby", 100, text="Are you still playing bridge?")) == CHESS[::-1]
    assert fresh(CHESS, taken("hobby", 100, text="Have you had much time for the allotment lately?")) == CHESS
    assert fresh(CHESS[::-1], taken("hobby", 100, text="Have you had much time for the allotment lately?")) == CHESS


def test_nobody_is_congratulated_twice_in_the_same_words() -> None:
    once = taken("milestone", 200, text="Congratulations on your new role.")
    assert fresh(PRIZE, once) == PRIZE[1:]
    all_worn = [taken("milestone", 200, text=line.replace("winning the cup", "your new role")) for line in PRIZE]
    assert fresh(PRIZE, *all_worn) == PRIZE


def test_what_was_said_to_others_wears_nothing_out() -> None:
    to_tom = replace(taken("milestone", 200, text="Congratulations on your new role."), contact="tom@acme.example")
    assert fresh(PRIZE, to_tom) == PRIZE
