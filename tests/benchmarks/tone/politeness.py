"""Whether what the tone pipeline hears tells polite requests from impolite ones: top against bottom quartile, ten folds.

A linear readout, fitted here, of what the trained component is given: hashed runs of one to three words (weighed by
how rare they are) and the features of the reading. The weights of the component, which start from these requests, play
no part in it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from mailhuman.tone.features import FEATURES
from mailhuman.tone.network import keys_of
from mailhuman.tone.pipeline import as_judged
from mailhuman.tone.reading import weighed

FOLDS = 10
ROWS = 131_072  # of the table that runs are hashed to
RUN = 3  # words of the longest
STEPS, RATE, KEPT = 60, 0.05, 1e-4  # of fitting: steps over all, their size (Adam), how much weights are held small
OF_SIGNS = 0.3  # of a feature beside a run of words
SEED = 20261124
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests as the readout sees them: the rows their runs fall on, each run's request, and the features."""

    rows: NDArray[np.int64]
    owners: NDArray[np.int64]
    signs: Floats
    polite: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_]) -> Requests:
        """Give those chosen."""
        place = np.cumsum(chosen) - 1
        kept = chosen[self.owners]
        return Requests(self.rows[kept], place[self.owners[kept]], self.signs[chosen], self.polite[chosen])


def quartiles(path: Path) -> dict[str, Requests]:
    """Give the requests of the first and the last quartile by domain."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if float(row["quartile"]) in {1.0, 4.0}]
    domains = sorted({row["domain"] for row in rows}, reverse=True)
    return {domain: _seen([row for row in rows if row["domain"] == domain]) for domain in domains}


def _seen(rows: Sequence[dict[str, Any]]) -> Requests:
    keys = [keys_of(_blank()(as_judged(row["text"])), RUN, ROWS) for row in rows]
    found = [weighed(row["text"]) for row in rows]
    signs = np.array([[each.get(name, 0.0) for name in FEATURES] for each in found])
    owners = np.repeat(np.arange(len(rows)), [len(each) for each in keys])
    return Requests(np.concatenate(keys), owners, signs, np.array([float(row["quartile"]) == 4.0 for row in rows]))


@cache
def _blank() -> Any:
    return spacy.blank("en")


def accuracy(requests: Requests) -> float:
    """Give the share called rightly by a readout that has not seen them."""
    count = len(requests.polite)
    fold = np.random.default_rng(SEED).permutation(count) % FOLDS
    right = 0
    for each in range(FOLDS):
        train, test = requests.of(fold != each), requests.of(fold == each)
        right += int(((_fitted(train, test) > 0) == test.polite).sum())
    return right / count


def _fitted(train: Requests, test: Requests) -> Floats:
    """Give the scores of `test` by a logistic readout fitted to `train`."""
    rare = np.log(len(train.polite) / (1.0 + np.bincount(train.rows, minlength=ROWS))) + 1
    spread = np.maximum(train.signs.std(axis=0), 0.05)  # what hardly varies tells nothing
    values, others = _values(train, rare), _values(test, rare)
    signs, seen = train.signs / spread * OF_SIGNS, test.signs / spread * OF_SIGNS
    weights = [np.zeros(ROWS), np.zeros(signs.shape[1]), np.zeros(1)]
    moments = [(np.zeros_like(each), np.zeros_like(each)) for each in weights]
    for step in range(1, STEPS + 1):
        gap = 1 / (1 + np.exp(-_scores(train, values, signs, weights))) - train.polite
        slopes = [
            np.bincount(train.rows, values * gap[train.owners], ROWS) / len(gap) + KEPT * weights[0],
            signs.T @ gap / len(gap) + KEPT * weights[1],
            np.array([gap.mean()]),
        ]
        for weight, slope, moment in zip(weights, slopes, moments, strict=True):
            _move(weight, slope, moment, step)
    return _scores(test, others, seen, weights)


def _move(weight: Floats, slope: Floats, moments: tuple[Floats, Floats], step: int) -> None:
    """Move weights down their slope (Adam: D. Kingma and J. Ba, ICLR 2015), keeping its moments."""
    first, second = moments
    first += 0.1 * (slope - first)
    second += 0.001 * (slope**2 - second)
    weight -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)


def _values(requests: Requests, rare: Floats) -> Floats:
    """Weigh each run by how rare it is, so that all requests are as long."""
    values = rare[requests.rows]
    length = np.sqrt(np.bincount(requests.owners, values**2, len(requests.polite)))
    return np.asarray(values / length[requests.owners])


def _scores(requests: Requests, values: Floats, signs: Floats, weights: Sequence[Floats]) -> Floats:
    runs = np.bincount(requests.owners, values * weights[0][requests.rows], len(requests.polite))
    return np.asarray(runs + signs @ weights[1] + weights[2])
