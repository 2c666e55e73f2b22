"""Prints what `mailhuman tone --jsonl` holds in memory after 1,000, 10,000 and 50,000 lines, and when its first answer comes.

Run from the checkout: python -m tests.benchmarks.tone_jsonl [LINES ...] (about five minutes). The lines are the invented mails of the
project, again and again, each time with new names, numbers and a word nobody has seen: a vocabulary that remembered
them would grow. The most the process has held is asked of it when all but the last line has been answered.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAILS = ROOT / "training" / "data" / "invented.jsonl"
SIZES = (1_000, 10_000, 50_000)


def lines(most: int) -> Iterator[bytes]:
    """Give so many lines, no two alike."""
    rows = [json.loads(row) for row in MAILS.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(islice(cycle(rows), most)):
        text = f"{row['text']}\n\nRef. {number:06d}, see quince{number} and marzipan{number * 7}x."
        yield json.dumps({"id": number, "text": text, "subject": row["subject"]}).encode() + b"\n"


def megabytes(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Give what a process holds now and the most it has held, in 10^6 bytes (Linux tells)."""
    found = dict(line.split(":", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return tuple(int(found[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]  # two names, two numbers


def measure(most: int) -> str:
    """Feed the command and tell of it; its input stays open until all the answers are there."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mailhuman", "tone", "--jsonl"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        feeder = threading.Thread(
            target=lambda pipe=process.stdin: [pipe.write(line) for line in lines(most)] and pipe.flush()
        )
        feeder.start()
        first = process.stdout.readline() and time.perf_counter() - start
        answered = 1 + sum(1 for _ in islice(process.stdout, most - 1))
        now, peak = megabytes(process)
        feeder.join()
        process.stdin.close()
        seconds = time.perf_counter() - start
    return f"{most:8,} lines: {answered:,} answers, {now:6.1f} MB held, {peak:6.1f} MB at most, first answer after {first:.1f} s, {answered / seconds:,.0f} a second"


def main() -> None:
    """Measure each size in a process of its own."""
    for most in map(int, sys.argv[1:] or SIZES):
        print(measure(most), flush=True)


if __name__ == "__main__":
    main()
