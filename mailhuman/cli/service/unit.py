"""Writes the systemd user unit."""

from __future__ import annotations

import re

from mailhuman.cli.service.program import Program
from mailhuman.errors import MailhumanError

NAME = "mailhuman.service"

_UNIT = """\
# Written by `mailhuman daemon install`, which writes it anew; put changes into `systemctl --user edit {name}`.

[Unit]
Description=Mailhuman, beside the drafts you write
Documentation=man:mailhuman(1)
# A laptop may be offline for long; the daemon waits by itself, and a crash is tried again for ever.
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
{environment}Restart=on-failure
RestartSec=30
# Wrong options, a configuration or rules with problems: trying again would not help.
RestartPreventExitStatus=2 3 4
WatchdogSec=180
TimeoutStopSec=10
Nice=10
UMask=0077
# What a user's own manager can hold to without namespaces, which not every system gives to users.
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""
_SAFE = re.compile(r"[A-Za-z0-9_./:=@+-]+")


def unit_text(program: Program) -> str:
    """Give the text of the unit. MailhumanError if a path in it could not be written in one."""
    first, *others = program.command
    if any(sign in first for sign in "\"'\\"):
        raise _unwritable()
    words = [_quoted(first), *(_quoted(word).replace("$", "$$") for word in others)]
    given = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in program.environment)
    return _UNIT.format(name=NAME, command=" ".join(words), environment=given)


def _quoted(word: str) -> str:
    """A word as systemd reads it back, quoted where need be; in arguments, and there alone, $ is one more sign."""
    if not word.isprintable():
        raise _unwritable()
    if _SAFE.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _unwritable() -> MailhumanError:
    return MailhumanError(
        "a path of this installation holds characters that a unit cannot hold",
        next_step="install mailhuman in a folder with a plain name",
    )
