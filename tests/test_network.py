"""Whom mailhuman contacts: the configured server and nobody else, not even a name server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.demo.letters import folders_of
from mailhuman.demo.sample import sample
from mailhuman.demo.server import DemoServer, serving
from tests.servers.provider import providing

# Python calls such a hook for every socket that is connected, bound or sent to, and for every name that is looked up,
# also from C code and from threads. The module is named so that Python imports it before anything else.
WATCH = """
import json, os, sys

def _watch(event, given):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        told = [each for each in given if isinstance(each, (str, bytes, int, tuple, list))]
        with open(os.environ["WATCHED"], "a") as file:
            file.write(json.dumps([event, told], default=repr) + "\\n")
    if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(json.dumps([event, [str(each) for each in given[:1]]]) + "\\n")

sys.addaudithook(_watch)
"""
PROGRAM = "from mailhuman.cli import main; main()"
SOMETHING_TO_SAY = 10
Seen = list[tuple[str, list[object]]]
"""What happened, in order: the name of the event, and what it was called with."""

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def watched(code: str, folder: Path, *arguments: str) -> tuple[str, Seen]:
    """Run `code` in a Python of its own; give what it prints, every use of the network and every program it starts."""
    (folder / "sitecustomize.py").write_text(WATCH)
    record = folder / "watched.jsonl"
    record.touch()
    home = {"HOME": str(folder), "WATCHED": str(record), "PYTHONPATH": str(folder), "PATH": os.environ["PATH"]}
    run = subprocess.run(  # noqa: PLW1510 - looked at below
        [sys.executable, "-c", code, *arguments], env=home, capture_output=True, timeout=120, cwd=folder
    )
    assert run.returncode in {0, SOMETHING_TO_SAY}, run.stderr.decode()
    return run.stdout.decode(), [(event, told) for event, told in map(json.loads, record.read_text().splitlines())]


@pytest.mark.imap
@pytest.mark.model
def test_the_demo_contacts_its_own_server_alone(tmp_path: Path) -> None:
    printed, seen = watched(PROGRAM, tmp_path, "demo")
    server = re.search(r"127\.0\.0\.1:(\d+)", printed)
    assert server
    assert "condolence" in printed, "it got to the end"
    assert contacted(seen) == [["127.0.0.1", int(server[1])]]
    assert {told[-1][0] for event, told in seen if event == "socket.bind"} <= {"127.0.0.1", "::1"}  # type: ignore[index]
    assert {event for event, _ in seen} <= {"socket.bind", "socket.connect", "socket.getaddrinfo"}


@pytest.mark.imap
@pytest.mark.model
def test_a_review_contacts_the_configured_server_alone(tmp_path: Path) -> None:
    mailbox = sample(NOW)
    with serving(folders_of(mailbox, NOW), mailbox.address.email) as server:
        configured(tmp_path / ".config" / "mailhuman" / "config.toml", server)
        printed, seen = watched(PROGRAM, tmp_path, "review", "--now", NOW.isoformat())
    assert "condolence" in printed, "it got to the end"
    assert contacted(seen) == [[server.host, server.port]]
    assert [told[0] for event, told in seen if event == "subprocess.Popen"] == ["echo"], "the password command"
    allowed = {"socket.bind", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.posix_spawn", "os.fork"}
    assert {event for event, _ in seen} <= allowed


RENEWING = """
import sys

from keyring import set_keyring
from keyring.backend import KeyringBackend
from mailhuman.config import Account
from mailhuman.oauth import Permit, credential_for, remember

class Memory(KeyringBackend):
    priority, kept = 1, {}
    def get_password(self, service, user): return self.kept.get((service, user))
    def set_password(self, service, user, secret): self.kept[service, user] = secret
    def delete_password(self, service, user): del self.kept[service, user]

set_keyring(Memory())
account = Account("a", "jo@falk.example", "h", auth="oauth", client_id="mailhuman-test", token_url=sys.argv[1])
remember(account, Permit("old", "refresh-kept", 0.0, 3600.0, 0.0))
print(credential_for(account).value)
"""


def test_the_renewal_of_a_token_contacts_the_place_that_gives_it_alone(tmp_path: Path) -> None:
    with providing() as provider:
        provider.refreshing.add("refresh-kept")
        printed, seen = watched(RENEWING, tmp_path, f"{provider.url}/token")
        assert printed.strip() in provider.tokens
        assert contacted(seen) == [["127.0.0.1", provider.port]]
    assert {event for event, _ in seen} <= {"socket.bind", "socket.connect", "socket.getaddrinfo"}


def configured(path: Path, server: DemoServer) -> None:
    """Write a configuration with one account, whose password comes from a command."""
    path.parent.mkdir(parents=True)
    path.write_text(
        f'[account.work]\naddress = "{server.user}"\nhost = "{server.host}"\nport = {server.port}\n'
        f'security = "plain"\npassword_command = ["echo", "{server.password}"]\n'
    )


def contacted(seen: Seen) -> list[object]:
    """Every address connected to, after seeing that no other name was looked up."""
    assert {told[0] for event, told in seen if event == "socket.getaddrinfo"} <= {"127.0.0.1"}
    return [told[-1] for event, told in seen if event == "socket.connect"]


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))", "socket.connect"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo"),
        ("import socket; socket.getfqdn('127.0.0.1')", "socket.gethostbyaddr"),
        ("import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'x', ('127.0.0.1', 9))", "socket.sendto"),
        (
            "import asyncio\ntry: asyncio.run(asyncio.open_connection('127.0.0.1', 9))\nexcept OSError: pass",
            "socket.connect",
        ),
        ("import subprocess, sys; subprocess.run([sys.executable, '-c', ''])", "subprocess.Popen"),
    ],
)
def test_the_watch_sees_every_way_out(code: str, event: str, tmp_path: Path) -> None:
    assert event in {seen for seen, _ in watched(code, tmp_path)[1]}


def test_the_watch_sees_nothing_where_nothing_happens(tmp_path: Path) -> None:
    assert watched("pass", tmp_path) == ("", [])
