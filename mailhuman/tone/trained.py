"""The trained component: puts the chances of each label and the coldness of a mail into a document's categories.

Registered with spaCy as the factory `tone_judge`; `spacy train training/config.cfg` makes its weights. Imported by
the pipeline alone, when something is read. A document carries its features in user_data["signs"].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model, Optimizer, set_dropout_rate

from mailhuman.tone.network import ANSWERS, COLDNESS, RELATIONS, SIGNS, TONES

WEIGHT = "weight"  # the category of an example that says how much it counts
_HEADS = (slice(0, len(TONES)), slice(len(TONES), len(TONES) + len(RELATIONS)))
_COLDNESS = ANSWERS.index(COLDNESS)
_SAMPLE = 32
_LEAST = 1e-9  # a chance that is no certainty
_Rows = NDArray[np.float64]


class ToneJudge(TrainablePipe):  # type: ignore[misc]  # made of C, without types
    """Three heads on one network: tone and relational, each of three labels of which one holds, and coldness.

    `lean` is added to the scores of TONES before they become chances: the mails learnt from have another share of
    cold and warm than a mailbox. `temperature` divides the scores, so that the chances are as sure as they are right.
    """

    def __init__(
        self, model: Model[Any, Any], name: str, *, lean: Sequence[float] = (), temperature: float = 1.0
    ) -> None:
        self.model, self.name = model, name
        self.cfg: dict[str, Any] = {}
        self._lean, self._temperature = np.array([*lean] or [0.0] * len(TONES)), temperature

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the answers."""
        return ANSWERS

    def predict(self, docs: Iterable[Doc]) -> _Rows:
        """Give one row a document: the chances of TONES, those of RELATIONS, the coldness as a share of the most."""
        found = np.asarray(self.model.predict(list(docs)), dtype="float64").reshape(-1, len(ANSWERS))
        found[:, _HEADS[0]] = (found[:, _HEADS[0]] + self._lean) / self._temperature
        return _chances(found)

    def set_annotations(self, docs: Iterable[Doc], scores: _Rows) -> None:
        """Write the rows into the categories of the documents."""
        for doc, row in zip(docs, scores, strict=True):
            doc.cats = dict(zip(ANSWERS, map(float, row), strict=True))

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from a batch; the losses of this component grow by the batch's."""
        batch, told = list(examples), {} if losses is None else losses
        set_dropout_rate(self.model, drop)
        scores, back = self.model.begin_update([example.predicted for example in batch])
        loss, slope = self.get_loss(batch, scores)
        back(slope)
        if sgd is not None:
            self.finish_update(sgd)
        told[self.name] = told.get(self.name, 0.0) + loss
        return told

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:  # noqa: ANN401 - thinc's arrays
        """Give the loss of the scores and its slope: cross-entropy of the votes, squared error of the coldness."""
        wanted, weight = _wanted([example.reference for example in examples])
        found = _chances(np.array(scores, dtype="float64"))
        slope = (found - wanted) * weight / len(wanted)
        loss = float((slope**2).sum())
        slope[:, _COLDNESS] *= 4 * found[:, _COLDNESS] * (1 - found[:, _COLDNESS])
        return loss, slope.astype("float32")

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002 - spaCy calls it so
        politeness: Any = None,  # noqa: ANN401 - an array, which spaCy would not know how to check
    ) -> None:
        """Make the weights, all at nought but those that mix; those of `politeness` (of runs) are learnt before."""
        self.model.initialize(X=[example.predicted for example in islice(get_examples(), _SAMPLE)])
        if politeness is not None:
            next(node for node in self.model.walk() if node.name == "heard").set_param("W", politeness)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights alone, in half precision: no word of the mails learnt from goes with them."""
        if "model" not in exclude:
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / "model").write_bytes(_in_precision("float16", self.model.copy()).to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ToneJudge:
        """Read the weights."""
        if "model" not in exclude:
            self.model.initialize()
            _in_precision("float32", self.model.from_bytes((Path(path) / "model").read_bytes()))
        return self


def _in_precision(kind: Literal["float16", "float32"], model: Model[Any, Any]) -> Model[Any, Any]:
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(kind))  # type: ignore[arg-type]  # thinc has names of its own for arrays
    return model


def _chances(scores: _Rows) -> _Rows:
    for head in _HEADS:
        raised = np.exp(scores[:, head] - scores[:, head].max(axis=1, keepdims=True))
        scores[:, head] = raised / raised.sum(axis=1, keepdims=True)
    scores[:, _COLDNESS] = 1 / (1 + np.exp(-scores[:, _COLDNESS]))
    return scores


def _wanted(docs: Sequence[Doc]) -> tuple[_Rows, _Rows]:
    """Give the votes as shares and how much each counts; a question without votes counts nothing."""
    wanted = np.array([[doc.cats.get(name, 0.0) for name in ANSWERS] for doc in docs])
    weight = np.ones_like(wanted) * [[doc.cats.get(WEIGHT, 1.0)] for doc in docs]
    for head in _HEADS:
        weight[:, head] *= wanted[:, head].sum(axis=1, keepdims=True) > 0
    return wanted, weight


def coldest_sentence(judge: ToneJudge, doc: Doc, sentences: Sequence[tuple[int, int]]) -> tuple[int, float] | None:
    """Give the sentence that makes a mail cold: its index, and its share of what chills in the whole mail (0 to 1).

    `sentences` are pairs of tokens of `doc`, first and one after the last; `doc` carries its features. What a
    sentence weighs is how much the mail's odds of being cold fall without it. None where they fall without none.
    """
    if not sentences:
        return None
    whole, *others = _odds_of_cold(judge, [doc, *(_without(doc, first, last) for first, last in sentences)])
    falls = np.maximum(0.0, whole - np.array(others))
    coldest = int(falls.argmax())
    return (coldest, float(falls[coldest] / falls.sum())) if falls[coldest] > 0 else None


def _odds_of_cold(judge: ToneJudge, docs: Sequence[Doc]) -> _Rows:
    chance = np.clip(judge.predict(docs)[:, TONES.index("cold")], _LEAST, 1 - _LEAST)
    return np.asarray(np.log(chance / (1 - chance)))


def _without(doc: Doc, first: int, last: int) -> Doc:
    """Give the document without some tokens, with the features of the whole: the words alone are asked about."""
    kept = [token for token in doc if not first <= token.i < last]
    words, spaces = [token.text for token in kept], [bool(token.whitespace_) for token in kept]
    found = Doc(doc.vocab, words=words, spaces=spaces)
    found.user_data[SIGNS] = doc.user_data[SIGNS]
    return found


@Language.factory("tone_judge", default_config={"lean": [0.0, 0.0, 0.0], "temperature": 1.0})
def make_tone_judge(
    nlp: Language,  # noqa: ARG001 - spaCy calls it so
    name: str,
    model: Model[Any, Any],
    lean: list[float],
    temperature: float,
) -> ToneJudge:
    """Make the component as a config says."""
    return ToneJudge(model, name, lean=lean, temperature=temperature)
