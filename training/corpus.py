"""Reads labelled mail for `spacy train`: documents that carry their features, with the votes of the annotators.

Registered as the reader `mailhuman.LabelledMail.v1`. Mails are cut into folds by writer (invented mails of the
project each by itself, those given by their four writers), and the 300 held for the test are never read.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from mailhuman.tone.features import FEATURES
from mailhuman.tone.machine import without_machine_text
from mailhuman.tone.network import RELATIONS, SIGNS, TONES
from mailhuman.tone.pipeline import as_judged
from mailhuman.tone.reading import weighed, with_plain_breaks
from mailhuman.tone.trained import WEIGHT
from training.sources import Mail, all_mails

FOLDS = 4
SEED = 20261124
Row = tuple[float, ...]


@cache
def mails() -> tuple[Mail, ...]:
    """Give all mails that may be learnt from."""
    return tuple(mail for mail in all_mails() if mail.origin != "held")


@cache
def signs() -> tuple[Row, ...]:
    """Give the features of each of `mails`, in the order of FEATURES."""
    return tuple(signs_of(mail) for mail in mails())


def signs_of(mail: Mail) -> Row:
    """Give the features of one mail."""
    found = weighed(mail.text, mail.subject, mail.recipients)
    return tuple(found.get(name, 0.0) for name in FEATURES)


def fold_of(mail: Mail) -> int:
    """Give the fold a mail belongs to: that of its writer."""
    if mail.origin == "modern":
        return "abcd".index(mail.writer[-1])
    name = mail.text if mail.origin == "invented" else mail.writer
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % FOLDS


@registry.readers("mailhuman.LabelledMail.v1")  # type: ignore[untyped-decorator]  # spaCy has no type for it
def labelled_mail(
    without: int, neutral: float, single: float, cold: float, warm: float
) -> Callable[[Language], Iterator[Example]]:
    """Give the reader of all mails but those of the fold `without` (-1: of all).

    `neutral`: the share that is read of the neutral mails labelled by one; `single`, `cold`, `warm`: how much a mail
    labelled by one, a cold and a warm one count.
    """
    weights = {"cold": cold, "warm": warm}

    def read(nlp: Language) -> Iterator[Example]:
        chance = random.Random(SEED)  # noqa: S311 - the same at every making
        for mail, row in zip(mails(), signs(), strict=True):
            alone = mail.origin == "single"
            drawn = not alone or mail.settled("tone") != "neutral" or chance.random() < neutral
            if drawn and fold_of(mail) != without:
                weight = (single if alone else 1.0) * weights.get(mail.settled("tone") or "", 1.0)
                yield example(nlp, mail, row, weight)

    return read


def example(nlp: Language, mail: Mail, row: Sequence[float], weight: float) -> Example:
    """Give a mail and its votes; what an annotator left open counts nothing."""
    found, wanted = nlp.make_doc(as_read(mail.text)), nlp.make_doc(as_read(mail.text))
    found.user_data[SIGNS] = np.array(row)
    shares = [(TONES, mail.tone), (RELATIONS, mail.relational)]
    for names, votes in shares:
        if all(vote in names for vote in votes):
            wanted.cats |= {name: votes.count(name) / len(votes) for name in names}
    wanted.cats |= {"coldness": mail.coldness / 4, WEIGHT: weight}
    return Example(found, wanted)


def as_read(text: str) -> str:
    """Give the text as the reading gives it to the pipeline."""
    return as_judged(without_machine_text(with_plain_breaks(text)))
