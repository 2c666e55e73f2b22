"""Memory, and processor used while nothing happens, with 1, 50 and 200 accounts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.daemon.home import busy, daemon_for, resident
from tests.servers.dovecot import Dovecot


def measure(server: Dovecot, folder: Path, counts: Sequence[int], seconds: float) -> None:
    """Print what each number of accounts costs; the daemon idles for `seconds` while it is watched."""
    print(f"accounts  resident MiB  MiB an account beyond the first  % of a core idle over {seconds:.0f} s")
    alone = 0.0
    for count in counts:
        users = [f"member{number}" for number in range(count)]
        with daemon_for(server, users, folder / str(count), rest=10) as pid:
            _until_all_are_in(server, count)
            time.sleep(5)
            before, began = busy(pid), time.monotonic()
            time.sleep(seconds)
            share = (busy(pid) - before) / (time.monotonic() - began) * 100
            memory = resident(pid)
        alone = alone or memory
        each = f"{(memory - alone) / (count - 1):.2f}" if count > 1 else "–"
        print(f"{count:8}  {memory:12.1f}  {each:>31}  {share:.2f}", flush=True)
    print("to reach: at most 1.5 MiB an account beyond the first, at most 2 % of a core with 200")


def _until_all_are_in(server: Dovecot, count: int, patience: float = 120) -> None:
    """Wait until the server holds a connection for each account."""
    end = time.monotonic() + patience
    while _connections(server.port) < count:
        assert time.monotonic() < end, "not every account was connected in time"
        time.sleep(0.5)


def _connections(port: int) -> int:
    """The connections that are open at the server's end."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    own = f":{port:04X}"
    return sum(words[1].endswith(own) and words[3] == "01" for words in map(str.split, lines))
