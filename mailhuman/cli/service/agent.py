"""Writes the launchd agent of macOS."""

from __future__ import annotations

import plistlib
from pathlib import Path

from mailhuman.cli.service.program import Program

LABEL = "mailhuman.daemon"


def agent_text(program: Program, home: Path) -> str:
    """Give the property list; what the daemon says goes to a log in `home`."""
    log = str(home / "Library" / "Logs" / "mailhuman.log")
    agent: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(program.command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
        "Umask": 0o077,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    if program.environment:
        agent["EnvironmentVariables"] = dict(program.environment)
    return plistlib.dumps(agent).decode()
