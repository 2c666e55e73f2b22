"""Messages: whole for a program, wrapped at words for a person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.cli.saying import say, wrapped
from tests.terminals import open_terminal


def test_a_program_gets_each_message_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("word " * 100)
    say("Next: " + "word " * 100, err=True)
    assert capsys.readouterr() == ("word " * 100 + "\n", "Next: " + "word " * 100 + "\n")


def test_on_a_terminal_no_word_is_cut_in_two() -> None:
    told = "Next: run `mailhuman setup`, name a FILE to review, or look around with `mailhuman demo`"
    assert wrapped(told, 80).split("\n") == [
        "Next: run `mailhuman setup`, name a FILE to review, or look around with",
        "  `mailhuman demo`",
    ]


def test_further_lines_stand_below_the_first_and_long_words_stay_whole() -> None:
    path = "/home/jo/" + "folder/" * 20
    assert wrapped(f"  drafts    {path} and more of them", 40).split("\n") == [
        "  drafts",
        f"    {path}",
        "    and more of them",
    ]


@pytest.mark.parametrize("command", [["tone", "--jsonl"], ["review", "-"], ["contacts", "import", "-"]])
def test_who_sits_before_a_silent_command_is_told_what_it_waits_for(command: list[str], tmp_path: Path) -> None:
    person, program = open_terminal()
    waiting = subprocess.Popen(
        [sys.executable, "-m", "mailhuman", *command],
        stdin=program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "MAILHUMAN_DATA_DIR": str(tmp_path), "MAILHUMAN_CONFIG_DIR": str(tmp_path)},
    )  # fmt: skip
    os.close(program)
    os.write(person, b"\x04")
    said = waiting.communicate(timeout=60)[1]
    os.close(person)
    assert said.startswith(b"Reading what you type; Ctrl-D")


@given(st.lists(st.text("ab-", min_size=1, max_size=30), min_size=1, max_size=40), st.integers(20, 100))
def test_wrapping_loses_no_word(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width).split("\n")
    assert " ".join(lines).split() == words
    assert all(len(line) <= width for line in lines if len(line.split()) > 1)
