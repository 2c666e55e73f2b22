"""Learns how polite runs of words are, from requests with a score: the weights the tone model starts with.

Registered as the reader `mailhuman.Politeness.v1`. The requests are those of the Stanford politeness corpus, CC BY 4.0
(C. Danescu-Niculescu-Mizil et al., ACL 2013), beside the checkout.
"""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.util import registry

from mailhuman.tone.network import rows_by_sentence
from training.sources import GIVEN

REQUESTS = GIVEN / "politeness_train.csv"
HELD = 1.0  # how much the weights are held small (ridge)
STEPS = 60
SCALE = 3.0  # so that mails spread by about 1
Floats = NDArray[np.float64]


@registry.readers("mailhuman.Politeness.v1")  # type: ignore[untyped-decorator]  # spaCy has no type for it
def politeness_of_runs(run: int, rows: int) -> NDArray[np.float32]:
    """Give one weight for each row that runs of up to `run` words fall on."""
    return _fitted(run, rows).copy()


@cache
def _fitted(run: int, rows: int) -> NDArray[np.float32]:
    from training.corpus import as_read  # noqa: PLC0415 - it names this file

    nlp = spacy.blank("en")
    with REQUESTS.open(encoding="utf-8", newline="") as lines:
        told = [(row["text"], float(row["politeness"])) for row in csv.DictReader(lines)]
    keys = [rows_by_sentence(nlp.make_doc(as_read(text)), run, rows)[0] for text, _ in told]
    scores = np.array([score for _, score in told])
    return (SCALE * ridge(keys, scores - scores.mean(), rows)).astype("float32")


def ridge(keys: list[NDArray[np.int64]], wanted: Floats, rows: int) -> Floats:
    """Give the weights whose sums, over the root of how many they are, come near `wanted` (conjugate gradients)."""
    flat, owners = np.concatenate(keys), np.repeat(np.arange(len(keys)), [len(each) for each in keys])
    value = np.array([max(1, len(each)) ** -0.5 for each in keys])[owners]

    def back(gap: Floats) -> Floats:
        return np.bincount(flat, value * gap[owners], rows).astype("float64")

    weights = np.zeros(rows)
    rest = back(wanted)
    way, size = rest.copy(), float(rest @ rest)
    for _ in range(STEPS):
        ahead = back(np.bincount(owners, value * way[flat], len(keys)).astype("float64")) + HELD * way
        step = size / float(way @ ahead)
        weights += step * way
        rest -= step * ahead
        size, before = float(rest @ rest), size
        if size < 1e-8:  # noqa: PLR2004 - nothing is left to gain
            break
        way = rest + size / before * way
    return weights
