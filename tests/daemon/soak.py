"""The long trial of the daemon: a thousand lives with their misfortunes, then a day of twenty accounts in some minutes.

`python -m tests.daemon.soak [LIVES] [MINUTES]`, or `make soak`. It ends with code 1 if anything was lost, doubled or
left wrong, and draws memory and losses over the day into build/soak.png.
"""

from __future__ import annotations

import imaplib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.daemon.home import resident
from tests.daemon.household import House, house, misfortune, one_life
from tests.daemon.life import lost
from tests.servers.dovecot import BINARY, PASSWORD, Dovecot, running

_SIDE_BY_SIDE = 24
_ACCOUNTS = 20
_ACTS = 150
"""Things each writer does in the day."""
_DAY = 86_400.0


@dataclass
class Day:
    """What was seen of the day: hours, MiB resident, things done, and what was lost by then; and what was wrong."""

    hours: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)
    losses: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: int = 0
    struck: int = 0


def lives(server: Dovecot, folder: Path, count: int) -> list[str]:
    """Live so many lives, some side by side; what went wrong."""
    wrong: list[str] = []
    began = time.monotonic()
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        runs = pool.map(lambda seed: one_life(server, folder, seed), range(count))
        for number, each in enumerate(runs, start=1):
            wrong += [each] if each else []
            if number % 100 == 0:
                took = time.monotonic() - began
                print(f"{number} lives in {took:.0f} s, {len(wrong)} of them wrong in the end", flush=True)
    return wrong


def day(server: Dovecot, folder: Path, minutes: float) -> Day:
    """A day of all accounts in so many minutes."""
    seen = Day()
    pace = _DAY / (minutes * 60)
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(seen, pace, over))
    watcher.start()
    with ThreadPoolExecutor(_ACCOUNTS) as pool:
        list(pool.map(lambda number: _account(server, folder, 50_000 + number, seen, pace), range(_ACCOUNTS)))
    over.set()
    watcher.join()
    return seen


def _account(server: Dovecot, folder: Path, seed: int, seen: Day, pace: float) -> None:
    with (
        house(server, folder, seed, misfortune(seed, most=80, within=1_500), pace=pace) as place,
        _witness(place) as line,
    ):
        for _ in range(_ACTS):
            time.sleep(place.life.chance.expovariate(_ACTS / (_DAY / pace)))
            place.life.act()
            seen.done += 1
            seen.wrong += [f"seed {seed}: {each} after {place.life.done[-3:]}" for each in lost(line, place.life)]
        seen.wrong += [f"seed {seed}: {each}" for each in [*place.troubles(60), *map(repr, place.crashes())]]
        seen.struck += len(place.proxy.struck)


@contextmanager
def _witness(place: House) -> Iterator[imaplib.IMAP4]:
    """A connection of nobody's that sees what lies on the server at any moment."""
    account = place.life.account
    line = imaplib.IMAP4(account.host, account.port)
    line.login(account.user, PASSWORD)
    yield line
    line.logout()


def _watch(seen: Day, pace: float, over: threading.Event) -> None:
    began = time.monotonic()
    while not over.wait(1):
        seen.hours.append((time.monotonic() - began) * pace / 3600)
        seen.memory.append(resident(os.getpid()))
        seen.acts.append(seen.done)
        seen.losses.append(len(seen.wrong))


def draw(seen: Day, path: Path) -> None:
    """Draw memory and losses over the day."""
    import matplotlib as mpl  # noqa: PLC0415 - only the long trial draws

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - as above

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(9, 5), layout="constrained")
    above.plot(seen.hours, seen.memory)
    above.set(ylabel="MiB resident", ylim=(0, max(seen.memory) * 1.2), title=f"A day of {_ACCOUNTS} accounts")
    below.plot(seen.hours, seen.losses, color="tab:red", label="lost, doubled or wrong")
    below.plot(seen.hours, [each / max(1, seen.done) for each in seen.acts], label="share of the day's acts done")
    below.set(xlabel="hours", ylim=(-0.05, max(1.1, *seen.losses)))
    below.legend()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=110)


def main(words: Sequence[str]) -> int:
    """Run both; 1 if anything was wrong."""
    count, minutes = int(words[0]) if words else 1_000, float(words[1]) if len(words) > 1 else 6.0
    if BINARY is None:
        sys.exit("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with running() as server, tempfile.TemporaryDirectory() as folder:
        wrong = lives(server, Path(folder), count)
        seen = day(server, Path(folder), minutes)
    draw(seen, Path("build/soak.png"))
    third = len(seen.memory) // 3
    print(
        f"a day of {_ACCOUNTS} accounts: {seen.done} acts, {seen.struck} faults struck, {len(seen.wrong)} things wrong"
    )
    print(
        f"memory: {min(seen.memory[third : 2 * third]):.0f} MiB in the middle third, at most {max(seen.memory[2 * third :]):.0f} in the last; build/soak.png"
    )
    for each in [*wrong, *seen.wrong]:
        print(each)
    return 1 if wrong or seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
