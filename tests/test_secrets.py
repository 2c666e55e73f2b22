"""Passwords come from the keyring or from a command; they, and what failed about them, are told to nobody."""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.secrets import (
    commands,
    forget_password,
    forget_permit,
    keep_password,
    keep_permit,
    keyring_name,
    keyrings,
    password_for,
    permit_of,
)
from tests.keyrings import EmptyChain, ForgetfulKeyring, LockedKeyring, MemoryKeyring, WaitingKeyring, using

SECRET = "marzipan ü ' \" 7"
WORK = Account("work", "jo@falk.example", "imap.falk.example")


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with using(backend):
        yield backend


def printing(code: str) -> Account:
    return replace(WORK, password_command=(sys.executable, "-c", code))


def refusal(call: Callable[[], object]) -> str:
    """Everything anybody could read about a failure, which must not hold the password."""
    with pytest.raises(SecretError) as caught:
        call()
    assert caught.value.next_step
    told = "".join(traceback.format_exception(caught.value)) + caught.value.next_step
    assert SECRET not in told
    return caught.value.message


def test_what_is_kept_is_given_back_and_can_be_forgotten(memory: MemoryKeyring) -> None:
    keep_password(WORK, SECRET)
    assert password_for(WORK) == SECRET
    assert forget_password(WORK)
    assert not memory.kept
    assert not forget_password(WORK)


def test_without_a_password_the_next_step_is_setup(memory: MemoryKeyring) -> None:
    assert memory.kept == {}
    with pytest.raises(SecretError) as caught:
        password_for(WORK)
    assert "mailhuman setup --name work" in caught.value.next_step


def test_no_other_server_is_given_the_password(memory: MemoryKeyring) -> None:
    keep_password(WORK, SECRET)
    assert memory.kept
    refusal(lambda: password_for(replace(WORK, host="imap.acme.example")))
    refusal(lambda: password_for(replace(WORK, user="ann")))


@pytest.mark.usefixtures("memory")
def test_the_command_is_asked_before_the_keyring() -> None:
    keep_password(WORK, "old")
    assert password_for(printing(f"print({SECRET!r})")) == SECRET


@pytest.mark.parametrize(
    ("code", "password"),
    [
        (f"print({SECRET!r}); print('user: jo')", SECRET),
        ("print('  spaces stay  ')", "  spaces stay  "),
        ("import sys; sys.stdout.write('no newline')", "no newline"),
        ("import sys; sys.stdout.buffer.write(b'windows\\r\\nmore')", "windows"),
        ("import sys; sys.stderr.write('a warning'); print('p')", "p"),
    ],
)
def test_the_first_line_a_command_prints_is_the_password(code: str, password: str) -> None:
    assert password_for(printing(code)) == password


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (f"print({SECRET!r}); raise SystemExit(3)", "failed with exit code 3"),
        (f"import sys; print({SECRET!r}, file=sys.stderr)", "printed nothing"),
        ("print()", "printed nothing"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe')", "not text"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "failed with exit code -9"),
    ],
)
def test_a_command_that_fails_says_so_without_a_word_of_its_own(code: str, why: str) -> None:
    assert why in refusal(lambda: password_for(printing(code)))


def test_what_a_command_complains_of_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    refusal(lambda: password_for(printing(f"import sys; sys.exit({SECRET!r})")))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("command", [("no-such-program-at-all",), ("/",), ("a\0b",)])
def test_a_program_that_cannot_be_run_is_a_plain_answer(command: tuple[str, ...]) -> None:
    assert "cannot be run" in refusal(lambda: password_for(replace(WORK, password_command=command)))


def test_a_command_has_no_shell_and_no_standard_input() -> None:
    account = printing("import sys; print(sys.argv[1:], repr(sys.stdin.read()))")
    command = (*account.password_command, "$(id)", "a b; ls")
    assert password_for(replace(account, password_command=command)) == "['$(id)', 'a b; ls'] ''"


def test_a_command_may_lie_in_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    program = tmp_path / "give"
    program.write_text('#!/bin/sh\necho "$1"\n')
    program.chmod(0o700)
    assert password_for(replace(WORK, password_command=("~/give", "~/x"))) == f"{tmp_path}/x"
    assert password_for(replace(WORK, password_command=("~/give", "a~/x"))) == "a~/x"


def test_a_command_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_PATIENCE", 0.2)
    assert "longer than 0.2 seconds" in refusal(lambda: password_for(printing("import time; time.sleep(30)")))


def test_a_locked_keyring_says_no_more_than_that() -> None:
    with using(LockedKeyring()):
        assert "locked" in refusal(lambda: password_for(WORK))
        assert "locked" in refusal(lambda: keep_password(WORK, SECRET))
        assert "locked" in refusal(lambda: forget_password(WORK))


def test_a_keyring_nobody_unlocks_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyrings, "_PATIENCE", 0.2)
    backend = WaitingKeyring()
    with using(backend):
        assert "does not answer" in refusal(lambda: password_for(WORK))
        backend.unlocked.set()


def test_a_keyring_that_keeps_nothing_is_found_out() -> None:
    with using(ForgetfulKeyring()):
        assert "did not keep" in refusal(lambda: keep_password(WORK, SECRET))


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, EmptyChain])
def test_a_machine_without_a_keyring_is_told_to_use_a_command(kind: Callable[[], KeyringBackend]) -> None:
    with using(kind()):
        assert "no keyring" in refusal(keyring_name)
        assert "no keyring" in refusal(lambda: keep_password(WORK, SECRET))
        refusal(lambda: password_for(WORK))


def test_a_keyring_that_writes_passwords_in_plain_sight_is_refused() -> None:
    plain = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file"})()
    with using(plain):
        refusal(lambda: keep_password(WORK, SECRET))
    assert plain.kept == {}


@pytest.mark.usefixtures("memory")
def test_the_keyring_in_use_has_a_name() -> None:
    assert keyring_name() == "Memory"


def test_a_command_is_run_without_loading_a_keyring() -> None:
    code = (
        "import sys; from mailhuman.config import Account; from mailhuman.secrets import password_for\n"
        "password_for(Account('a', 'a@b.c', 'h', password_command=(sys.executable, '-c', 'print(1)')))\n"
        "print('keyring' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.usefixtures("memory")
def test_the_environment_is_asked_before_the_keyring_and_after_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_password(WORK, "old")
    monkeypatch.setenv("MAILHUMAN_PASSWORD_WORK", SECRET)
    assert password_for(WORK) == SECRET
    assert password_for(replace(WORK, name="home")) == "old"
    assert password_for(printing("print('newest')")) == "newest"


def test_the_environment_needs_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILHUMAN_PASSWORD_AT_WORK", SECRET)
    with using(LockedKeyring()):
        assert password_for(replace(WORK, name="at-work")) == SECRET


def test_a_locked_keyring_names_the_variable_that_can_stand_in_for_it() -> None:
    with using(LockedKeyring()), pytest.raises(SecretError) as caught:
        password_for(WORK)
    assert "MAILHUMAN_PASSWORD_WORK" in caught.value.next_step


def test_tokens_are_kept_apart_from_the_password_and_for_one_server_alone(memory: MemoryKeyring) -> None:
    keep_password(WORK, "p")
    keep_permit(WORK, SECRET)
    assert (permit_of(WORK), password_for(WORK)) == (SECRET, "p")
    assert permit_of(replace(WORK, host="imap.acme.example")) == permit_of(replace(WORK, user="ann")) == ""
    assert forget_permit(WORK)
    assert not forget_permit(WORK)
    assert list(memory.kept.values()) == ["p"]


def test_a_keyring_that_does_not_open_advises_no_command_for_tokens() -> None:
    with using(LockedKeyring()):
        assert "locked" in refusal(lambda: permit_of(WORK))
        assert "locked" in refusal(lambda: keep_permit(WORK, SECRET))
        with pytest.raises(SecretError) as caught:
            forget_permit(WORK)
    assert "password-command" not in caught.value.next_step
    with using(ForgetfulKeyring()):
        assert "did not keep" in refusal(lambda: keep_permit(WORK, SECRET))
