"""Looks at the configuration file, and at who else can read it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from mailhuman.cli.doctor.finding import Checks, Finding, ok

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check() -> Checks:
    """The configuration: is it there, can it be read, is all of it understood, and is it nobody else's to change."""
    from mailhuman.config import config_file, load_config

    path = config_file()
    if not path.exists():
        yield Finding("note", f"there is no configuration yet ({path})", "connect an account with `mailhuman setup`")
        return
    yield from privacy(path, "the configuration")
    accounts = load_config().accounts
    named = ", ".join(account.name for account in accounts) or "none"
    yield ok(f"the configuration is in order ({path}); accounts: {named}")
    if not accounts:
        yield Finding(
            "note", "no account is connected", "run `mailhuman setup`, or review files with `mailhuman review FILE`"
        )


def privacy(path: Path, what: str) -> Checks:
    """Whether others on this machine can read or change the file; nothing where nobody can."""
    if os.name != "posix":
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS_WRITE:
        yield Finding("problem", f"others on this machine can change {what} ({path})", f"chmod 600 {path}")
    elif mode & _OTHERS:
        yield Finding("note", f"others on this machine can read {what} ({path})", f"chmod 600 {path}")
