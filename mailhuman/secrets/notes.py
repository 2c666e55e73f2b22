"""What opens encrypted notes: a key in the keyring, or a passphrase from a command or the terminal."""

from __future__ import annotations

import os
import shlex
import sys
import warnings
from contextlib import suppress
from functools import cache
from getpass import GetPassWarning, getpass

from mailhuman.errors import SecretError
from mailhuman.secrets.commands import first_line_of
from mailhuman.secrets.keyrings import kept, looked_up, removed

NOTES_COMMAND = "MAILHUMAN_NOTES_COMMAND"
"""The environment variable that may name a command which prints the passphrase of the notes."""

_NOTES = "mailhuman/notes"
_MEND_IT = "mend the command, and try it in a terminal"


def notes_secret(lock: str, way: str) -> str:
    """Give what opens encrypted notes: by `way` the key in the keyring, or the passphrase.

    The passphrase comes from the command in MAILHUMAN_NOTES_COMMAND, else it is asked for on the terminal, once.
    SecretError, with what to do, if it is not to be had.
    """
    if way == "passphrase":
        return notes_passphrase() or _typed(lock)
    key = looked_up(_NOTES, lock)
    if not key:
        raise SecretError(
            "the notes are encrypted, and the keyring does not hold their key",
            next_step="use the keyring of the user and machine that encrypted them, or put an export of them back",
        )
    return key


def notes_passphrase() -> str:
    """Give the passphrase that the command in MAILHUMAN_NOTES_COMMAND prints; empty where none is named."""
    owner = f"the command in {NOTES_COMMAND}"
    try:
        command = shlex.split(os.environ.get(NOTES_COMMAND, ""))
    except ValueError:
        raise SecretError(f"{owner} cannot be read: a quotation mark has no partner", next_step=_MEND_IT) from None
    return first_line_of(command, owner) if command else ""


def keep_notes_key(lock: str, key: str) -> None:
    """Keep the key of encrypted notes in the keyring; SecretError if that keyring does not, or not secretly."""
    if not kept(_NOTES, lock, key):
        raise SecretError("the keyring did not keep the key", next_step="`mailhuman store encrypt --passphrase`")


def forget_notes_key(lock: str) -> None:
    """Remove the key of notes that are encrypted no longer; it is no harm if it was gone, or the keyring is."""
    with suppress(SecretError):
        removed(_NOTES, lock)


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
