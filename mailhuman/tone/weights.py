"""The few weights of the first reading, read from weights.yaml beside this file and checked against the features."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mailhuman.errors import Problem, RulesError
from mailhuman.places import pydantic_problems, read_yaml
from mailhuman.tone.features import FEATURES

FILE = Path(__file__).parent / "weights.yaml"
_SHAPE = TypeAdapter(dict[str, dict[str, dict[str, float]]])
_CLASSES = {"tone": ("neutral", "cold", "warm"), "relational": ("none", "formula", "personal")}


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by question (tone, relational), feature and class; the first class of each question weighs nothing."""

    table: Mapping[str, Mapping[str, Mapping[str, float]]]

    def chances(self, question: str, found: Mapping[str, float]) -> dict[str, float]:
        """Give the chance of each class, in the order neutral, cold, warm or none, formula, personal; they sum to 1."""
        rows, values = self.table[question], {"start": 1.0, **found}
        scores = {
            name: sum(value * rows[feature].get(name, 0.0) for feature, value in values.items())
            for name in _CLASSES[question]
        }
        top = max(scores.values())
        raised = {name: math.exp(score - top) for name, score in scores.items()}
        return {name: value / sum(raised.values()) for name, value in raised.items()}


@cache
def weights() -> Weights:
    """Give the weights that come with mailhuman. RulesError if the file is not as it should be."""
    return load_weights(FILE)


def load_weights(path: Path) -> Weights:
    """Read weights from `path`; every feature must have its row, no other row may stand there."""
    source = read_yaml(path.read_text(encoding="utf-8"), str(path))
    problems = list(source.problems)
    try:
        table = _SHAPE.validate_python(source.data or {})
    except ValidationError as error:
        table, problems = {}, [*problems, *pydantic_problems(source, error.errors())]
    for question, classes in _CLASSES.items() if not problems else ():
        rows = table.get(question, {})
        wanted = {"start", *FEATURES}
        problems += [source.problem((question, name), f"{name}: no such feature") for name in rows.keys() - wanted]
        problems += [source.problem((question,), f"{name}: has no weights") for name in wanted - rows.keys()]
        problems += [
            source.problem((question, name), f"{name}: knows no {key}")
            for name, row in rows.items()
            for key in row.keys() - set(classes)
        ]
    if problems:
        raise RulesError(_sorted(problems), next_step="install mailhuman again; the installation is not complete")
    return Weights(table)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems))
