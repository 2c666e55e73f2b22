"""The file of what was offered before and became of it (`--history FILE`): YAML, every problem at its line.

- at: 2026-03-10T09:00:00+00:00      # with its zone
  outcome: taken                     # taken | sent | dismissed
  contact: priya@acme.example        # may be left out where a rule is dismissed for everybody
  rule: ask-about-hobby
  category: hobby
  fact: 0123456789abcdef             # optional, as all that follow; the fields are those of `model.Remembered`
  text: How is the bouldering going?
  scope: this                        # of a dismissal: this | rule | person | fact
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from mailhuman.errors import HistoryError, Problem
from mailhuman.model import Kind, Outcome, Remembered
from mailhuman.places import Source, pydantic_problems, read_yaml
from mailhuman.touches.vocabulary import CATEGORIES, WARNING_CATEGORIES

_NEXT = "mend these lines and try again"
_ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;@]+")
_KNOWN = (*CATEGORIES, *WARNING_CATEGORIES)


def parse_history(text: str, path: str) -> tuple[Remembered, ...]:
    """Read a list of what happened to earlier suggestions, in the order of the file; an empty file holds nothing.

    `path` names the file in problems. HistoryError with every problem of the file.
    """
    source = read_yaml(text, path)
    entries: list[Remembered] = []
    problems = list(source.problems)
    for entry, wrong in _entries(source):
        problems += wrong
        entries += [entry] if entry else []
    if problems:
        raise HistoryError(tuple(problems), next_step=_NEXT)
    return tuple(entries)


def _entries(source: Source) -> Iterator[tuple[Remembered | None, Sequence[Problem]]]:
    listed = source.data
    if listed is None:
        return
    if not isinstance(listed, list):
        yield None, [source.problem((), "a file of history is a list: each entry starts with `- at:`")]
        return
    for number, written in enumerate(listed):
        yield _entry(source, number, written)


def _entry(source: Source, number: int, written: object) -> tuple[Remembered | None, Sequence[Problem]]:
    if not isinstance(written, dict):
        return None, [source.problem((number,), "an entry holds fields, starting with `at:`")]
    try:
        entry = _Written.model_validate({key: value for key, value in written.items() if value is not None})
    except ValidationError as error:
        return None, pydantic_problems(source, error.errors(), (number,))
    return entry.remembered(), ()


def _moment(written: object) -> datetime:
    wanted = "write a time with its zone, as 2026-03-12T17:00:00+00:00"
    try:
        at = datetime.fromisoformat(written.strip()) if isinstance(written, str) else None
    except ValueError:
        raise ValueError(wanted) from None
    if at is None or at.tzinfo is None:
        raise ValueError(wanted)
    return at


def _address(written: str) -> str:
    bare = written.strip().lower()
    if bare and not _ADDRESS.fullmatch(bare):
        raise ValueError("write an address as name@place.example")
    return bare


def _category(written: str) -> str:
    if written not in _KNOWN:
        raise ValueError(f"is no category; known are {', '.join(sorted(_KNOWN))}")
    return written


def _filled(written: str) -> str:
    if not written.strip():
        raise ValueError("is empty")
    return written


class _Written(BaseModel):
    """One entry as it is written down."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Annotated[datetime, BeforeValidator(_moment)]
    outcome: Outcome
    contact: Annotated[str, AfterValidator(_address)] = ""
    rule: Annotated[str, AfterValidator(_filled)]
    category: Annotated[str, AfterValidator(_category)]
    kind: Kind | None = None
    fact: str = ""
    text: str = ""
    suggestion: str = ""
    lineage: str = ""
    scope: Literal["this", "rule", "person", "fact"] = "this"
    reason: str = ""

    @model_validator(mode="after")
    def _says_what_it_covers(self) -> _Written:
        """An entry that could never match anything is a slip, and would be missed in silence."""
        dismissed = self.outcome == "dismissed"
        if not self.contact and not (dismissed and self.scope in {"rule", "fact"}):
            raise ValueError("contact: missing")
        if dismissed and self.scope == "fact" and not self.fact:
            raise ValueError("fact: missing; it says which fact was dismissed")
        if dismissed and self.scope == "this" and not self.suggestion:
            raise ValueError("suggestion: missing; it says which one was dismissed")
        return self

    def remembered(self) -> Remembered:
        """The noun; its kind is that of its category, where none is given."""
        known = CATEGORIES.get(self.category)
        return Remembered(**{**dict(self), "kind": self.kind or (known.kind if known else "touch")})
