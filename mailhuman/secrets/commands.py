"""A command of the user that prints a secret: run without a shell, its first line taken, nothing else of it shown."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from mailhuman.errors import SecretError

_PATIENCE = 30.0  # seconds for a command, which may have to wait for a finger on a key
_TRY_IT = "run that command in a terminal and see what it says; once saved, `mailhuman account list --json` shows it"


def first_line_of(command: Sequence[str], owner: str) -> str:
    """Run a command and give the first line it prints; `owner` names it in what failed, which is a SecretError."""
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
