"""`mailhuman review` of a mailbox: each account in turn, every draft in turn, and a clear word where that fails."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.config import Account, save_account
from mailhuman.demo.letters import draft_id
from mailhuman.demo.play import Stage, staged
from mailhuman.demo.server import serving
from mailhuman.store import open_store
from tests.cli.mail import objects, review
from tests.show.schema import REVIEW, departures

NOW = "2026-11-24T10:00:00+00:00"
WRONG_PASSWORD = "never-shown-anywhere"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    return tmp_path


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged(datetime(2026, 11, 24, 10, tzinfo=UTC)) as running:
        yield running


def connect(stage: Stage, name: str = "work", *, password: str | None = None) -> None:
    save_account(
        Account(
            name=name,
            address=stage.account.address,
            host=stage.server.host,
            port=stage.server.port,
            security="plain",
            user=stage.server.user,
            password_command=("echo", password or stage.server.password),
        )
    )


def connect_to_nobody(name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    account = Account(name, "jo@falk.example", "127.0.0.1", port, "plain", password_command=("echo", "x"), timeout=5)
    save_account(account)


def test_without_an_account_it_says_how_to_get_one() -> None:
    outcome = review()
    assert outcome.exit_code == 3
    assert outcome.stdout == ""
    assert "mailhuman setup" in outcome.stderr
    assert "mailhuman demo" in outcome.stderr


def test_an_account_that_is_not_one_is_wrong_usage_and_names_those_there_are() -> None:
    connect_to_nobody("work")
    outcome = review("--account", "home")
    assert outcome.exit_code == 2
    assert "work" in outcome.stderr


def test_a_configuration_that_is_wrong_is_three_with_its_line(home: Path) -> None:
    (home / "CONFIG").mkdir()
    (home / "CONFIG" / "config.toml").write_text("[account.work]\nshoes = 1\n", encoding="utf-8")
    outcome = review()
    assert outcome.exit_code == 3
    assert "config.toml:2: " in outcome.stderr
    assert outcome.stdout == ""


def test_where_no_server_answers_the_code_says_so_and_nothing_is_printed() -> None:
    connect_to_nobody("work")
    outcome = review("--format", "json")
    assert outcome.exit_code == 20
    assert outcome.stdout == ""
    assert "Next: " in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.imap
@pytest.mark.model
class TestDrafts:
    def test_every_draft_is_one_line_that_says_where_it_lies(self, stage: Stage) -> None:
        connect(stage)
        outcome = review("--format", "json", "--now", NOW)
        found = objects(outcome)
        assert outcome.exit_code == 10, outcome.stderr
        assert {each["draft"]["message_id"] for each in found} == {
            draft_id(number) for number, _ in enumerate(stage.sample.drafts, start=1)
        }
        for each in found:
            assert departures(each, REVIEW) == []
            assert (each["source"]["account"], each["source"]["folder"]) == ("work", "Drafts")
        assert len({each["source"]["uid"] for each in found}) == len(found)

    def test_the_notes_of_the_store_are_used_and_its_history_only_grows_by_answers(self, stage: Stage) -> None:
        connect(stage)
        with open_store() as store:
            store.save_contacts(stage.store.contacts())
        said = {
            each["category"]
            for found in objects(review("--format", "json", "--now", NOW))
            for each in found["suggestions"]
        }
        assert {"birthday", "trip"} <= said
        with open_store() as store:
            assert store.history() == ()

    def test_in_text_each_draft_is_numbered(self, stage: Stage) -> None:
        connect(stage)
        outcome = review("--now", NOW)
        assert outcome.exit_code == 10
        for number, _ in enumerate(stage.sample.drafts, start=1):
            assert f"Draft {number} in Drafts of work\n" in outcome.stdout
        assert outcome.stdout.splitlines()[-1].startswith(f"{len(stage.sample.drafts)} drafts reviewed; ")
        assert outcome.stderr == ""

    def test_accounts_have_their_turn_though_one_fails(self, stage: Stage) -> None:
        connect_to_nobody("first")
        connect(stage, "second")
        outcome = review("--format", "json", "--now", NOW)
        assert outcome.exit_code == 20
        assert {each["source"]["account"] for each in objects(outcome)} == {"second"}
        assert len(outcome.stderr.splitlines()) == 2
        chosen = review("--format", "json", "--now", NOW, "--account", "second")
        assert chosen.exit_code == 10
        assert chosen.stderr == ""

    def test_a_password_that_is_refused_is_twenty_two_and_is_never_shown(self, stage: Stage) -> None:
        connect(stage, password=WRONG_PASSWORD)
        outcome = review("--now", NOW)
        assert outcome.exit_code == 22
        assert WRONG_PASSWORD not in outcome.output
        assert outcome.stdout == ""

    def test_a_mailbox_without_drafts_has_nothing_to_say(self, stage: Stage) -> None:
        with serving({"INBOX": (), "Sent": (), "Drafts": ()}, stage.server.user) as empty:
            connect(replace(stage, server=empty))
            outcome = review("--now", NOW)
            assert (outcome.exit_code, outcome.stdout) == (0, "There are no drafts to review.\n")
            assert review("--now", NOW, "--format", "json").stdout == ""
