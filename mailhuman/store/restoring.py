"""Reads an export of the store back, every problem at its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mailhuman.contacts import parse_contacts
from mailhuman.errors import BadInput, ContactsError, Problem
from mailhuman.model import Kind, Outcome, Remembered, Switch
from mailhuman.places import Source, pydantic_problems, read_yaml
from mailhuman.store.export import SCHEMA
from mailhuman.store.kept import Kept
from mailhuman.store.quiet import Woken

_PARTS = ("contacts", "history", "switches", "woken")
_KEY = re.compile(r"([^\s#:\-][^:]*):(.*)")
_Noun = TypeVar("_Noun")


def parse_export(text: str, path: str) -> Kept:
    """Read what `exported` wrote. ContactsError with every problem of the file, which `path` names."""
    parts, problems = _parts(text, path)

    def part(name: str, parse: Callable[[str, str], tuple[_Noun, ...]]) -> tuple[_Noun, ...]:
        try:
            return parse(parts.get(name, ""), path)
        except BadInput as bad:
            problems.extend(bad.problems)
            return ()

    kept = Kept(
        part("contacts", parse_contacts),
        part("history", _parse_history),
        part("switches", _parse_switches),
        part("woken", _parse_woken),
    )
    if problems:
        raise ContactsError(tuple(problems), next_step="mend these lines, or export anew, and try again")
    return kept


def _parts(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    """The text of each part, with empty lines before it so that its lines keep their numbers."""
    parts: dict[str, list[str]] = {}
    problems, name = [], ""
    for number, line in enumerate(text.split("\n")):
        begins = _KEY.fullmatch(line)
        if begins:
            name = begins[1].strip()
            if name in parts or name not in {"schema", *_PARTS}:
                what = f"{name}: stands here twice" if name in parts else "this is no part of an export"
                problems.append(Problem(path, number + 1, 0, what))
            parts[name] = [""] * number
        parts.setdefault(name, [""] * number).append(begins[2].strip() if begins else line)
    if "".join(parts.get("schema", ())).strip() != SCHEMA:
        problems.append(Problem(path, 1, 0, f"this is no export of the store: it would begin `schema: {SCHEMA}`"))
    return {each: "\n".join(lines) + "\n" for each, lines in parts.items()}, problems


def _moment(written: object) -> datetime:
    wanted = "write a time with its zone, as 2026-03-12T17:00:00+00:00"
    try:
        at = datetime.fromisoformat(written.strip()) if isinstance(written, str) else None
    except ValueError:
        raise ValueError(wanted) from None
    if at is None or at.tzinfo is None:
        raise ValueError(wanted)
    return at


class _Told(BaseModel):
    """An answer as the store keeps it: to nobody yet, perhaps, or of a category that is no longer known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Annotated[datetime, BeforeValidator(_moment)]
    outcome: Outcome
    contact: str
    rule: str
    category: str
    kind: Kind = "touch"
    fact: str = ""
    text: str = ""
    suggestion: str = ""
    lineage: str = ""
    scope: Literal["this", "rule", "person", "fact"] = "this"
    reason: str = ""


class _Switch(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    target: Annotated[str, Field(min_length=1)]
    enabled: bool
    person: str = ""
    folder: str = ""


class _Woken(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Annotated[str, Field(min_length=1)]
    at: Annotated[datetime, BeforeValidator(_moment)]


def _parse_history(text: str, path: str) -> tuple[Remembered, ...]:
    return tuple(Remembered(**dict(each)) for each in _listed(_Told, text, path))


def _parse_switches(text: str, path: str) -> tuple[Switch, ...]:
    return tuple(Switch(**dict(each)) for each in _listed(_Switch, text, path))


def _parse_woken(text: str, path: str) -> tuple[Woken, ...]:
    return tuple(Woken(**dict(each)) for each in _listed(_Woken, text, path))


_Model = TypeVar("_Model", _Told, _Switch, _Woken)


def _listed(model: type[_Model], text: str, path: str) -> list[_Model]:
    source = read_yaml(text, path)
    problems, found = list(source.problems), []
    for number, written in enumerate(_entries(source, problems)):
        try:
            found.append(model.model_validate(written))
        except ValidationError as error:
            problems += pydantic_problems(source, error.errors(), (number,))
    if problems:
        raise ContactsError(tuple(problems))
    return found


def _entries(source: Source, problems: list[Problem]) -> list[object]:
    if source.data is None or isinstance(source.data, list):
        return source.data or []
    problems.append(source.problem((), "this part is a list: each entry starts with `-`"))
    return []
