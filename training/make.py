"""Makes the tone model with one command: cross-validates, prints the figures, trains on all mail and puts it in place.

Run from the checkout: python -m training.make [--only-figures] [--set corpora.train.cold=3 ...]
Takes a few minutes on two cores. The 300 invented mails held for the test are measured last, once, by the model of all.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.cli._util import parse_config_overrides
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import mailhuman.tone.trained  # noqa: F401 - makes the component known to spaCy
from mailhuman.tone.network import ANSWERS
from mailhuman.tone.pipeline import MODEL
from training import corpus, figures
from training.sources import HERE, Mail, all_mails

CONFIG = HERE / "config.cfg"
SHIPPED = ("config.cfg", "meta.json", "tokenizer", "tone_judge")
Rows = NDArray[np.float64]


def trained(changes: Mapping[str, Any], folder: Path) -> Language:
    """Train as `spacy train` does and give the pipeline."""
    nlp = init_nlp(load_config(CONFIG, overrides=dict(changes), interpolate=False))
    with (folder / "log").open("w") as log:
        train(nlp, folder, stdout=log, stderr=log)
    return _loaded(folder / "model-last")


def _loaded(folder: Path) -> Language:
    from spacy import load  # noqa: PLC0415 - the name would be read as this module's

    return load(folder)


def judged(nlp: Language, mails: Sequence[Mail], signs: Sequence[corpus.Row]) -> Rows:
    """Give a row of ANSWERS for each mail."""
    docs = [corpus.example(nlp, mail, row, 1.0).predicted for mail, row in zip(mails, signs, strict=True)]
    return np.array(nlp.get_pipe("tone_judge").predict(docs))  # type: ignore[attr-defined]  # a component of ours


def cross_validated(changes: Mapping[str, Any]) -> Rows:
    """Give a row of ANSWERS for each mail, by a model that has not seen its writer."""
    mails, signs = corpus.mails(), corpus.signs()
    found = np.zeros((len(mails), len(ANSWERS)))
    for fold in range(corpus.FOLDS):
        held = [index for index, mail in enumerate(mails) if corpus.fold_of(mail) == fold]
        with tempfile.TemporaryDirectory() as folder:
            nlp = trained({**changes, "corpora.train.without": fold}, Path(folder))
        found[held] = judged(nlp, [mails[index] for index in held], [signs[index] for index in held])
    return found


def put_in_place(nlp: Language, place: Path = MODEL) -> None:
    """Write the pipeline where it ships, without the vocabulary: no word of anybody's mail goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder, exclude=["vocab"])
        for name in SHIPPED:
            part = Path(folder) / name
            if part.is_dir():
                shutil.rmtree(place / name, ignore_errors=True)
                shutil.copytree(part, place / name)
            else:
                shutil.copy(part, place / name)


def main() -> None:
    """Make everything."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only-figures", action="store_true")
    options.add_argument("--set", nargs="*", default=[])
    asked = options.parse_args()
    changes = parse_config_overrides([f"--{each}" for each in asked.set])
    print(
        "cross-validated", *figures.lines(corpus.mails(), cross_validated(changes), np.array(corpus.signs())), sep="\n"
    )
    if asked.only_figures:
        return
    with tempfile.TemporaryDirectory() as folder:
        nlp = trained(changes, Path(folder))
    put_in_place(nlp)
    held = [mail for mail in all_mails() if mail.origin == "held"]
    signs = [corpus.signs_of(mail) for mail in held]
    print("held for the test", *figures.lines(held, judged(nlp, held, signs), np.array(signs)), sep="\n")


if __name__ == "__main__":
    main()
