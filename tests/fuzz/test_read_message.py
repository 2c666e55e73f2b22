"""The fuzz target itself works: it passes sound mail, sees a broken law, and runs where atheris is installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.message import read_draft
from mailhuman.model import Draft, Span
from tests.fuzz.read_message import one_input
from tests.message.laws import check, check_same

MAIL = b"From: ann@falk.example\n\nOne thought.\n\n> quoted\n\nAnother.\n"


@pytest.mark.parametrize("raw", [b"", b"\0", MAIL, b"just words\n", b"From x\n" + MAIL])
def test_sound_readings_pass(raw: bytes) -> None:
    one_input(raw)


@pytest.mark.parametrize(
    "own",
    [
        (Span(0, 12), Span(13, 14)),  # not trimmed
        (Span(0, 12), Span(4, 8)),  # one inside the other
        (Span(0, 3),),  # half a line
        (Span(24, 32), Span(0, 12)),  # out of order
        (Span(24, 99),),  # past the end
        (Span(5, 5),),  # empty
    ],
)
def test_a_broken_law_is_seen(own: tuple[Span, ...]) -> None:
    draft = read_draft(MAIL)
    check(draft)
    with pytest.raises(AssertionError):
        check(replace(draft, own=own))


def test_two_readings_that_differ_are_seen() -> None:
    with pytest.raises(AssertionError):
        check_same(read_draft(MAIL), Draft())


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed here")
def test_the_fuzzer_runs(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(MAIL)
    command = [sys.executable, "-m", "tests.fuzz.read_message", str(tmp_path), "-runs=200"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-500:]
