"""`mailhuman review` with a store: notes, history and switches are used, and what is answered is remembered there."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mailhuman.contacts import parse_contacts
from mailhuman.model import Remembered, Switch
from mailhuman.store import open_store
from tests.cli.mail import CONTACTS, DRAFT, EARLIER, LEAKING, NOW, PLAIN_DRAFT, PRIVATE, Files, objects, review
from tests.terminals import open_terminal

pytestmark = pytest.mark.model
ASKING = PLAIN_DRAFT.replace(
    "Thank you for the sections, they helped me a lot on Monday.",
    "Could you send me the sections of the roof on Thursday?",
)
PATIENCE = 60.0  # seconds until a test gives up on a terminal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    with open_store() as store:
        store.save_contacts(parse_contacts(CONTACTS, "contacts.yaml"))
    return tmp_path


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    files = Files(tmp_path)
    return [files.write("d.eml", DRAFT), "--thread", files.write("m2.eml", EARLIER), "--now", NOW]


def said(*arguments: str) -> list[str]:
    outcome = review(*arguments, "--format", "json")
    assert outcome.exit_code in {0, 10}, outcome.stderr
    return [each["category"] for each in objects(outcome)[0]["suggestions"]]


def remembered() -> tuple[Remembered, ...]:
    with open_store() as store:
        return store.history()


def test_the_notes_of_the_store_are_used(tmp_path: Path) -> None:
    draft = Files(tmp_path).write("d.eml", DRAFT)
    assert "trip" in said(draft, "--now", NOW)


def test_looking_remembers_nothing(arguments: list[str]) -> None:
    review(*arguments)
    review(*arguments, "--explain")
    review(*arguments, "--format", "json")
    assert remembered() == ()


def test_a_rule_switched_off_is_silent(arguments: list[str]) -> None:
    assert "thanks" in said(*arguments)
    with open_store() as store:
        store.set_switch(Switch("thanks", enabled=False))
    assert "thanks" not in said(*arguments)


def test_what_was_dismissed_before_stays_away(arguments: list[str]) -> None:
    with open_store() as store:
        entry = Remembered(
            datetime.fromisoformat(NOW),
            "dismissed",
            "priya@acme.example",
            "thanks-for-the-deed",
            "thanks",
            scope="rule",
        )
        store.remember([entry])
    assert "thanks" not in said(*arguments)


@pytest.mark.parametrize("scope", ["rule", "person"])
def test_a_draft_about_which_something_was_dismissed_is_not_called_good_to_send(scope: Any, tmp_path: Path) -> None:
    draft = Files(tmp_path).write("d.eml", ASKING)
    [found] = objects(review(draft, "--now", NOW, "--format", "json"))[0]["suggestions"]
    with open_store() as store:
        at = datetime.fromisoformat(NOW)
        store.remember(
            [Remembered(at, "dismissed", "priya@acme.example", found["rule"], found["category"], scope=scope)]
        )
    assert "Nothing new to add; what you dismissed is left out." in review(draft, "--now", NOW).stdout


def test_a_history_given_stands_in_place_of_the_one_remembered(arguments: list[str], tmp_path: Path) -> None:
    with open_store() as store:
        store.remember(
            [Remembered(datetime.fromisoformat(NOW), "dismissed", "", "thanks-for-the-deed", "thanks", scope="rule")]
        )
    history = Files(tmp_path).write("history.yaml", "[]\n")
    assert "thanks" in said(*arguments, "--history", history)
    assert len(remembered()) == 1


def test_a_warning_dismissed_is_gone_from_that_draft_and_from_no_other(tmp_path: Path) -> None:
    def warned(*arguments: str) -> list[Any]:
        outcome = review(*arguments, "--format", "json")
        return [each["id"] for each in objects(outcome)[0]["warnings"]]

    with open_store() as store:
        store.save_contacts(parse_contacts(PRIVATE, "contacts.yaml"))
    to_sam = Files(tmp_path).write("sam.eml", LEAKING)
    to_priya = Files(tmp_path).write("priya.eml", LEAKING.replace("sam@", "priya@"))
    [found] = warned(to_sam, "--now", NOW)
    with open_store() as store:
        at = datetime.fromisoformat(NOW)
        store.remember([Remembered(at, "dismissed", "sam@acme.example", "private-fact", "leak", suggestion=found)])
    assert warned(to_sam, "--now", NOW) == []
    assert len(warned(to_priya, "--now", NOW)) == 1


@contextmanager
def terminal(*arguments: str) -> Iterator[Terminal]:
    ours, theirs = open_terminal()
    command = [sys.executable, "-m", "mailhuman", "review", *arguments]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "80", "EDITOR": "", "VISUAL": "", "DISPLAY": ""}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        assert process.stderr
        process.stderr.close()
        os.close(ours)


class Terminal:
    """The command with a real terminal around it: press keys when a question stands there."""

    def __init__(self, place: int, process: subprocess.Popen[bytes]) -> None:
        self._place = place
        self.process = process
        self.shown = ""
        self._answered = 0

    def answer(self, question: str, keys: str) -> None:
        """Wait until `question` is asked anew and is the last thing shown, then type."""
        until = time.monotonic() + PATIENCE
        while not self.shown[self._answered :].rstrip().endswith(question):
            assert time.monotonic() < until, self.shown
            self._read(1.0)
        self._answered = len(self.shown)
        while not keys.endswith("\n") and termios.tcgetattr(self._place)[3] & termios.ICANON:
            time.sleep(0.01)  # what is typed before the command listens for a key is thrown away
        os.write(self._place, keys.encode())

    def leave(self) -> int:
        """Wait until the command ends; give its exit code."""
        while self._read(PATIENCE):
            pass
        return self.process.wait(PATIENCE)

    def _read(self, patience: float) -> bool:
        if not select.select([self._place], [], [], patience)[0]:
            return False
        try:
            got = os.read(self._place, 65536)
        except OSError:  # a terminal whose other end is closed
            return False
        self.shown += got.decode().replace("\r\n", "\n")
        return bool(got)


ASKED = "[q]uit, [?]:"


def test_a_walk_on_a_terminal_remembers_each_answer(arguments: list[str]) -> None:
    with terminal(*arguments) as screen:
        screen.answer(ASKED, "2")
        screen.answer(ASKED, "t")
        screen.answer(ASKED, "d")
        screen.answer("goes back:", "r")
        screen.answer("Enter:", "not my way\n")
        assert screen.leave() == 10
    taken, dismissed = remembered()
    assert (taken.outcome, taken.category, taken.contact) == ("taken", "thanks", "priya@acme.example")
    assert taken.text.startswith("Thank you again for staying late")
    assert taken.at == datetime.fromisoformat(NOW)
    assert (dismissed.outcome, dismissed.scope, dismissed.reason) == ("dismissed", "rule", "not my way")
    assert not {"thanks", dismissed.category} & set(said(*arguments))
    assert "not remembered" not in screen.shown


def test_leaving_a_walk_by_an_interrupt_is_safe_and_quiet(arguments: list[str]) -> None:
    with terminal(*arguments) as screen:
        screen.answer(ASKED, "s")
        screen.answer(ASKED, "\x03")
        assert screen.leave() == 10
        assert screen.process.stderr
        assert screen.process.stderr.read() == b""
    assert remembered() == ()
    assert "Left; what was not answered stays as it is." in screen.shown
    assert not re.search("\x1b\\[[0-9;]*m", screen.shown), "TERM=dumb gets plain text"


def test_with_contacts_a_walk_remembers_nothing_and_says_so(arguments: list[str], tmp_path: Path) -> None:
    with terminal(*arguments, "--contacts", Files(tmp_path).write("c.yaml", CONTACTS)) as screen:
        screen.answer(ASKED, "t")
        screen.answer(ASKED, "q")
        assert screen.leave() == 10
    assert remembered() == ()
    assert screen.shown.count("not remembered") == 1


def test_explaining_asks_nothing_on_a_terminal(arguments: list[str]) -> None:
    with terminal(*arguments, "--explain") as screen:
        assert screen.leave() == 10
    assert ASKED not in screen.shown
    assert "Kept back:" in screen.shown
