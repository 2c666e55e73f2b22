"""The count on a terminal: after a second, once a second, wiped away; nothing of it elsewhere."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mailhuman.cli.tally import Tally
from tests.terminals import open_terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def counted(stream: io.StringIO, seconds: list[float], size: int = 0, *, shared: bool = False) -> str:
    clock = Clock()
    with Tally("texts read", size, stream=stream, clock=clock, shared=shared) as tally:
        for clock.now in seconds:
            tally.answer_comes()
            tally.add(10)
    return stream.getvalue()


def test_within_a_second_nothing_is_said() -> None:
    assert counted(Terminal(), [0.1, 0.5, 1.0]) == ""


def test_elsewhere_nothing_is_said() -> None:
    assert counted(io.StringIO(), [2.0, 5.0, 9.0]) == ""


def test_it_is_said_once_a_second_and_wiped_away() -> None:
    said = counted(Terminal(), [0.5, 1.1, 1.5, 2.0, 2.2])
    assert said == "\r2 texts read\r5 texts read\r" + " " * 12 + "\r"


def test_of_a_file_the_share_is_told() -> None:
    assert "\r2 texts read (20 %)" in counted(Terminal(), [0.5, 1.5], size=100)


def test_a_share_never_passes_the_whole() -> None:
    assert "(100 %)" in counted(Terminal(), [0.5, 1.5], size=3)


def test_answers_on_the_same_terminal_find_the_line_empty() -> None:
    clock, stream = Clock(), Terminal()
    with Tally("texts read", stream=stream, clock=clock, shared=True) as tally:
        clock.now = 2.0
        tally.add(10)
        tally.answer_comes()
        stream.write("{}\n")
    assert stream.getvalue() == "\r1 texts read\r            \r{}\n"


@pytest.mark.model
def test_the_command_counts_on_a_terminal_and_answers_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "mails.jsonl"
    lines = [json.dumps({"id": number, "text": "Could you send me the file, please? " * 40}) for number in range(600)]
    file.write_text("\n".join(lines))
    person, program = open_terminal()
    with subprocess.Popen(
        [sys.executable, "-m", "mailhuman", "tone", "--jsonl", str(file)], stdout=subprocess.PIPE, stderr=program
    ) as process:
        os.close(program)
        assert process.stdout
        answers = process.stdout.read().splitlines()
        assert process.wait() == 0
    said = os.read(person, 100_000).decode()
    os.close(person)
    assert [json.loads(answer)["id"] for answer in answers] == list(range(600))
    assert "texts read (" in said
    assert said.endswith(" \r")
