"""Prints how well the first reading judges mail of writers it was not fitted to (cross-validated, folds by writer).

Run from the checkout: python tests/benchmarks/tone_figures.py [--folds 10]
Rows: Enron (dev and more), its dev file alone, its random stratum, and the modern set. The false alarms are the
neutral and warm mails called cold among those drawn at random; `missing` is counted over the mails labelled neutral.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from mailhuman.tone import CUES, read_tone  # noqa: E402 - the path comes first
from mailhuman.tone.features import FEATURES  # noqa: E402 - the path comes first
from mailhuman.tone.reading import _NOT_COLD, _NOT_WARM  # noqa: E402 - the path comes first
from tests.benchmarks.tone_fit import ENRON, HEADS, LEAN, MODERN, Matrix, chances, fit, load, matrix  # noqa: E402

Mails = list[dict[str, Any]]
Labels = NDArray[np.str_]
_POINTING = {
    "cold": [kind.name for kind in CUES.values() if kind.effect == "colder" and kind.name not in _NOT_COLD],
    "warm": [kind.name for kind in CUES.values() if kind.effect == "warmer" and kind.name not in _NOT_WARM],
}


def folds_of(mails: Mails, folds: int) -> NDArray[np.int_]:
    """Give the fold of every mail: all mails of a writer are in one (of the modern set, the first letter of the id)."""
    names = [str(mail.get("writer") or mail["id"][0]) for mail in mails]
    return np.array([int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % folds for name in names])


def judged_unseen(rows: Matrix, mails: Mails, head: str, place: NDArray[np.int_]) -> Labels:
    """Give for every mail the label by weights fitted to the other folds."""
    labels = [mail[head] for mail in mails]
    found = np.empty(len(mails), dtype="<U16")
    names = np.array(HEADS[head])
    for fold in np.unique(place):
        held = place == fold
        weights = fit(rows[~held], [label for label, out in zip(labels, held, strict=True) if not out], head)
        weights[0, 1:] += [LEAN[name] for name in HEADS[head][1:]]
        found[held] = names[_held_back(chances(rows[held], weights), rows[held], head).argmax(axis=1)]
    return found


def _held_back(found: Matrix, rows: Matrix, head: str) -> Matrix:
    """Call none cold or warm without words to point at, as the reading does."""
    for label, names in _POINTING.items() if head == "tone" else ():
        silent = rows[:, [FEATURES.index(name) + 1 for name in names]].sum(axis=1) == 0
        found[silent, HEADS[head].index(label)] = 0
    return found


def scores(truth: Labels, found: Labels, name: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 of one class."""
    right = float(((truth == name) & (found == name)).sum())
    precision, recall = right / max(1, (found == name).sum()), right / max(1, (truth == name).sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def lines(mails: Mails, tone: Labels, relation: Labels) -> Iterator[str]:
    """Give one line of figures for each set of mails."""
    sets = {
        "Enron": [m["from"] != "modern" for m in mails],
        "Enron dev": [m["from"] == ENRON[0] for m in mails],
        "Enron random": [m.get("stratum") == "random" and m["from"] != "modern" for m in mails],
        "modern": [m["from"] == "modern" for m in mails],
    }
    yield f"{'':14}{'tone':>6}{'rel.':>6}{'cold P':>8}{'R':>6}{'F1':>6}{'warm F1':>9}  false cold"
    for name, wanted in sets.items():
        known = np.array(wanted) & np.array([m["tone"] is not None for m in mails])
        truth = np.array([str(m["tone"]) for m in mails])[known]
        rel_known = np.array(wanted) & np.array([m["relational"] is not None for m in mails])
        rel_truth = np.array([str(m["relational"]) for m in mails])[rel_known]
        precision, recall, f1 = scores(truth, tone[known], "cold")
        false = int(((tone[known] == "cold") & (truth != "cold")).sum())
        macro = _macro(truth, tone[known], "tone"), _macro(rel_truth, relation[rel_known], "relational")
        warm = scores(truth, tone[known], "warm")[2]
        yield (
            f"{name:14}{macro[0]:6.3f}{macro[1]:6.3f}{precision:8.3f}{recall:6.3f}{f1:6.3f}{warm:9.3f}"
            f"  {false} of {known.sum()}"
        )


def _macro(truth: Labels, found: Labels, head: str) -> float:
    return float(np.mean([scores(truth, found, name)[2] for name in HEADS[head]]))


def missing_among_neutral(mails: Mails) -> str:
    """Say how many mails labelled neutral are told that they miss something (by the weights that ship)."""
    neutral = [mail for mail in mails if mail["tone"] == "neutral"]
    told = sum(
        bool(read_tone(m["text"], subject=m.get("subject", ""), recipients=m.get("recipients", 1)).missing)
        for m in neutral
    )
    return f"missing something: {told} of {len(neutral)} neutral mails ({100 * told / len(neutral):.1f} %)"


def all_mails(folder: Path) -> Mails:
    """Give all labelled mails, each knowing the file it is from."""
    found = [m | {"from": name} for name in ENRON for m in load(folder, [name])]
    return [*found, *(m | {"from": "modern"} for m in load(folder, MODERN))]


def main(given: Sequence[str] | None = None) -> None:
    """Fit fold by fold and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", type=int, default=10)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    chosen = options.parse_args(given)
    mails = all_mails(chosen.data)
    rows, place = matrix(mails), folds_of(mails, chosen.folds)
    tone, relation = (judged_unseen(rows, mails, head, place) for head in ("tone", "relational"))
    print(*lines(mails, tone, relation), missing_among_neutral(mails), sep="\n")


if __name__ == "__main__":
    main()
