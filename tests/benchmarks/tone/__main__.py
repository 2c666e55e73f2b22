"""Prints how well tone is read: cross-validated on the labelled mail, folds by writer, each figure beside floor and reference.

Run from the checkout: python -m tests.benchmarks.tone (two minutes of work, it trains a model a fold). Needs the labelled
mail beside the checkout. The invented mails of the project that are held for the test are read by the model that ships, which has
not learnt from them. Floor and reference were measured by others on other halves of the same data (they are in its README): a
linear model over words, and a small transformer fine-tuned on the same mails. Politeness: see politeness.py beside this file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT)]

from mailhuman.tone import read_tone  # noqa: E402 - the checkout goes first on the path
from mailhuman.tone.network import RELATIONS, TONES  # noqa: E402 - as above
from tests.benchmarks.tone import politeness  # noqa: E402 - as above
from tests.benchmarks.tone.intervals import wilson  # noqa: E402 - as above
from training import corpus, figures, make  # noqa: E402 - as above
from training.figures import Chances  # noqa: E402 - as above
from training.sources import GIVEN, Mail, all_mails  # noqa: E402 - as above

POLITENESS = GIVEN / "politeness_train.csv"
GOLD = {"dev", "more"}
FLOORS = {  # of the README of the data: linear model on Enron (on mail of today); transformer on Enron, or on both
    "Enron, tone macro-F1": (0.65, 0.72, 0.80),
    "Enron, relational macro-F1": (0.79, 0.88, 0.90),
    "Enron, F1 of cold": (0.31, 0.46, None),
    "Enron, AUC of cold": (0.82, 0.85, 0.92),
    "modern, tone macro-F1": (0.91, 0.86, 0.95),
    "modern, relational macro-F1": (0.84, 0.91, None),
    "wikipedia, quartiles": (0.848, 0.858, 0.88),
    "stackexchange, quartiles": (0.770, 0.782, 0.79),
}


def settled(mails: Sequence[Mail], chosen: Sequence[bool], head: str) -> tuple[list[int], figures.Labels]:
    """Give where the mails chosen lie whose label most annotators agree on, and the labels."""
    where = [index for index, mail in enumerate(mails) if chosen[index] and mail.settled(head)]
    return where, np.array([mails[index].settled(head) or "" for index in where])


def of_set(name: str, mails: Sequence[Mail], chosen: Sequence[bool], tones: Chances, rows: Chances) -> Iterator[str]:
    """Give the lines of one set of mails; `tones` are the chances as the reading holds them back, `rows` all answers."""
    where, told = settled(mails, chosen, "tone")
    said = np.array(TONES)[tones[where].argmax(axis=1)]
    there, related = settled(mails, chosen, "relational")
    relation = np.array(RELATIONS)[rows[there, 3:6].argmax(axis=1)]
    yield f"{name}: {len(told):,} mails, {int((told == 'cold').sum())} cold, {int((told == 'warm').sum())} warm"
    yield line(f"{name}, tone macro-F1", figures.macro(told, said, TONES))
    yield line(f"{name}, relational macro-F1", figures.macro(related, relation, RELATIONS))
    yield line(f"{name}, F1 of cold", figures.f1(told, said, "cold"))
    yield line(f"{name}, AUC of cold", figures.auc(told == "cold", rows[where, 1]))
    yield line(f"{name}, calibration error", figures.calibration_error(told, tones[where]))
    if name in {"Enron", "modern"}:
        yield from ("  " + each for each in reliability(told, tones[where]))


def line(name: str, value: float) -> str:
    """Give one figure beside floor, reference and what is to be reached."""
    known = FLOORS.get(name, (None, None, None))
    return f"  {name:32}{value:7.3f}" + "".join(f"{'' if each is None else f'{each:.3f}':>11}" for each in known)


def reliability(told: figures.Labels, tones: Chances) -> Iterator[str]:
    """Give the reliability table: of each tenth of confidence, how many, how sure, how many right."""
    yield "reliability: mails, mean confidence, share right"
    for count, sure, right in figures.calibration(told, tones):
        yield f"{count:17,}{sure:8.2f}{right:8.2f}"


def false_alarms(mails: Sequence[Mail], tones: Chances) -> str:
    """Say how many mails drawn at random are called cold and are not."""
    drawn = [mail.stratum == "random" and mail.origin in GOLD for mail in mails]
    where, told = settled(mails, drawn, "tone")
    wrong = int(((np.array(TONES)[tones[where].argmax(axis=1)] == "cold") & (told != "cold")).sum())
    low, high = wilson(wrong, len(where))
    return (
        f"called cold wrongly: {wrong} of {len(where)} mails drawn at random, {100 * wrong / len(where):.1f} % "
        f"(95 %: {100 * low:.1f} to {100 * high:.1f}); to reach: 1 %; linear model 2 to 4 of 200, transformer 5 to 8"
    )


def missing_among_neutral(mails: Sequence[Mail]) -> str:
    """Say how many neutral mails drawn at random are told, by the model that ships, that they miss something."""
    drawn = [mail.stratum == "random" and mail.origin in GOLD for mail in mails]
    neutral = [mails[index] for index in settled(mails, drawn, "tone")[0] if mails[index].settled("tone") == "neutral"]
    told = sum(bool(read_tone(m.text, subject=m.subject, recipients=m.recipients).missing) for m in neutral)
    return f"missing something: {told} of {len(neutral)} neutral mails drawn at random; to reach: 5 %"


def main() -> None:
    """Train fold by fold and print."""
    if not GIVEN.is_dir():
        sys.exit(f"no labelled mail: it is read from {GIVEN}")
    mails, signs = corpus.mails(), np.array(corpus.signs())
    rows = make.cross_validated({})
    tones = figures.held_back(rows[:, :3], signs)
    print(f"{'cross-validated, folds by writer':34}{'ours':>7}{'floor':>11}{'reference':>11}{'to reach':>11}")
    for name, origins in (("Enron", GOLD), ("Enron dev", {"dev"}), ("modern", {"modern"}), ("invented", {"invented"})):
        print(*of_set(name, mails, [mail.origin in origins for mail in mails], tones, rows), sep="\n", flush=True)
    print(false_alarms(mails, tones), missing_among_neutral(mails), sep="\n", flush=True)
    held = [mail for mail in all_mails() if mail.origin == "held"]
    print(*of_shipped(held), sep="\n", flush=True)
    if POLITENESS.is_file():
        print("politeness, top against bottom quartile, ten folds, a linear readout of what the component hears")
        for domain, requests in politeness.quartiles(POLITENESS).items():
            print(line(f"{domain}, quartiles", politeness.accuracy(requests)), flush=True)


def of_shipped(mails: Sequence[Mail]) -> Iterator[str]:
    """Give the figures of the reading that ships on mails it has not learnt from, label for label as it is printed."""
    found = [read_tone(mail.text, subject=mail.subject, recipients=mail.recipients) for mail in mails]
    where, told = settled(mails, [True] * len(mails), "tone")
    said = np.array([found[index].label for index in where])
    there, related = settled(mails, [True] * len(mails), "relational")
    relation = np.array([found[index].relational for index in there])
    yield f"held for the test, by the model that ships: {len(told)} mails, {int((told == 'cold').sum())} cold"
    yield line("held, tone macro-F1", figures.macro(told, said, TONES))
    yield line("held, relational macro-F1", figures.macro(related, relation, RELATIONS))
    yield line("held, F1 of cold", figures.f1(told, said, "cold"))
    yield line("held, AUC of cold", figures.auc(told == "cold", np.array([found[index].chill for index in where])))


if __name__ == "__main__":
    main()
