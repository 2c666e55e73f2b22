"""`mailhuman account`: lists accounts without their secrets, and removes one with its password and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.config import Account, load_config, save_account
from mailhuman.secrets import keep_password
from tests.cli.accounts import SECRET, Home, at_home, run, typed
from tests.keyrings import LockedKeyring, using

WORK = Account("work", "jo@falk.example", "imap.falk.example")
HOME = Account("home", "jo@acme.example", "localhost", 1143, "plain", "jo", password_command=("pass", "show", "home"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def connected(home: Home) -> Home:
    save_account(WORK)
    save_account(HOME)
    keep_password(WORK, SECRET)
    return home


@pytest.mark.usefixtures("connected")
def test_accounts_are_listed_one_a_line() -> None:
    assert run("account", "list").output.splitlines() == [
        "work: jo@falk.example, imap.falk.example port 993 (TLS), password: keyring",
        "home: jo@acme.example, localhost port 1143 (no encryption), password: by command",
    ]


@pytest.mark.usefixtures("connected")
def test_accounts_are_listed_for_programs_too() -> None:
    shown = [json.loads(line) for line in run("account", "list", "--json").output.splitlines()]
    assert [each["name"] for each in shown] == ["work", "home"]
    assert shown[1]["password_command"] == ["pass", "show", "home"]
    assert SECRET not in str(shown)


@pytest.mark.usefixtures("home")
def test_no_account_is_told_with_the_way_to_one_and_to_programs_as_nothing() -> None:
    assert "mailhuman setup" in run("account", "list").output
    assert run("account", "list", "--json").output == ""


def test_removing_takes_the_entry_and_the_password_and_says_so(connected: Home) -> None:
    outcome = run("account", "remove", "work", answers=typed("y"))
    assert outcome.exit_code == 0, outcome.output
    assert load_config().accounts == (HOME,)
    assert connected.keyring.kept == {}
    assert "Removed its password from the keyring." in outcome.output
    assert "Your notes" in outcome.output


@pytest.mark.parametrize("answer", ["n", ""])
def test_without_a_yes_nothing_is_removed(answer: str, connected: Home) -> None:
    outcome = run("account", "remove", "work", answers=typed(answer))
    assert outcome.exit_code == 1
    assert "Nothing was removed." in outcome.output
    assert load_config().accounts == (WORK, HOME)
    assert connected.keyring.kept


@pytest.mark.usefixtures("connected")
def test_a_command_of_the_user_is_left_alone() -> None:
    outcome = run("account", "remove", "home", "--yes")
    assert outcome.exit_code == 0
    assert "came from a command" in outcome.output


def test_a_password_another_account_needs_stays(connected: Home) -> None:
    save_account(replace(WORK, name="list", address="list@falk.example", user=WORK.user))
    outcome = run("account", "remove", "work", "--yes")
    assert "another account uses the same one" in outcome.output
    assert list(connected.keyring.kept.values()) == [SECRET]


@pytest.mark.usefixtures("connected")
def test_a_keyring_that_does_not_open_is_told_and_the_entry_goes_all_the_same() -> None:
    with using(LockedKeyring()):
        outcome = run("account", "remove", "work", "--yes")
    assert outcome.exit_code == 0
    assert "may still be in the keyring" in outcome.output
    assert load_config().accounts == (HOME,)


@pytest.mark.usefixtures("connected")
def test_an_account_that_is_not_there_is_answered_with_those_that_are() -> None:
    outcome = run("account", "remove", "wrok", "--yes")
    assert outcome.exit_code == 1
    assert "take one of these: work, home" in outcome.output


def test_where_nobody_can_be_asked_nothing_is_removed_and_the_way_is_told(connected: Home) -> None:
    outcome = run("account", "remove", "work")
    assert outcome.exit_code == 2
    assert "--yes" in outcome.stderr
    assert load_config().accounts == (WORK, HOME)
    assert connected.keyring.kept
