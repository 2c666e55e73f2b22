"""The daemon as a process of its own, in a home of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mailhuman.config import Account
from mailhuman.secrets.passwords import password_variable
from tests.servers.dovecot import PASSWORD


@dataclass
class Home:
    """The folders of one user, and the daemon that runs for them."""

    folder: Path
    accounts: Sequence[Account]
    process: subprocess.Popen[bytes] | None = None

    def configure(self, settings: str) -> None:
        """Write the configuration: the accounts, and the table [daemon]."""
        tables = [f"[daemon]\n{settings}\n"]
        tables += [
            f'[account.{each.name}]\naddress = "{each.address}"\nhost = "{each.host}"\nport = {each.port}\n'
            f'security = "plain"\nuser = "{each.user}"\ntimeout = {each.timeout}\n'
            for each in self.accounts
        ]
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        (self.folder / "config" / "config.toml").write_text("\n".join(tables), encoding="utf-8")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def environment(self) -> dict[str, str]:
        """What a command of this user runs in."""
        known = {"MAILHUMAN_CONFIG_DIR": str(self.folder / "config"), "MAILHUMAN_DATA_DIR": str(self.data)}
        secrets = {password_variable(each.name): PASSWORD for each in self.accounts}
        plain = {name: value for name, value in os.environ.items() if name not in {"NOTIFY_SOCKET", "JOURNAL_STREAM"}}
        return {**plain, **known, **secrets}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of mailhuman to its end."""
        command = [sys.executable, "-m", "mailhuman", *words]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=120, check=False)

    def log(self) -> str:
        """What the daemon has said."""
        return (self.folder / "daemon.log").read_text(encoding="utf-8")

    def signal(self, number: signal.Signals) -> None:
        """Send the daemon a signal."""
        assert self.process
        self.process.send_signal(number)

    def end(self, patience: float = 20) -> tuple[int, float]:
        """End the daemon as systemd does; its exit code, and the seconds it took."""
        assert self.process
        began = time.monotonic()
        self.signal(signal.SIGTERM)
        return self.process.wait(patience), time.monotonic() - began


@contextmanager
def running(home: Home) -> Iterator[Home]:
    """Run the daemon until the end."""
    command = [sys.executable, "-m", "mailhuman", "daemon", "run"]
    with (home.folder / "daemon.log").open("wb") as log:
        home.process = subprocess.Popen(command, env=home.environment(), stdout=log, stderr=log)
    try:
        yield home
    finally:
        if home.process.poll() is None:
            home.process.kill()
        home.process.wait(20)


def until(done: Callable[[], object], patience: float = 60) -> None:
    """Wait until it is so."""
    end = time.monotonic() + patience
    while not done():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)
