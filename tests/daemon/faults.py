"""Every fault of the line at every step of the daemon's work, one after the other: what was done, and what happened.

`python -m tests.daemon.faults` prints the table (about two minutes); the tests run the steps that change a mailbox.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

from tests.daemon.household import House, house
from tests.servers.dovecot import Dovecot, running
from tests.servers.proxy import Fault, Kind, Moment

KINDS: tuple[Kind, ...] = ("cut", "black hole", "half-close", "garbage", "delay")
MOMENTS: tuple[Moment, ...] = ("before", "within", "after")
CHANGING = ("APPEND", "STORE", "EXPUNGE")
READING = ("AUTHENTICATE", "LIST", "EXAMINE", "SELECT", "SEARCH", "FETCH", "NOTIFY", "IDLE", "DONE", "CREATE")
_SEEDS = count(200_000)


@dataclass(frozen=True)
class Outcome:
    """What a fault led to: whether it struck, how often the line was lost for it, and what was wrong in the end."""

    fault: Fault
    struck: bool
    lost: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        came = f"line lost {self.lost} times" if self.struck else "did not occur"
        return f"{self.fault!s:34} {came:20} {'; '.join(self.wrong) or 'all as it must be'}"


def grid(verbs: Iterable[str], nth: Iterable[int] = (1, 2)) -> list[Fault]:
    """Each kind of fault at each moment of each of these commands; a delay has no moments."""
    cases = product(KINDS, verbs, nth, MOMENTS)
    return [Fault(kind, verb, n, when) for kind, verb, n, when in cases if kind != "delay" or when == "before"]


def outcome(server: Dovecot, folder: Path, fault: Fault) -> Outcome:
    """Save, save again, begin another, send one and delete the other while the fault strikes."""
    with house(server, folder, next(_SEEDS), [fault]) as place:
        wrong = _lived_through(place)
        lost = sum(event == "lost" for event, _ in place.told)
        return Outcome(fault, bool(place.proxy.struck), lost, (*wrong, *map(repr, place.crashes())))


def all_outcomes(server: Dovecot, folder: Path, faults: Iterable[Fault]) -> list[Outcome]:
    """The outcomes of these faults, many tried side by side."""
    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(lambda fault: outcome(server, folder, fault), faults))


def _lived_through(place: House) -> list[str]:
    first = place.life.begin("Thunderbird")
    wrong = place.troubles(40)
    place.life.save(first)
    second = place.life.begin("Roundcube")
    wrong += place.troubles(40)
    place.life.finish(first, send=True)
    place.life.finish(second, send=False)
    return wrong + place.troubles(40)


def main() -> None:
    """Print the whole table."""
    with running() as server, tempfile.TemporaryDirectory() as folder:
        for each in all_outcomes(server, Path(folder), grid((*READING, *CHANGING))):
            print(each, flush=True)


if __name__ == "__main__":
    main()
