"""The password of an account: kept in the system's keyring, or given by a command of the user; never in a file.

A keyring may be absent, locked, or wait for ever for somebody to unlock it, as in a service or over ssh; so it is
loaded only when it is needed, and asked with a time limit.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from getpass import GetPassWarning, getpass
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from mailhuman.config import Account
from mailhuman.errors import SecretError

_PATIENCE = 30.0  # seconds for a command, which may have to wait for a finger on a key
_KEYRING_PATIENCE = 60.0  # seconds for a keyring, which may have to ask for its own password first
_USE_A_COMMAND = "let a command give the password: `mailhuman setup --password-command 'pass show mail/work'`"
_TRY_IT = "run that command in a terminal and see what it says; once saved, `mailhuman account list --json` shows it"
NOTES_COMMAND = "MAILHUMAN_NOTES_COMMAND"
"""The environment variable that may name a command which prints the passphrase of the notes."""

_NOTES = "mailhuman/notes"
_MEND_IT = "mend the command, and try it in a terminal"
_READABLE = ("keyrings.alt.file.PlaintextKeyring", "keyrings.alt.Windows.RegistryKeyring")

_Answer = TypeVar("_Answer")


def password_for(account: Account) -> str:
    """Give the password of `account`, from its command if it has one, else from the keyring.

    SecretError, with what to do, if it is not to be had.
    """
    if account.password_command:
        return _from_command(account.password_command, f"the password command of the account {account.name}")
    password = _asked(lambda keyring: keyring.get_password(_service(account), account.user))
    if not password:
        raise SecretError(
            f"the keyring holds no password for the account {account.name}",
            next_step=f"run `mailhuman setup --name {account.name}`; or {_USE_A_COMMAND}",
        )
    return str(password)


def keep_password(account: Account, password: str) -> None:
    """Keep `password` in the keyring for `account`; SecretError if that keyring does not, or not secretly."""
    keyring_name()

    def keep(keyring: ModuleType) -> bool:
        keyring.set_password(_service(account), account.user, password)
        return bool(keyring.get_password(_service(account), account.user) == password)

    if not _asked(keep):
        raise SecretError("the keyring did not keep the password", next_step=_USE_A_COMMAND)


def forget_password(account: Account) -> bool:
    """Remove the password of `account` from the keyring; False if it held none."""

    def forget(keyring: ModuleType) -> bool:
        if keyring.get_password(_service(account), account.user) is None:
            return False
        keyring.delete_password(_service(account), account.user)
        return True

    return _asked(forget)


def keyring_name() -> str:
    """Give the name of the keyring in use; SecretError if there is none that keeps a secret."""
    name = _asked(lambda keyring: _usable(keyring.get_keyring()))
    if not name:
        raise SecretError("there is no keyring on this machine that keeps a secret", next_step=_USE_A_COMMAND)
    return name


def notes_secret(lock: str, way: str) -> str:
    """Give what opens encrypted notes: by `way` the key in the keyring, or the passphrase.

    The passphrase comes from the command in MAILHUMAN_NOTES_COMMAND, else it is asked for on the terminal, once.
    SecretError, with what to do, if it is not to be had.
    """
    if way == "passphrase":
        return notes_passphrase() or _typed(lock)
    key = _asked(lambda keyring: keyring.get_password(_NOTES, lock))
    if not key:
        raise SecretError(
            "the notes are encrypted, and the keyring does not hold their key",
            next_step="use the keyring of the user and machine that encrypted them, or put an export of them back",
        )
    return str(key)


def notes_passphrase() -> str:
    """Give the passphrase that the command in MAILHUMAN_NOTES_COMMAND prints; empty where none is named."""
    owner = f"the command in {NOTES_COMMAND}"
    try:
        command = shlex.split(os.environ.get(NOTES_COMMAND, ""))
    except ValueError:
        raise SecretError(f"{owner} cannot be read: a quotation mark has no partner", next_step=_MEND_IT) from None
    return _from_command(command, owner) if command else ""


def keep_notes_key(lock: str, key: str) -> None:
    """Keep the key of encrypted notes in the keyring; SecretError if that keyring does not, or not secretly."""
    keyring_name()

    def keep(keyring: ModuleType) -> bool:
        keyring.set_password(_NOTES, lock, key)
        return bool(keyring.get_password(_NOTES, lock) == key)

    if not _asked(keep):
        raise SecretError("the keyring did not keep the key", next_step="`mailhuman store encrypt --passphrase`")


def forget_notes_key(lock: str) -> None:
    """Remove the key of notes that are encrypted no longer; it is no harm if it was gone, or the keyring is."""

    def forget(keyring: ModuleType) -> bool:
        keyring.delete_password(_NOTES, lock)
        return True

    with suppress(SecretError):
        _asked(forget)


@cache
def _typed(lock: str) -> str:  # noqa: ARG001 - what was typed is remembered for each lock
    """Ask for the passphrase on the terminal, without showing it; SecretError where nobody is there."""
    nobody = SecretError(
        "the notes are encrypted, and nobody is there to type the passphrase",
        next_step=f"run it in a terminal, or name a command that prints it: {NOTES_COMMAND}='pass show mail/notes'",
    )
    if not sys.stdin.isatty():
        raise nobody
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # a terminal that would show it
            typed = getpass("Passphrase of your notes (not shown): ")
    except (EOFError, GetPassWarning):
        raise nobody from None
    if not typed:
        raise SecretError("no passphrase was typed", next_step="try again")
    return typed


def _usable(backend: object) -> str:
    """The name of a keyring, or of the first in a chain of them; empty if it keeps none, or in plain sight."""
    for each in getattr(backend, "backends", [backend]):
        kind = f"{type(each).__module__}.{type(each).__qualname__}"
        if kind in _READABLE or kind.startswith(("keyring.backends.fail.", "keyring.backends.null.")):
            return ""
        return str(getattr(each, "name", kind))
    return ""


def _service(account: Account) -> str:
    """What the keyring files the password under: the server's name too, so that no other server is ever shown it."""
    return f"mailhuman/{account.host}"


def _asked(question: Callable[[ModuleType], _Answer]) -> _Answer:
    """Put `question` to the keyring; SecretError if it fails in any way, or does not answer in time."""
    answers: list[_Answer] = []

    def ask() -> None:
        try:
            import keyring  # noqa: PLC0415 - slow, and broken on some machines that never need it

            answers.append(question(keyring))
        except Exception:  # noqa: BLE001 - a keyring fails in the ways of the system behind it; some quote what was asked
            return

    waiting = threading.Thread(target=ask, name="keyring", daemon=True)
    waiting.start()
    waiting.join(_KEYRING_PATIENCE)
    if answers:
        return answers[0]
    what = "does not answer; is it locked?" if waiting.is_alive() else "is absent, locked or broken"
    raise SecretError(f"the keyring of this machine {what}", next_step=f"unlock it and try again, or {_USE_A_COMMAND}")


def _from_command(command: Sequence[str], owner: str) -> str:
    """Run a command, without a shell, and give the first line it prints; `owner` names it in what failed."""
    try:
        run = subprocess.run(  # noqa: S603 - the user's own command, from the user's own configuration
            [_at_home(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SecretError(f"{owner} took longer than {_PATIENCE:g} seconds", next_step=_TRY_IT) from None
    except (OSError, ValueError, RuntimeError):  # not there, not allowed, no word at all, nobody's home
        raise SecretError(
            f"{owner} cannot be run", next_step="see whether its program is installed and in the PATH"
        ) from None
    if run.returncode:
        raise SecretError(f"{owner} failed with exit code {run.returncode}", next_step=_TRY_IT)
    return _first_line(run.stdout, owner)


def _at_home(word: str) -> str:
    """A word of a command, with ~/ at its start meaning what it means in a shell."""
    return str(Path(word).expanduser()) if word.startswith("~/") else word


def _first_line(printed: bytes, owner: str) -> str:
    line = printed.split(b"\n", 1)[0].rstrip(b"\r")
    try:
        password = line.decode()
    except UnicodeDecodeError:
        raise SecretError(f"{owner} printed something that is not text", next_step=_TRY_IT) from None
    if not password:
        raise SecretError(f"{owner} printed nothing", next_step=_TRY_IT)
    return password
