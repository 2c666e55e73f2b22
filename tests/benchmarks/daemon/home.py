"""A home of its own for a daemon: configuration, data, passwords, and the process that runs in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mailhuman.secrets.passwords import password_variable
from tests.servers.dovecot import PASSWORD, Dovecot


@contextmanager
def daemon_for(server: Dovecot, users: Sequence[str], folder: Path, *, rest: float = 0) -> Iterator[int]:
    """Run `mailhuman daemon run` for accounts of these users until the end; gives its process number."""
    settings = folder / "config"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text(_configuration(server, users, rest), encoding="utf-8")
    known = {"MAILHUMAN_CONFIG_DIR": str(settings), "MAILHUMAN_DATA_DIR": str(folder / "data")}
    secrets = {password_variable(user): PASSWORD for user in users}
    command = [sys.executable, "-m", "mailhuman", "daemon", "run"]
    with (folder / "daemon.log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **known, **secrets}, stdout=log, stderr=log)
    try:
        yield process.pid
        if process.poll() is not None:
            raise AssertionError(f"the daemon ended by itself: {(folder / 'daemon.log').read_text()[-2000:]}")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _configuration(server: Dovecot, users: Sequence[str], rest: float) -> str:
    tables = [f"[daemon]\nrest = {rest}\n"]
    tables += [
        f'[account.{user}]\naddress = "{user}@acme.example"\nhost = "127.0.0.1"\nport = {server.port}\n'
        f'security = "plain"\nuser = "{user}"\n'
        for user in users
    ]
    return "\n".join(tables)


def resident(pid: int) -> float:
    """The memory a process holds now, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def busy(pid: int) -> float:
    """The seconds of processor a process has used so far."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
