"""Prints what message/ makes of the MIME collection and of hostile mail: how many had words, and the slowest.

Run from the checkout: `python -m tests.benchmarks.mime_table`. MAILHUMAN_TESTDATA names the folder with the collection.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from pathlib import Path

from mailhuman.errors import MailhumanError
from mailhuman.message import read_draft, read_thread
from tests.benchmarks.hostile_mail import HOSTILE
from tests.conftest import testdata_folder

SLOW = 1.0


def timed(raw: bytes) -> tuple[float, str, bool, bool]:
    """Seconds of the processor to read the bytes as a draft and as a thread, the status, whether there was text, and own words."""
    began = time.process_time()
    draft = read_draft(raw)
    alone = time.process_time() - began
    with contextlib.suppress(MailhumanError):
        read_thread(raw)
    return max(alone, time.process_time() - began - alone), draft.status, bool(draft.text.strip()), bool(draft.own)


def collection(folder: Path) -> None:
    """Print the row of the collection."""
    counts: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "MANIFEST.tsv":
            continue
        seconds, status, text, own = timed(path.read_bytes())
        counts.update(["messages", status, *(["text found"] if text else []), *(["own words"] if own else [])])
        slowest.append((seconds, path.name))
    print(", ".join(f"{name} {count}" for name, count in counts.most_common()))
    print("over 1 s:", sum(seconds > SLOW for seconds, _ in slowest))
    print("slowest:", ", ".join(f"{name} {seconds:.3f} s" for seconds, name in sorted(slowest, reverse=True)[:3]))


def hostile() -> None:
    """Print the time of each hostile message, the slowest first."""
    rows = sorted(((timed(make())[:2], name) for name, make in HOSTILE.items()), reverse=True)
    print(f"\n{len(rows)} hostile messages, {sum(seconds > SLOW for (seconds, _), _ in rows)} over 1 s")
    for (seconds, status), name in rows:
        print(f"{seconds:7.3f} s  {name} ({status})")


if __name__ == "__main__":
    timed(b"From: a@b.example\n\nThe model of languages is loaded by these words already.\n")
    data = testdata_folder() / "data" / "mime"
    if data.is_dir():
        collection(data)
    else:
        print("no collection: set MAILHUMAN_TESTDATA")
    hostile()
