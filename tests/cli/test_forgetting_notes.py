"""Who is forgotten leaves the companion notes on mail servers too; where a server is away, that is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.config import Account
from mailhuman.mailbox import connect
from mailhuman.mailbox.notes import Notes
from mailhuman.model import Address as Reader
from mailhuman.model import Contact, Draft, Note
from mailhuman.store import Look, Watched, open_store
from mailhuman.store.lineage import trace_of
from tests.cli.accounts import Home, at_home, run
from tests.mailbox.letters import letter
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import PASSWORD

NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
_CONFIG = """
[account.work]
address = "ann@acme.example"
user = "{user}"
host = "127.0.0.1"
port = {port}
ca_file = "{ca_file}"
timeout = 5
password_command = ["printf", "{password}"]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


def configured(home: Home, account: Account) -> None:
    home.config.mkdir(parents=True, exist_ok=True)
    home.file.write_text(
        _CONFIG.format(user=account.user, port=account.port, ca_file=account.ca_file, password=PASSWORD),
        encoding="utf-8",
    )


def remembered(*drafts: tuple[str, str]) -> None:
    """A store that has watched these drafts, each a lineage and a reader, and knows two people."""
    priya = Contact("Priya Raman", ("priya@acme.example",), notes=(Note("hobby", "bouldering"),))
    with open_store() as store:
        store.save_contacts([priya, Contact("Tom Berg", ("tom@berg.example",))])
        for uid, (lineage, reader) in enumerate(drafts, start=1):
            trace = trace_of(
                Draft(to=(Reader(reader),)), account="work", folder="Drafts", uidvalidity=1, uid=uid, seen=NOW
            )
            watched = Watched("work", "Drafts", lineage, 1, uid, "d", "hint", "r1", NOW)
            store.watchbook.keep(traces=[replace(trace, lineage=lineage)], watched=[watched])
        store.watchbook.keep(looks=[Look("work", "Drafts", 1, 9)])


@pytest.mark.imap
@pytest.mark.dovecot
@pytest.mark.skipif(dovecots.BINARY is None, reason="there is no dovecot on this machine")
def test_the_notes_on_drafts_to_them_and_those_that_name_them_go(home: Home) -> None:
    with dovecots.running() as server:
        account = server.account("ann")
        configured(home, account)
        remembered(("to-priya", "priya@acme.example"), ("to-tom", "tom@berg.example"), ("names", "tom@berg.example"))
        _put(account, {"to-priya": "x", "to-tom": "y", "names": "with Priya Raman"})
        told = run("contacts", "forget", "priya", "--yes")
        assert told.exit_code == 0, told.output
        assert "work: removed 2 companion notes." in told.output
        with connect(account, PASSWORD) as session:
            assert [each.lineage for each in Notes(session.line).found()] == ["to-tom"]
        with open_store() as store:
            assert [each.lineage for each in store.watchbook.known("work", "Drafts").watched] == ["to-tom"]


def _put(account: Account, texts: dict[str, str]) -> None:
    with connect(account, PASSWORD) as session:
        for lineage, text in texts.items():
            raw = letter(text, extra=f"X-MailHuman-Note: {lineage}/r1\n")
            assert Notes(session.line).put(lineage, "r1", raw)


def test_a_server_that_is_away_is_told_with_what_to_do_and_the_rest_is_erased(home: Home, unused: int) -> None:
    configured(home, Account("work", "ann@acme.example", "127.0.0.1", port=unused))
    remembered(("to-priya", "priya@acme.example"))
    told = run("contacts", "forget", "priya", "--yes")
    assert told.exit_code == 1
    assert "1 card" in told.output
    assert "companion notes on 127.0.0.1 may still name this person" in told.output
    assert "delete what is in the folder MailHuman" in told.output
    with open_store() as store:
        assert [each.name for each in store.contacts()] == ["Tom Berg"]


@pytest.fixture
def unused() -> int:
    """A port of this machine where nobody answers."""

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_an_account_no_daemon_has_looked_at_is_not_connected_to(home: Home, unused: int) -> None:
    configured(home, Account("work", "ann@acme.example", "127.0.0.1", port=unused))
    with open_store() as store:
        store.save_contacts([Contact("Priya Raman", ("priya@acme.example",))])
    told = run("contacts", "forget", "priya", "--yes")
    assert told.exit_code == 0, told.output
    assert "127.0.0.1" not in told.output


def test_a_configuration_that_cannot_be_read_keeps_everything(home: Home) -> None:
    home.config.mkdir(parents=True)
    home.file.write_text("[nonsense", encoding="utf-8")
    remembered(("to-priya", "priya@acme.example"))
    assert run("contacts", "forget", "priya", "--yes").exit_code == 3
    with open_store() as store:
        assert len(store.contacts()) == 2
