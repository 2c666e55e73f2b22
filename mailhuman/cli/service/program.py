"""How a service manager is to run this very installation."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

_HANDED_ON = ("MAILHUMAN_CONFIG_DIR", "MAILHUMAN_DATA_DIR", "MAILHUMAN_NOTES_COMMAND")
"""Where things lie, and the name of a command; a password or a client secret is never written into a unit."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command with its arguments, and what must be in its environment."""

    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()


def program_here() -> Program:
    """This Python with this package, whatever the PATH of a service is."""
    known = tuple((name, os.environ[name]) for name in _HANDED_ON if os.environ.get(name))
    return Program((sys.executable, "-m", "mailhuman", "daemon", "run"), known)
