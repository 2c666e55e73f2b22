"""Fits the few weights of the first reading to the labelled mails and writes mailhuman/tone/weights.yaml.

Run from the checkout: python tests/benchmarks/tone_fit.py --write
A soft-max over named features with signs held: a colder cue never makes a mail warmer, nor the reverse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mailhuman.tone.cues import CUES  # noqa: E402 - the path comes first
from mailhuman.tone.features import FEATURES  # noqa: E402 - the path comes first
from mailhuman.tone.reading import weighed  # noqa: E402 - the path comes first

Matrix = NDArray[np.float64]
HEADS = {"tone": ("neutral", "cold", "warm"), "relational": ("none", "formula", "personal")}
PULL = 0.0005  # L2, chosen by cross-validation
LEAN = {"cold": 0.4, "warm": 0.9, "formula": 0.0, "personal": 0.2}  # neutral fills the samples more than a mailbox
STEPS = 1500
SIGNED = {"all-cold": 1, "kinds-of-warmth": -1}
ENRON = ("enron_gold_dev.jsonl", "enron_gold_more.jsonl")
MODERN = ("modern_dev.jsonl",)


def load(folder: Path, names: Iterable[str]) -> list[dict[str, Any]]:
    """Give the labelled mails of the files named."""
    return [json.loads(line) for name in names for line in (folder / "tone" / name).open(encoding="utf-8")]


def matrix(mails: Sequence[dict[str, Any]]) -> Matrix:
    """Give one row of features a mail, a constant first."""
    rows = np.zeros((len(mails), len(FEATURES) + 1))
    rows[:, 0] = 1
    place = {name: index + 1 for index, name in enumerate(FEATURES)}
    for row, mail in zip(rows, mails, strict=True):
        for name, value in weighed(mail["text"], mail.get("subject", ""), mail.get("recipients", 1)).items():
            row[place[name]] = value
    return rows


def fit(rows: Matrix, labels: Sequence[str | None], head: str, share: Matrix | None = None) -> Matrix:
    """Give weights (feature by class); the first class is the point of reference. Unlabelled rows are left out."""
    names = HEADS[head]
    known = np.array([label in names for label in labels])
    target = np.eye(len(names))[[names.index(label) for label in labels if label in names]]
    weight = (np.ones(len(labels)) if share is None else share)[known]
    return _descend(rows[known], target, weight / weight.sum(), head)


def _descend(rows: Matrix, target: Matrix, weight: Matrix, head: str) -> Matrix:
    """Adam, with the signs held after each step."""
    found = np.zeros((rows.shape[1], target.shape[1]))
    mean, spread = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        slope = rows.T @ ((chances(rows, found) - target) * weight[:, None])
        slope[1:] += PULL * found[1:]
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        found -= 0.03 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        found[:, 0] = 0
        if head == "tone":
            _hold_signs(found)
    return found


def _hold_signs(found: Matrix) -> None:
    for index, name in enumerate(FEATURES, start=1):
        if name in CUES or name in SIGNED:
            sign = SIGNED.get(name) or (1 if CUES[name].effect == "colder" else -1)
            found[index, 1] = sign * max(0.0, sign * found[index, 1])
            found[index, 2] = sign * min(0.0, sign * found[index, 2])


def chances(rows: Matrix, weights: Matrix) -> Matrix:
    """Give the chance of each class, row by row."""
    score = rows @ weights
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def written(weights: dict[str, Matrix], sizes: str) -> str:
    """Give the text of weights.yaml."""
    lines = [
        "# The weights of the first reading: how far each named feature moves a mail from neutral, or from none.",
        f"# Fitted by tests/benchmarks/tone_fit.py to {sizes}, labelled by language-model annotators working to the",
        f"# labelling guide; signs held, L2 {PULL}, leaning by {LEAN}.",
        "# Private people's mail was fitted to; none of it is here.",
    ]
    for head, table in weights.items():
        lines.append(f"{head}:")
        for name, row in zip(("start", *FEATURES), table, strict=True):
            lean = [LEAN[each] if name == "start" else 0.0 for each in HEADS[head][1:]]
            pairs = ", ".join(f"{HEADS[head][k]}: {row[k] + lean[k - 1] + 0:.2f}" for k in (1, 2))
            lines.append(f"  {name}: {{{pairs}}}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit to everything and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true")
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    chosen = options.parse_args()
    mails = load(chosen.data, (*ENRON, *MODERN))
    rows = matrix(mails)
    weights = {head: fit(rows, [mail[head] for mail in mails], head) for head in HEADS}
    text = written(weights, f"{len(mails):,} mails (Enron and modern sets)")
    if chosen.write:
        (ROOT / "mailhuman" / "tone" / "weights.yaml").write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
