"""Measures one reader of mail in a process of its own; needs nothing but the standard library, for it runs beside peers.

A reader is loaded after spaCy is imported (of which all of them are made), reads a draft again and again, then all mails.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

LATENCIES = 200  # readings of the one draft
WARM = 30  # mails read before many are timed
Mail = dict[str, str]
Readers = tuple[Callable[[Mail], object], Callable[[Sequence[Mail]], Iterable[object]]]


def run(load: Callable[[], Readers]) -> None:
    """Measure what `load` gives (how one mail is read, how many are) on the mails of the file named, and print it."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    start = time.perf_counter()
    import spacy  # noqa: F401, PLC0415 - its time is told apart

    imported = time.perf_counter()
    one, many = load()
    one(given["draft"])
    loaded = time.perf_counter()
    for mail in given["mails"][:WARM]:  # what a reader loads when it is first needed is there by now
        one(mail)
    busy, begun = time.process_time(), time.perf_counter()
    count = sum(1 for _ in many(given["mails"]))
    busy, taken = time.process_time() - busy, time.perf_counter() - begun
    found = {
        "mails_a_second": count / taken,
        "mails_a_busy_second": count / busy,
        "import_spacy": imported - start,
        "load": loaded - imported,
        "latencies": [_seconds(lambda: one(given["draft"])) for _ in range(LATENCIES)],
        "megabytes": _megabytes(),
    }
    print(json.dumps(found))


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _megabytes() -> float:
    """Give the most memory the process has held, in 10^6 bytes."""
    import resource  # noqa: PLC0415 - not on every system

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
