"""Prints how fast mail is read by this project, by spaCy's small English pipeline and by ConvoKit, and what each needs.

Run from the checkout: python -m tests.benchmarks.speed [--mails 300] [--rounds 3] (about three minutes, and as long again the
first time, for the environment of the peers). Each reader runs in a process of its own, one after the other, in rounds; the
middle of the rounds is told. All read the same mails, invented ones, on one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT)]

from tests.benchmarks.speed import peers  # noqa: E402 - the checkout goes first on the path

READERS = {"mailhuman": "ours.py", "en_core_web_sm": "small.py", "ConvoKit politeness": "politeness.py"}
MAILS = ROOT / "training" / "data" / "invented.jsonl"
WORDS = 120  # of the draft whose reading is timed
TO_REACH = "to reach: 10 times ConvoKit, 5 times en_core_web_sm in mails a second; p50 up to 10 ms; load up to 1.0 s; up to 350 MB"
EXPLAINED = (
    "busy: mails a second of the processor's time, which other work on the machine disturbs less; load: from the import of "
    "spaCy to the first answer; MB: the most the process held"
)
Result = dict[str, Any]


def mails(most: int) -> list[dict[str, str]]:
    """Give invented mails, spread over the file."""
    rows = [json.loads(line) for line in MAILS.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(rows) // most)
    return [{"text": row["text"], "subject": row["subject"]} for row in rows[::step]][:most]


def draft(among: list[dict[str, str]]) -> dict[str, str]:
    """Give a draft of 120 words, made of the first mails."""
    whole = "\n\n".join(mail["text"] for mail in among)
    words = list(re.finditer(r"\S+", whole))[:WORDS]
    return {"text": whole[: words[-1].end()], "subject": "Re: this week"}


def measured(name: str, python: Path | str, given: Path) -> Result:
    """Run one reader in a process of its own."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-W", "ignore", HERE / READERS[name], given],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | one_thread,
    )
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr[-2000:]}")
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def middle(results: list[Result], name: str) -> float:
    """Give the middle of the rounds."""
    return float(median(result[name] for result in results))


def latency(results: list[Result], share: float) -> float:
    """Give the latency, in ms, that `share` of all readings of the draft stay within."""
    times: list[float] = sorted(each for result in results for each in result["latencies"])
    return 1000 * times[min(len(times) - 1, int(share * len(times)))]


def table(found: dict[str, list[Result]]) -> str:
    """Give a line for each reader; how many times theirs ours is, is told of seconds the processor worked for them."""
    lines = [
        f"{'':20}{'mails/s':>9}{'busy':>9}{'ours is':>9}{'p50 ms':>8}{'p99 ms':>8}{'spaCy s':>9}{'load s':>8}{'MB':>6}"
    ]
    ours = middle(found["mailhuman"], "mails_a_busy_second")
    for name, results in found.items():
        busy = middle(results, "mails_a_busy_second")
        lines.append(
            f"{name:20}{middle(results, 'mails_a_second'):9.1f}{busy:9.1f}{ours / busy:8.1f}x"
            f"{latency(results, 0.5):8.1f}{latency(results, 0.99):8.1f}"
            f"{middle(results, 'import_spacy'):9.2f}{middle(results, 'load'):8.2f}{middle(results, 'megabytes'):6.0f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure all in rounds and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mails", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument(
        "--peers", type=Path, default=ROOT / ".venv" / "peers", help="where the peers' environment lies"
    )
    asked = options.parse_args()
    theirs = peers.python(asked.peers)
    chosen = mails(asked.mails)
    found: dict[str, list[Result]] = {name: [] for name in READERS}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "mails.json"
        given.write_text(json.dumps({"mails": chosen, "draft": draft(chosen)}), encoding="utf-8")
        for _ in range(asked.rounds):
            for name in READERS:
                found[name].append(measured(name, sys.executable if name == "mailhuman" else theirs, given))
    words = sum(len(mail["text"].split()) for mail in chosen) / len(chosen)
    print(
        f"{len(chosen)} invented mails, {words:.0f} words each; {asked.rounds} rounds, one thread; en_core_web_sm is {peers.SMALL}; {peers.CONVOKIT}"
    )
    print(
        table(found),
        TO_REACH,
        EXPLAINED,
        sep="\n",
    )


if __name__ == "__main__":
    main()
