"""The service managers there are: systemd's for the user's session, and launchd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from mailhuman.cli.service.agent import LABEL, agent_text
from mailhuman.cli.service.program import Program
from mailhuman.cli.service.unit import NAME, unit_text
from mailhuman.errors import MailhumanError

_PATIENCE = 120.0  # seconds; the daemon tells when it is ready, and loads its model before
_RUN_BY_HAND = "let your session start `mailhuman daemon run` at login in another way"


class Manager(Protocol):
    """What starts the daemon at login: where its file lies, and how it is started by hand."""

    file: Path
    by_hand: str

    def description(self, program: Program) -> str:
        """Give what is to stand in the file."""

    def write(self, text: str) -> bool:
        """Write the file; False if it says so already."""

    def start(self) -> None:
        """Start the daemon, now and at login; MailhumanError, with what to do, if that fails."""

    def notes(self) -> Iterator[str]:
        """Give what the user had better know."""

    def remove(self) -> bool:
        """Stop the daemon and remove the file; False if there was none."""


def manager_here(platform: str = sys.platform) -> Manager:
    """Give the manager of this machine; MailhumanError if none is known for it."""
    if platform == "darwin":
        return Launchd()
    if platform.startswith("linux"):
        return Systemd()
    raise MailhumanError("the daemon can be installed on Linux and macOS only", next_step=_RUN_BY_HAND)


class Systemd:
    """The user's own systemd."""

    by_hand = f"systemctl --user enable --now {NAME}"

    def __init__(self) -> None:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self.file = folder / "systemd" / "user" / NAME

    def description(self, program: Program) -> str:
        """The unit's text."""
        return unit_text(program)

    def write(self, text: str) -> bool:
        """Write the unit."""
        return written(self.file, text)

    def start(self) -> None:
        """Have systemd read the unit, and start it; one that runs already is started anew."""
        if not shutil.which("systemctl"):
            raise MailhumanError(
                f"the unit is written ({self.file}), but this machine has no systemctl to start it",
                next_step=_RUN_BY_HAND,
            )
        for words in (("daemon-reload",), ("enable", NAME)):
            if not ran("systemctl", "--user", *words):
                raise MailhumanError(
                    f"the unit is written ({self.file}), but your systemd does not answer",
                    next_step="log in on this machine itself or by ssh (su and sudo start no session), then run "
                    f"`{self.by_hand}`",
                )
        if not ran("systemctl", "--user", "restart", NAME):
            raise MailhumanError(
                "the daemon was started and did not stay up",
                next_step=f"run `mailhuman doctor`, and see `journalctl --user -u {NAME} -n 20`",
            )

    def notes(self) -> Iterator[str]:
        """Say when it ends with the session, and what it cannot know."""
        if lingers() is False:
            yield (
                "It ends when you log out. To keep it running, and start it with the machine: loginctl enable-linger; "
                "a keyring stays locked until you log in, though."
            )
        if any(name.startswith("MAILHUMAN_PASSWORD_") for name in os.environ):
            yield (
                "Passwords in the environment are not written into the unit: put them into a file only you can read, "
                f"and name it with `systemctl --user edit {NAME}`: EnvironmentFile=…"
            )

    def remove(self) -> bool:
        """Stop it, forget it, remove the unit."""
        if not self.file.exists():
            return False
        if shutil.which("systemctl"):
            ran("systemctl", "--user", "disable", "--now", NAME)
        taken_away(self.file)
        if shutil.which("systemctl"):
            ran("systemctl", "--user", "daemon-reload")
        return True


class Launchd:
    """The agents of macOS; never tried on a real one by its makers."""

    def __init__(self) -> None:
        self.file = Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        self._domain = f"gui/{os.getuid()}"
        self.by_hand = f"launchctl bootstrap {self._domain} '{self.file}'"

    def description(self, program: Program) -> str:
        """The agent's property list."""
        return agent_text(program, Path.home())

    def write(self, text: str) -> bool:
        """Write the agent."""
        return written(self.file, text)

    def start(self) -> None:
        """Load the agent, in place of one that is loaded."""
        if not shutil.which("launchctl"):
            raise MailhumanError(
                f"the agent is written ({self.file}), but there is no launchctl to start it", next_step=_RUN_BY_HAND
            )
        ran("launchctl", "bootout", f"{self._domain}/{LABEL}")
        if not ran("launchctl", "bootstrap", self._domain, str(self.file)):
            raise MailhumanError(
                f"the agent is written ({self.file}), but launchd does not take it",
                next_step=f"log in at the screen of this machine, then run `{self.by_hand}`",
            )

    def notes(self) -> Iterator[str]:
        """Say where its log is."""
        yield f"What it says is in {Path.home() / 'Library' / 'Logs' / 'mailhuman.log'}."

    def remove(self) -> bool:
        """Unload it, remove the file."""
        if not self.file.exists():
            return False
        if shutil.which("launchctl"):
            ran("launchctl", "bootout", f"{self._domain}/{LABEL}")
        taken_away(self.file)
        return True


def lingers() -> bool | None:
    """Whether the user's services go on without a session; None where that cannot be told."""
    if not shutil.which("loginctl"):
        return None
    told = _told("loginctl", "show-user", str(os.getuid()), "--property=Linger")
    return {"Linger=yes": True, "Linger=no": False}.get(told)


def written(file: Path, text: str) -> bool:
    """Put `text` in `file`, whole or not at all; False if it is there. MailhumanError if it cannot be written."""
    try:
        if file.exists() and file.read_text(encoding="utf-8") == text:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as beside:
            beside.write(text)
        Path(beside.name).chmod(0o600)
        Path(beside.name).replace(file)
    except (OSError, UnicodeDecodeError) as failure:
        why = getattr(failure, "strerror", None) or "it is not text"
        raise MailhumanError(
            f"{file} cannot be written: {why}", next_step="see who may write there, or use --print"
        ) from None
    return True


def taken_away(file: Path) -> None:
    """Remove `file`; MailhumanError if that cannot be done."""
    try:
        file.unlink(missing_ok=True)
    except OSError as failure:
        raise MailhumanError(
            f"{file} cannot be removed: {failure.strerror}", next_step="see who may write in its folder"
        ) from None


def ran(*command: str) -> bool:
    """Run a command quietly; whether it ended well, and in time."""
    try:
        done = subprocess.run(  # noqa: S603 - systemctl or launchctl, with words of ours
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _told(*command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - as above
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip()
