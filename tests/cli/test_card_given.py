"""A card asked for on a terminal: wrong answers are asked for again, empty ones end a list."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

from mailhuman.cli.card_given import asked, card_from
from mailhuman.model import PartialDate
from tests.terminals import open_terminal


def dialogue(*answers: str) -> tuple[dict[str, object], list[str], list[str]]:
    left, questions, told = list(answers), list[str](), list[str]()

    def ask(question: str) -> str:
        questions.append(question)
        return left.pop(0)

    written = asked(ask, told.append)
    assert left == []
    return written, questions, told


def test_a_card_is_made_of_the_answers() -> None:
    written, questions, _ = dialogue(
        "Priya Raman", "Priya@acme.example", "p@home.example", "", "Pri", "Hobby: bouldering", "", "birthday", "--03-12", ""
    )  # fmt: skip
    card = card_from(written)
    assert (card.name, card.emails, card.preferred_name) == (
        "Priya Raman",
        ("priya@acme.example", "p@home.example"),
        "Pri",
    )
    assert [(each.kind, each.text, each.date) for each in card.notes] == [
        ("hobby", "bouldering", None),
        ("birthday", "Birthday", PartialDate(None, 3, 12)),
    ]
    assert len(questions) == 10


def test_a_name_is_enough() -> None:
    written, _, _ = dialogue("Priya", "", "", "")
    assert card_from(written).name == "Priya"


def test_an_answer_that_cannot_be_used_is_asked_for_again() -> None:
    written, questions, told = dialogue(
        "", "  ", "Priya", "priya at acme", "", "", "gossip: x", "hobby", "hobby: golf", "in May", "2026-05", ""
    )
    assert [text.partition(";")[0] for text in told if not text.startswith("Notes, ")] == [
        "a card needs a name",
        "a card needs a name",
        "write an address as name@place.example",
        "write it as KIND: TEXT",
        "write it as KIND: TEXT",
        "write a date as 2026-03-10, --03-10, 2026-03 or 2026",
    ]
    assert questions.count("Name") == 3
    assert [str(each.date) for each in card_from(written).notes] == ["2026-05"]


def test_on_a_terminal_the_command_asks(tmp_path: Path) -> None:
    ours, theirs = open_terminal()
    environment = {**os.environ, "MAILHUMAN_DATA_DIR": str(tmp_path), "TERM": "dumb"}
    command = [str(Path(sys.executable).with_name("mailhuman")), "contacts", "add"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        os.write(ours, b"Priya Raman\n\n\n\n")
        shown = _until_closed(ours)
    os.close(ours)
    assert process.returncode == 0
    assert "Name" in shown
    assert "Priya Raman: added." in shown


def _until_closed(terminal: int) -> str:
    shown, end = b"", time.monotonic() + 60
    while time.monotonic() < end and select.select([terminal], [], [], 60)[0]:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side has closed
            break
        if not read:
            break
        shown += read
    return shown.decode()
