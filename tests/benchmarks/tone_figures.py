"""Prints how well the tone model judges mail of writers it has not learnt from (cross-validated, folds by writer).

Run from the checkout: python tests/benchmarks/tone_figures.py (about two minutes)
The false alarms are the neutral and warm mails called cold among those drawn at random; `missing` is counted over the
mails labelled neutral, by the model that ships.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from mailhuman.tone import read_tone  # noqa: E402 - the path comes first
from training import corpus, figures, make  # noqa: E402 - as above


def missing_among_neutral() -> str:
    """Say how many mails labelled neutral are told that they miss something."""
    neutral = [each for each in corpus.mails() if each.origin in {"dev", "more"} and each.settled("tone") == "neutral"]
    told = sum(bool(read_tone(m.text, subject=m.subject, recipients=m.recipients).missing) for m in neutral)
    return f"missing something: {told} of {len(neutral)} neutral mails ({100 * told / len(neutral):.1f} %)"


def main() -> None:
    """Train fold by fold and print."""
    found = make.cross_validated({})
    print(*figures.lines(corpus.mails(), found, np.array(corpus.signs())), missing_among_neutral(), sep="\n")


if __name__ == "__main__":
    main()
