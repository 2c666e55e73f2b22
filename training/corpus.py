"""Reads labelled mail for `spacy train`: documents that carry their features, with the votes of the annotators.

Registered as the reader `mailhuman.LabelledMail.v1`. Mails are cut into folds by writer (the muddy invented
mails each by itself), and the 300 held for the test are never read.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

import training.politeness  # noqa: F401 - makes its reader known to spaCy
from mailhuman.tone.features import FEATURES
from mailhuman.tone.machine import without_machine_text
from mailhuman.tone.network import RELATIONS, SIGNS, TONES
from mailhuman.tone.pipeline import as_judged
from mailhuman.tone.reading import weighed, with_plain_breaks
from mailhuman.tone.trained import WEIGHT
from training.sources import Mail, all_mails, unlabelled_mails
from training.taught import answer_to

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
    if mail.origin in {"modern", "today"}:
        return "abcd".index(mail.writer[-1])
    name = mail.text if mail.origin == "invented" else mail.writer
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % FOLDS


@registry.readers("mailhuman.LabelledMail.v1")  # type: ignore[untyped-decorator]  # spaCy has no type for it
def labelled_mail(  # noqa: PLR0913, PLR0917 - settings, named in config.cfg
    without: int, neutral: float, single: float, cold: float, warm: float, teacher: float = 0.0
) -> Callable[[Language], Iterator[Example]]:
    """Give the reader of all mails but those of the fold `without` (-1: of all).

    `neutral`: the share that is read of the neutral mails labelled by one; `single`, `cold`, `warm`: how much a mail
    labelled by one, a cold and a warm one count; `teacher`: how much the answers count of a larger network that has
    not seen the fold (training/taught.py), of labelled mails and of as many without labels; 0 leaves both out.
    """
    weights = {"cold": cold, "warm": warm}

    def read(nlp: Language) -> Iterator[Example]:
        chance = random.Random(SEED)  # noqa: S311 - the same at every making
        for mail, row in zip(mails(), signs(), strict=True):
            alone = mail.origin == "single"
            drawn = not alone or mail.settled("tone") != "neutral" or chance.random() < neutral
            if drawn and fold_of(mail) != without:
                weight = (single if alone else 1.0) * weights.get(mail.settled("tone") or "", 1.0)
                yield _taught(example(nlp, mail, row, weight), answer_to(mail.text, without), teacher)
        for mail, row in zip(*_unlabelled() if teacher else ((), ()), strict=True):
            if fold_of(mail) != without:
                yield _taught(example(nlp, mail, row, 0.0), answer_to(mail.text, without), teacher)

    return read


@cache
def _unlabelled() -> tuple[tuple[Mail, ...], tuple[Row, ...]]:
    """Give the mails nobody has labelled, and their features."""
    known = {mail.text for mail in mails()}
    found = tuple(mail for mail in unlabelled_mails() if mail.text not in known)
    return found, tuple(signs_of(mail) for mail in found)


def _taught(found: Example, answer: Mapping[str, float] | None, share: float) -> Example:
    """Mix the teacher's answer into the votes, which weigh what the example weighs; the answer weighs `share`."""
    if share and answer is not None:
        votes, voted = found.reference.cats, found.reference.cats[WEIGHT]
        mixed = {
            name: (voted * votes.get(name, told) + share * told) / (voted + share) for name, told in answer.items()
        }
        found.reference.cats = mixed | {WEIGHT: voted + share}
    return found


def example(nlp: Language, mail: Mail, row: Sequence[float], weight: float) -> Example:
    """Give a mail and its votes; what an annotator left open counts nothing."""
    found = nlp.make_doc(as_read(mail.text))
    wanted = found.copy()
    found.user_data[SIGNS] = np.array(row)
    shares = [(TONES, mail.tone), (RELATIONS, mail.relational)]
    for names, votes in shares:
        if votes and all(vote in names for vote in votes):
            wanted.cats |= {name: votes.count(name) / len(votes) for name in names}
    wanted.cats |= {"coldness": mail.coldness / 4, WEIGHT: weight}
    return Example(found, wanted)


@cache
def as_read(text: str) -> str:
    """Give the text as the reading gives it to the pipeline."""
    return as_judged(without_machine_text(with_plain_breaks(text)))
