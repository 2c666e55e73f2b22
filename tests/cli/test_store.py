"""`mailhuman store`: encrypt with the keyring or a passphrase, decrypt, tell how it stands, write all of it out."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mailhuman import secrets
from mailhuman.cli import cli
from mailhuman.contacts import parse_contacts
from mailhuman.model import Contact, Note, Remembered, Switch
from mailhuman.store import open_store
from mailhuman.touches.history import parse_history
from tests.keyrings import ForgetfulKeyring, MemoryKeyring, using
from tests.terminals import open_terminal

CANARY = "canarybird"
ADA = Contact("Ada Falk", ("ada@falk.example",), uid="a", notes=(Note("pet", f"{CANARY}\nand:\n  - more"),))
TOLD = Remembered(
    datetime(2026, 3, 10, 12, tzinfo=UTC),
    "dismissed",
    "ada@falk.example",
    "pet",
    "pet",
    suggestion="s",
    reason="- no: ü",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv(secrets.NOTES_COMMAND, raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def keyring() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with using(backend):
        yield backend


@pytest.fixture
def kept(folder: Path) -> Path:
    """A store with something in it; its file."""
    with open_store() as store:
        store.save_contacts([ADA])
        store.remember([TOLD])
        store.set_switch(Switch("pet", enabled=False, person="ada@falk.example"))
        store.wake(["hobby"], TOLD.at)
    return folder / "data" / "mailhuman.db"


def store(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["store", *arguments], input=typed)


def cards() -> tuple[Contact, ...]:
    with open_store() as opened:
        return opened.contacts()


def test_encrypted_with_the_keyring_it_works_as_before_and_tells_nothing(kept: Path, keyring: MemoryKeyring) -> None:
    assert "encrypted  no" in store("status").stdout
    outcome = store("encrypt")
    assert outcome.exit_code == 0, outcome.output
    assert "its key is in the keyring" in outcome.stdout
    assert CANARY.encode() not in kept.read_bytes()
    assert len(keyring.kept) == 1
    assert not any(secret in outcome.output for secret in keyring.kept.values())
    assert cards() == (ADA,)
    assert "yes; its key is in the keyring" in store("status").stdout
    assert "1 person, 1 note, 1 answer" in store("status").stdout
    assert "already" in store("encrypt").stdout


def test_decrypted_it_is_in_clear_and_the_keyring_is_rid_of_the_key(kept: Path, keyring: MemoryKeyring) -> None:
    store("encrypt")
    assert store("decrypt").exit_code == 0
    assert keyring.kept == {}
    assert CANARY.encode() in kept.read_bytes()
    assert cards() == (ADA,)
    assert store("decrypt").stdout == "It is not encrypted.\n"


@pytest.mark.usefixtures("kept")
def test_a_new_key_takes_the_place_of_the_old(keyring: MemoryKeyring) -> None:
    store("encrypt")
    old = dict(keyring.kept)
    assert store("encrypt", "--new-key").exit_code == 0
    assert len(keyring.kept) == 1
    assert keyring.kept != old
    assert cards() == (ADA,)


def test_a_passphrase_may_come_from_a_command(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(secrets.NOTES_COMMAND, f"{sys.executable} -c 'print(\"marzipan\")'")
    outcome = store("encrypt", "--passphrase")
    assert outcome.exit_code == 0, outcome.output
    assert CANARY.encode() not in kept.read_bytes()
    assert "marzipan" not in outcome.output
    assert cards() == (ADA,)
    monkeypatch.setenv(secrets.NOTES_COMMAND, f"{sys.executable} -c 'print(\"nougat\")'")
    wrong = store("status")
    assert wrong.exit_code == 7
    assert "this passphrase does not open them" in wrong.stderr
    assert "Next: " in wrong.stderr
    assert "nougat" not in wrong.output
    monkeypatch.setenv(secrets.NOTES_COMMAND, "'half")
    assert store("status").exit_code == 8


@pytest.mark.usefixtures("kept")
def test_a_passphrase_is_typed_twice_and_nobody_there_to_type_it_is_told() -> None:
    outcome = store("encrypt", "--passphrase", typed="marzipan\nmarzipan\n")
    assert outcome.exit_code == 0, outcome.output
    assert "marzipan" not in outcome.output
    silent = store("status")
    assert silent.exit_code == 8
    assert secrets.NOTES_COMMAND in silent.stderr


def test_without_an_answer_or_a_keyring_nothing_is_encrypted(kept: Path) -> None:
    before = kept.read_bytes()
    assert store("encrypt", "--passphrase", typed="marzipan\nnougat\n").exit_code == 8
    with using(ForgetfulKeyring()):
        assert store("encrypt").exit_code == 8
    assert kept.read_bytes() == before


def test_a_key_lost_from_the_keyring_is_told_with_what_to_do(kept: Path, keyring: MemoryKeyring) -> None:
    store("encrypt")
    keyring.kept.clear()
    before = kept.read_bytes()
    outcome = store("status")
    assert outcome.exit_code == 8
    assert "does not hold their key" in outcome.stderr
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("sealed", [False, True])
def test_the_export_holds_all_of_it_and_its_parts_can_be_read_back(folder: Path, *, sealed: bool) -> None:
    if sealed:
        store("encrypt")
    file = folder / "all.yaml"
    outcome = store("export", str(file))
    assert outcome.exit_code == 0, outcome.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert written["schema"] == "mailhuman.store/1"
    parts = {name: yaml.safe_dump(part, allow_unicode=True) for name, part in written.items() if name != "schema"}
    [card] = parse_contacts(parts["contacts"], "")
    assert (card.name, card.uid, card.emails, card.notes[0].text) == (ADA.name, "a", ADA.emails, ADA.notes[0].text)
    assert parse_history(parts["history"], "") == (TOLD,)
    assert written["switches"] == [{"target": "pet", "enabled": False, "person": "ada@falk.example"}]
    assert written["woken"] == [{"rule": "hobby", "at": "2026-03-10T12:00:00+00:00"}]
    assert store("export", "-").stdout == file.read_text(encoding="utf-8")


def test_an_export_of_nothing_is_whole_too_and_writes_over_nothing_unasked(folder: Path) -> None:
    file = folder / "all.yaml"
    assert store("export", str(file)).exit_code == 0
    assert yaml.safe_load(file.read_text()) == {
        "schema": "mailhuman.store/1",
        "contacts": [],
        "history": [],
        "switches": [],
        "woken": [],
    }
    file.write_text("mine")
    assert store("export", str(file)).exit_code == 1
    assert file.read_text() == "mine"
    assert store("export", "--force", str(file)).exit_code == 0
    assert store("export", str(folder / "nowhere" / "all.yaml")).exit_code == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("sealed", [False, True])
def test_an_export_read_back_brings_all_of_it_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, sealed: bool
) -> None:
    file = folder / "all.yaml"
    store("export", str(file))
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(folder / "elsewhere"))
    if sealed:
        store("encrypt")
    first = store("import", str(file))
    assert first.exit_code == 0, first.output
    assert "1 person added, 0 changed, 0 as they were.\n1 answer to suggestions added; 1 switch set." in first.stdout
    assert "0 people added, 0 changed, 1 as they were.\n0 answers" in store("import", str(file)).stdout
    assert store("export", "-").stdout == file.read_text(encoding="utf-8")
    assert cards() == (ADA,)


BROKEN = """\
schema: mailhuman.store/1
contacts:
- name: Ada
  colour: green
history:
- at: yesterday
  outcome: taken
  contact: ada@falk.example
  rule: pet
  category: pet
switches:
- target: pet
  enabled: perhaps
woken:
  rule: pet
secrets: []
"""


def test_of_a_broken_export_every_problem_is_told_with_its_line_and_nothing_is_taken_in(folder: Path) -> None:
    file = folder / "all.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    outcome = store("import", str(file))
    assert outcome.exit_code == 5
    lines = {line.removeprefix(f"{file}:").split(":")[0] for line in outcome.stderr.splitlines() if str(file) in line}
    assert lines == {"4", "6", "13", "15", "16"}
    assert "5 problems found; nothing was done" in outcome.stderr
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    "text", ["", "- name: Ada\n", "schema: mailhuman.store/2\n", "\x00", "contacts: []\ncontacts: []\n"]
)
def test_what_is_no_export_is_told(folder: Path, text: str) -> None:
    file = folder / "all.yaml"
    file.write_text(text, encoding="utf-8")
    outcome = store("import", str(file))
    assert outcome.exit_code == 5
    assert "this is no export of the store" in outcome.stderr
    assert outcome.stdout == ""


@pytest.mark.parametrize(("typed", "code"), [("marzipan", 0), ("nougat", 7), ("", 8)])
def test_the_passphrase_is_asked_for_on_a_terminal_and_not_shown(kept: Path, typed: str, code: int) -> None:
    store("encrypt", "--passphrase", typed="marzipan\nmarzipan\n")
    before = kept.read_bytes()
    ours, theirs = open_terminal()
    command = [sys.executable, "-m", "mailhuman", "store", "status"]
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    while b"(not shown)" not in shown:
        shown += os.read(ours, 1000)
    os.write(ours, typed.encode() + b"\n")
    told, _ = process.communicate(timeout=60)
    while b"Next: " not in shown and code:
        shown += os.read(ours, 1000)
    os.close(ours)
    assert process.returncode == code
    assert b"1 person, 1 note" in told or code
    assert not typed or typed.encode() not in shown + told
    assert kept.read_bytes() == before
