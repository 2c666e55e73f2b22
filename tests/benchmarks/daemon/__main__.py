"""Prints what the daemon costs, on a real Dovecot. Run from the checkout: `python -m tests.benchmarks.daemon [PART …]`.

Parts: latency, accounts, first-look; all of them by default (about 8 minutes).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.daemon import accounts, first_look, latency
from tests.servers.dovecot import BINARY, running

_PARTS = ("latency", "accounts", "first-look")


def main(wanted: list[str]) -> None:
    """Measure the parts that are wanted."""
    if unknown := set(wanted) - set(_PARTS):
        sys.exit(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(_PARTS)}")
    if BINARY is None:
        sys.exit("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    for part in wanted or _PARTS:
        with running() as server, tempfile.TemporaryDirectory() as folder:
            if part == "latency":
                latency.measure(server, Path(folder), turns=150)
            elif part == "accounts":
                accounts.measure(server, Path(folder), (1, 50, 200), seconds=60)
            else:
                first_look.measure(server, Path(folder), 100_000)


if __name__ == "__main__":
    main(sys.argv[1:])
