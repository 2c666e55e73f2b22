"""The network of the tone model: hashed runs of words and the features of the reading, each weighed, and summed.

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

_Rows = NDArray[np.float32]
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # odd numbers that spread bits (SplitMix64)


@registry.architectures("mailhuman.ToneHeads.v1")  # type: ignore[untyped-decorator]  # spaCy has no type for it
def tone_heads(features: int, hidden: int, run: int, rows: int) -> Model[list[Doc], Any]:
    """Give a network with one row a mail and one column an answer of ANSWERS, not yet made into chances.

    `features`: how many a mail has; `hidden`: cells in which they are mixed; `run`: the longest run of words, in
    words; `rows`: of the table that runs are hashed to, a power of two.
    """
    plain: Model[Any, Any] = chain(_signs(features), Linear(nO=len(ANSWERS), nI=features, init_W=zero_init))
    mixed: Model[Any, Any] = chain(
        _signs(features),
        Maxout(nO=hidden, nI=features, nP=2, dropout=0.0),
        Linear(nO=len(ANSWERS), nI=hidden, init_W=zero_init),
    )
    return add(_runs(run, rows), plain, mixed)


def _signs(width: int) -> Model[Any, Any]:
    return Model("signs", _forward_signs, dims={"nO": width})


def _forward_signs(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[_Rows, Callable[[_Rows], Any]]:  # noqa: ARG001, FBT001 - thinc calls it so
    found = np.array([doc.user_data[SIGNS] for doc in docs], dtype="float32")
    return found.reshape(len(docs), model.get_dim("nO")), lambda _slope: []


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
    """Give the rows of the table that the runs of a document's words (in small letters) fall on, each once."""
    words = np.asarray(doc.to_array("LOWER"))[:MOST_WORDS].astype("uint64")
    found, longer = [words], words
    for size in range(1, run):
        longer = longer[:-1] * _MIX[0] + words[size:]
        longer = longer ^ (longer >> np.uint64(29))
        found.append(longer)
    spread = np.concatenate(found) * _MIX[1] >> np.uint64(40)
    return np.unique(spread % np.uint64(rows)).astype("int64")
