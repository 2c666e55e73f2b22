"""Measures chances against the votes: macro-F1, F1 and AUC of cold, false alarms, calibration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mailhuman.tone.features import FEATURES
from mailhuman.tone.network import RELATIONS, TONES
from mailhuman.tone.reading import POINTING
from training.sources import Mail

Chances = NDArray[np.float64]
Labels = NDArray[np.str_]
_BINS = 10
SETS = {
    "Enron": ("dev", "more"),
    "Enron dev": ("dev",),
    "Enron double": ("double",),
    "modern": ("modern",),
    "today": ("today",),
    "invented": ("invented",),
    "held": ("held",),
}


def held_back(chances: Chances, signs: Chances) -> Chances:
    """Call none cold or warm without words to point at, as the reading does."""
    found = chances.copy()
    for label, names in POINTING.items():
        silent = signs[:, [FEATURES.index(name) for name in names]].sum(axis=1) == 0
        found[silent, TONES.index(label)] = 0
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-9))


def f1(truth: Labels, found: Labels, name: str) -> float:
    """Give F1 of one label."""
    right = float(((truth == name) & (found == name)).sum())
    return 2 * right / max(1.0, float((truth == name).sum() + (found == name).sum()))


def macro(truth: Labels, found: Labels, names: Sequence[str]) -> float:
    """Give the mean of F1 over the labels."""
    return float(np.mean([f1(truth, found, name) for name in names]))


def auc(positive: NDArray[np.bool_], score: Chances) -> float:
    """Give the chance that a positive scores above another (ties count half)."""
    order = np.unique(score, return_inverse=True)[1]
    below = np.cumsum(np.bincount(order[~positive], minlength=order.max() + 1))
    equal = np.bincount(order[~positive], minlength=order.max() + 1)
    wins = (below[order[positive]] - equal[order[positive]] / 2).sum()
    return float(wins / max(1, positive.sum() * (~positive).sum()))


def calibration(truth: Labels, chances: Chances) -> list[tuple[int, float, float]]:
    """Give of each tenth of confidence: how many, mean confidence, share that was right."""
    sure, right = chances.max(axis=1), np.array(TONES)[chances.argmax(axis=1)] == truth
    tenth = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return [
        (int((tenth == each).sum()), float(sure[tenth == each].mean()), float(right[tenth == each].mean()))
        for each in np.unique(tenth)
    ]


def calibration_error(truth: Labels, chances: Chances) -> float:
    """Give the expected calibration error: the mean gap of a tenth's confidence and its share right."""
    rows = calibration(truth, chances)
    return sum(count * abs(sure - right) for count, sure, right in rows) / sum(count for count, _, _ in rows)


def lines(mails: Sequence[Mail], chances: Chances, signs: Chances) -> Iterator[str]:
    """Give one line of figures for each set of mails; `chances` has a row of ANSWERS for each."""
    yield f"{'':13}{'mails':>6}{'tone':>7}{'rel.':>7}{'cold F1':>9}{'AUC':>7}{'warm F1':>9}{'ECE':>7}"
    for name, origins in SETS.items():
        chosen = np.array([mail.origin in origins for mail in mails])
        if chosen.any():
            yield f"{name:13}{_figures(mails, chosen, held_back(chances[:, :3], signs), chances)}"
    if any(mail.stratum == "random" for mail in mails):
        yield _false_alarms(mails, held_back(chances[:, :3], signs))


def _figures(mails: Sequence[Mail], chosen: NDArray[np.bool_], tones: Chances, chances: Chances) -> str:
    told, where = _settled(mails, chosen, "tone")
    said = np.array(TONES)[tones[where].argmax(axis=1)]
    related, there = _settled(mails, chosen, "relational")
    relation = np.array(RELATIONS)[chances[there, 3:6].argmax(axis=1)]
    area = auc(told == "cold", chances[where, 1])
    return (
        f"{len(told):6}{macro(told, said, TONES):7.3f}{macro(related, relation, RELATIONS):7.3f}"
        f"{f1(told, said, 'cold'):9.3f}{area:7.3f}{f1(told, said, 'warm'):9.3f}"
        f"{calibration_error(told, tones[where]):7.3f}"
    )


def _settled(mails: Sequence[Mail], chosen: NDArray[np.bool_], head: str) -> tuple[Labels, NDArray[np.int_]]:
    labels = [mail.settled(head) for mail in mails]
    where = np.array([index for index in np.flatnonzero(chosen) if labels[index]], dtype=int)
    return np.array([labels[index] or "" for index in where]), where


def _false_alarms(mails: Sequence[Mail], tones: Chances) -> str:
    drawn = np.array([mail.stratum == "random" and mail.origin in {"dev", "more"} for mail in mails])
    told, where = _settled(mails, drawn, "tone")
    cold = np.array(TONES)[tones[where].argmax(axis=1)] == "cold"
    return f"called cold wrongly among {len(told)} mails drawn at random: {int((cold & (told != 'cold')).sum())}"
