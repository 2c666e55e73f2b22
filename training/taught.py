"""The answers of the teacher : a small transformer fine-tuned on the labelled mails, one a fold and one of all.

They stand in data/teacher.npz: `names`, the first 16 digits of the sha256 of each text as a number, in order, and
`scores`, for each fold and last for all mails the scores of ANSWERS, not yet made into chances. A teacher answers for
no mail of the fold it has not seen.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from mailhuman.tone.network import ANSWERS, RELATIONS, TONES
from training.sources import OWN, digest

ANSWERED = OWN / "teacher.npz"


def answer_to(text: str, fold: int) -> dict[str, float] | None:
    """Give the chances of ANSWERS for a text by the teacher that has not seen `fold` (-1: by the one of all mails)."""
    names, scores = _answers()
    name = number_of(text)
    place = int(np.searchsorted(names, name))
    if place == len(names) or names[place] != name or np.isnan(scores[fold, place, 0]):
        return None
    return dict(zip(ANSWERS, map(float, as_chances(scores[fold, place].astype("float64"))), strict=True))


def number_of(text: str) -> np.uint64:
    """Give the number a text goes by."""
    return np.uint64(int(digest(text)[:16], 16))


def as_chances(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Make chances of the scores of one mail."""
    tone, relation = scores[: len(TONES)], scores[len(TONES) : len(TONES) + len(RELATIONS)]
    parts = [np.exp(part - part.max()) for part in (tone, relation)]
    return np.concatenate([*(part / part.sum() for part in parts), 1 / (1 + np.exp(-scores[-1:]))])


@cache
def _answers() -> tuple[NDArray[np.uint64], NDArray[np.float16]]:
    with np.load(ANSWERED) as found:
        return found["names"], found["scores"]
