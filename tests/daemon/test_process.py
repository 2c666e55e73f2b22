"""The daemon as a process: it heeds its signals, leaves in time whatever hangs, and tells nobody's words to its log."""

from __future__ import annotations

import json
import signal
import socket
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.contacts import parse_contacts
from mailhuman.store import open_store
from tests.daemon.process import Home, running, until
from tests.daemon.savers import Composer, thunderbird
from tests.servers.dovecot import Dovecot
from tests.servers.scripted import HANG, scripted

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

CANARY = "canarybird"
CARD = f"""
- name: {CANARY} Raman
  emails: [{CANARY}@falk.example]
  notes: [{{kind: hobby, text: climbing at the {CANARY}, learned: 2026-02-04}}]
"""


@pytest.fixture
def home(dovecot: Dovecot, user: str, tmp_path: Path) -> Home:
    account = dovecot.account(
        user, port=dovecot.port, security="plain", name="work", address=f"{CANARY}.me@acme.example"
    )
    home = Home(tmp_path, [account])
    home.configure("rest = 0")
    return home


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.model
def test_a_day_with_the_daemon(home: Home, dovecot: Dovecot) -> None:
    port = _free_port()
    home.configure(f"rest = 0\nmetrics_port = {port}")
    home.data.mkdir()
    with open_store(f"sqlite:///{home.data / 'mailhuman.db'}") as store:
        store.save_contacts(parse_contacts(CARD, "cards.yaml"))
    [account] = home.accounts
    composer = Composer(account, subject=f"About {CANARY}", to=f"{CANARY}@falk.example")
    mailbox = dovecot.maildir(account.user)

    def notes() -> list[str]:
        return [name for name in mailbox.contents() if name.startswith(".MailHuman/")]

    with running(home):
        until(lambda: "event=watching" in home.log())
        thunderbird(composer, f"{CANARY}, send me the figures today. You should have done this long ago, {CANARY}.")
        until(notes)
        assert home.command("daemon", "run").returncode == 30
        until(lambda: '"reviewed": 1' in (home.data / "daemon.json").read_text())
        told = home.command("daemon", "status")
        assert "work: watching" in told.stdout
        assert home.command("daemon", "pause", "--for", "2h").returncode == 0
        until(lambda: "event=paused" in home.log())
        composer.delete()
        assert notes()
        assert home.command("daemon", "resume").returncode == 0
        until(lambda: not notes())
        home.signal(signal.SIGHUP)
        until(lambda: "event=reloaded" in home.log())
        home.configure("rest = minus")
        home.signal(signal.SIGHUP)
        until(lambda: '"no reload"' in home.log())
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://127.0.0.1:{port}/metrics"
        ) as told_too:
            figures = told_too.read().decode()
        assert 'mailhuman_reviews_total{account="work"} 1' in figures
        states = (home.data / "daemon.json").read_text()
        code, seconds = home.end()
    composer.close()
    assert code == 0
    assert seconds < 10  # two, on a machine that has nothing else to do
    for said in (home.log(), states, figures, told.stdout):
        assert CANARY not in said.lower()
        assert "falk" not in said
    assert json.loads((home.data / "daemon.json").read_text())["accounts"][0]["state"] == "stopped"
    assert home.command("daemon", "status").returncode == 31


def test_it_leaves_in_time_though_a_server_hangs(tmp_path: Path) -> None:
    with scripted({"EXAMINE": HANG}) as server:
        home = Home(tmp_path, [server.account(timeout=30, name="work")])
        home.configure("rest = 0")
        with running(home):
            until(lambda: "EXAMINE" in server.verbs())
            code, seconds = home.end()
    assert code == 0
    assert seconds < 10  # as above; the line itself would wait for thirty
    assert "unfinished=1" in home.log()


def test_a_server_that_is_not_there_is_waited_for(home: Home) -> None:
    home.accounts = [replace(home.accounts[0], port=_free_port())]
    home.configure("rest = 0")
    with running(home):
        until(lambda: "event=lost" in home.log())
        until(lambda: "nobody answers" in (home.data / "daemon.json").read_text())
        told = home.command("daemon", "status")
        assert "tried again at" in told.stdout
        assert "Next: check host and port" in told.stdout
        assert home.end()[0] == 0


def test_one_look_does_what_is_due_and_leaves(home: Home) -> None:
    composer = Composer(home.accounts[0])
    composer.raw = composer.message("", same_id=False)
    composer.append("(\\Draft)")
    composer.close()
    told = home.command("daemon", "run", "--once")
    assert told.returncode == 0
    assert told.stdout == "work: 1 draft; 1 reviewed, 0 notes put, 0 sent or deleted.\n"
    again = home.command("daemon", "run", "--once", "--account", "work")
    assert again.stdout == "work: 1 draft; 0 reviewed, 0 notes put, 0 sent or deleted.\n"
    assert home.command("daemon", "run", "--once", "--account", "none").returncode == 2


def test_one_look_tells_which_account_cannot_be_reached(home: Home) -> None:
    lost = replace(home.accounts[0], name="lost", address="lost@acme.example", port=_free_port())
    home.accounts = [lost, home.accounts[0]]
    home.configure("rest = 0")
    told = home.command("daemon", "run", "--once")
    assert told.returncode == 20
    assert "nobody answers" in told.stderr
    assert "work: 0 drafts" in told.stdout


@pytest.mark.parametrize("span", ["soon", "0h", "2w", "-1h"])
def test_a_pause_is_for_a_time_that_can_be_read(home: Home, span: str) -> None:
    assert home.command("daemon", "pause", "--for", span).returncode == 2


def test_a_pause_without_a_daemon_waits_for_it(home: Home) -> None:
    assert home.command("daemon", "status").returncode == 31
    assert "until you resume" in home.command("daemon", "pause").stdout
    assert home.command("daemon", "resume").stdout == "The daemon goes on.\n"
    assert home.command("daemon", "resume").stdout == "It was not paused.\n"
