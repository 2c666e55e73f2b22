"""What a machine wrote is set aside, what a person wrote is not, and nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.machine import without_machine_text


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-02 10:00:01 ERROR worker died, giving up",
        "[2026-01-02T10:00:01Z] fatal: stupid state",
        "[10:00:01] kill -9 sent",
        "Jan  2 10:00:01 mx1 postfix: rejected",
        "ERROR: FATAL ABORT KILL CHILD",
        "[WARN] retry refused",
        "Traceback (most recent call last):",
        '  File "job.py", line 12, in run',
        "    at example.jobs.Runner.run(Runner.java:12)",
        "ValueError: stupid value",
        "java.lang.NullPointerException: nothing there",
        "$ kill -9 1234",
        ">>> import this",
    ],
)
def test_a_machines_line_is_set_aside(line: str) -> None:
    text = f"Hi Ana,\n{line}\nCould you look?"
    assert without_machine_text(text) == f"Hi Ana,\n{' ' * len(line)}\nCould you look?"


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana,\n\nthe error is mine.",
        "ERROR is what it says, why?",
        "WARNING: this is the last time",
        "2026 was a good year",
        "We meet at 10:00 (in the hall).",
        "I paid $ 20.",
        "at the station (platform 2)",
        "The Exception: Tuesday.",
    ],
)
def test_a_persons_line_is_kept(text: str) -> None:
    assert without_machine_text(text) == text


def test_fenced_code_is_set_aside() -> None:
    left = without_machine_text("Look:\n```python\nraise Stupid\n```\nOdd, no?")
    assert left.split() == ["Look:", "Odd,", "no?"]


def test_code_within_a_line_opens_no_fence() -> None:
    text = "```rm```\nis the command"
    assert without_machine_text(text) == text


def test_a_fence_left_open_reaches_to_the_end() -> None:
    assert without_machine_text("Look:\n```\nraise Stupid").split() == ["Look:"]


@given(st.text(alphabet=st.sampled_from("`\n\rE R:2$> aé😀"), max_size=100))
def test_nothing_moves(text: str) -> None:
    left = without_machine_text(text)
    assert len(left) == len(text)
    assert all(new in {old, " "} for old, new in zip(text, left, strict=True))
