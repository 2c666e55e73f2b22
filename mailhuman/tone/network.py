"""The network of the tone model: hashed runs of words, the features of the reading and politeness, weighed and summed.

Registered with spaCy as the architecture `mailhuman.ToneHeads.v1`, so that training/config.cfg can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Linear, Maxout, Model, add, chain, zero_init

TONES = ("neutral", "cold", "warm")
RELATIONS = ("none", "formula", "personal")
COLDNESS = "coldness"  # as a share of the most, 4
ANSWERS = (*TONES, *RELATIONS, COLDNESS)
SIGNS = "signs"  # where a document carries its features (tone/features.py), one number each
MOST_WORDS = 250  # of a mail whose runs are weighed; the features know the rest

POLITE = 3  # numbers of politeness: of the mail, of its least and of its most polite sentence

_Rows = NDArray[np.float32]
_Hashes = NDArray[np.uint64]
_ENDS = ".!?"
_START, _END = 11, 13  # no word's hash is so small
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # odd numbers that spread bits (SplitMix64)


@registry.architectures("mailhuman.ToneHeads.v1")  # type: ignore[untyped-decorator]  # spaCy has no type for it
def tone_heads(features: int, hidden: int, run: int, rows: int) -> Model[list[Doc], Any]:
    """Give a network with one row a mail and one column an answer of ANSWERS, not yet made into chances.

    `features`: how many a mail has; `hidden`: cells in which they are mixed; `run`: the longest run of words, in
    words; `rows`: of the table that runs are hashed to, a power of two.
    """
    width = features + POLITE
    plain: Model[Any, Any] = Linear(nO=len(ANSWERS), nI=width, init_W=zero_init)
    mixed: Model[Any, Any] = chain(
        Maxout(nO=hidden, nI=width, nP=2, dropout=0.0), Linear(nO=len(ANSWERS), nI=hidden, init_W=zero_init)
    )
    return add(_runs(run, rows), chain(_heard(features, run, rows), add(plain, mixed)))


def _heard(features: int, run: int, rows: int) -> Model[Any, Any]:
    return Model(
        "heard",
        _forward_heard,
        init=_start_heard,
        dims={"nO": features + POLITE},
        params={"W": None},
        attrs={"run": run, "rows": rows},
    )


def _start_heard(model: Model[Any, Any], X: object = None, Y: object = None) -> None:  # noqa: ARG001, N803 - thinc calls it so
    model.set_param("W", model.ops.alloc1f(model.attrs["rows"]))


def _forward_heard(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[_Rows, Callable[[_Rows], Any]]:  # noqa: ARG001, FBT001 - thinc calls it so
    """Give the features and how polite the words are; the weights of politeness are given, and not learnt here."""
    table: _Rows = np.asarray(model.get_param("W"))
    found = [[*doc.user_data[SIGNS], *politeness(doc, table, model.attrs["run"])] for doc in docs]
    return np.array(found, dtype="float32").reshape(len(docs), model.get_dim("nO")), lambda _slope: []


def politeness(doc: Doc, table: _Rows, run: int) -> tuple[float, float, float]:
    """Give how polite the mail sounds, and its least and its most polite sentence; 0 is the middle of all requests."""
    rows, owners = rows_by_sentence(doc, run, len(table))
    if not len(rows):
        return 0.0, 0.0, 0.0
    sums, counts = np.bincount(owners, table[rows]), np.bincount(owners)
    each = sums / np.sqrt(counts)
    return float(sums.sum() / np.sqrt(counts.sum())), float(each.min()), float(each.max())


def rows_by_sentence(doc: Doc, run: int, rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the row of each run of words, and the sentence it begins in; sentences are marked at both ends."""
    marked, owners, number, ended = [_START], [0], 0, False
    for token, word in zip(doc[:MOST_WORDS], _words(doc).tolist(), strict=True):
        ends = token.is_space or token.text[-1] in _ENDS
        if ended and not ends:
            marked += (_END, _START)
            owners += (number, number + 1)
            number += 1
        marked.append(word)
        owners.append(number)
        ended = ends
    if len(marked) == 1:
        return np.zeros(0, dtype="int64"), np.zeros(0, dtype="int64")
    found, owner = _hashed(np.array([*marked, _END], dtype="uint64"), run), np.array([*owners, number])
    return _spread(found, rows), np.concatenate([owner[: len(each)] for each in found])


def _runs(run: int, rows: int) -> Model[Any, Any]:
    return Model(
        "runs",
        _forward_runs,
        init=_start_runs,
        dims={"nO": len(ANSWERS)},
        params={"W": None, "b": None},
        attrs={"run": run, "rows": rows, "dropout_rate": 0.0},
    )


def _start_runs(model: Model[Any, Any], X: object = None, Y: object = None) -> None:  # noqa: ARG001, N803 - thinc calls it so
    model.set_param("W", model.ops.alloc2f(model.attrs["rows"], len(ANSWERS)))
    model.set_param("b", model.ops.alloc1f(len(ANSWERS)))


def _forward_runs(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[_Rows, Callable[[_Rows], Any]]:  # noqa: FBT001 - thinc calls it so
    table: _Rows = np.asarray(model.get_param("W"))
    start: _Rows = np.asarray(model.get_param("b"))
    keys = [keys_of(doc, model.attrs["run"], model.attrs["rows"]) for doc in docs]
    if is_train and model.attrs["dropout_rate"]:
        keys = [each[np.random.random(len(each)) >= model.attrs["dropout_rate"]] for each in keys]  # noqa: NPY002 - spaCy seeds this one
    scale = np.array([[max(1, len(each)) ** -0.5] for each in keys], dtype="float32")
    found = np.stack([table[each].sum(axis=0) for each in keys]) * scale + start

    def back(slope: _Rows) -> list[Doc]:
        turned = np.zeros_like(table)
        np.add.at(turned, np.concatenate(keys), np.repeat(slope * scale, [len(each) for each in keys], axis=0))
        model.inc_grad("W", turned)  # type: ignore[arg-type]  # thinc has names of its own for arrays
        model.inc_grad("b", slope.sum(axis=0))
        return []

    return found.astype("float32"), back


def keys_of(doc: Doc, run: int, rows: int) -> NDArray[np.int64]:
    """Give the rows of the table that the runs of a document's words (in small letters) fall on, each once.

    Where the mail begins and ends is a word too: an order at its start says more than one inside.
    """
    words = _words(doc)
    if not len(words):
        return np.zeros(0, dtype="int64")
    ended = [_END] if len(doc) < MOST_WORDS else []
    marked = np.array([_START, *words.tolist(), *ended], dtype="uint64")
    return np.unique(_spread(_hashed(marked, run), rows))


def _words(doc: Doc) -> _Hashes:
    return np.asarray(doc.to_array("LOWER")).reshape(-1)[:MOST_WORDS].astype("uint64")


def _hashed(words: _Hashes, run: int) -> list[_Hashes]:
    """Give one number for each run: the runs of one word, those of two, and so on."""
    found, longer = [words], words
    for size in range(1, run):
        longer = longer[:-1] * _MIX[0] + words[size:]
        longer = longer ^ (longer >> np.uint64(29))
        found.append(longer)
    return found


def _spread(found: Sequence[_Hashes], rows: int) -> NDArray[np.int64]:
    return np.asarray((np.concatenate(found) * _MIX[1] >> np.uint64(40)) % np.uint64(rows)).astype("int64")
