"""YAML read with the line of every value, so that each problem can name its place.

Scalars stay as they are written (`no`, `2026-03-10` and `1.10` are text until somebody who knows the field says
otherwise); equal keys in one mapping are a problem, never a silent choice. Nothing is ever constructed from a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # what YAML holds, and what pydantic says of it, is of any type

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mailhuman.errors import Problem

Path = tuple[str | int, ...]
_PLAIN: dict[str, object] = {"null": None, "~": None, "": None, "true": True, "false": False}
_KEY = re.compile(r"[A-Za-z][\w-]{0,23}")
_SORTS = {
    "extra_forbidden": "unknown key",
    "missing": "missing",
    "string_type": "must be text",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "model_type": "must hold fields",
    "dict_type": "must hold fields",
}
"""What is wrong with a value, by pydantic's name for it; for the rest pydantic's own words stand."""
_DEEPEST = 40  # a file nobody wrote by hand; deeper nesting would only exhaust the stack


@dataclass(slots=True)
class Source:
    """A YAML file as plain data, with the line of every value and the problems met while reading it."""

    path: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, at: Sequence[str | int]) -> int:
        """The line (from 1) of the value at `at`, or of the nearest thing above it that is in the file."""
        path = tuple(at)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, at: Sequence[str | int], message: str) -> Problem:
        """Name a problem at the place of `at`."""
        return Problem(self.path, self.line(at), 0, message)


def read_yaml(text: str, path: str) -> Source:
    """Read one YAML document; syntax errors, duplicate keys, aliases and tags are in `problems`, not raised."""
    source = Source(path)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        source.problems.append(
            Problem(path, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, _plain_words(error))
        )
        return source
    except (yaml.YAMLError, RecursionError):
        source.problems.append(Problem(path, 0, 0, "is not readable as YAML"))
        return source
    if node is not None:
        source.data = _Reader(source).value(node, ())
    return source


def pydantic_problems(
    source: Source, errors: Iterable[Mapping[str, Any]], at: Sequence[str | int] = ()
) -> list[Problem]:
    """Turn what pydantic found (`ValidationError.errors()`) into problems with their lines.

    Values are not quoted, nor is a key that is no word: a slip of the colon turns a note's text into one.
    """
    places = [((*at, *error["loc"]), error) for error in errors]
    return [source.problem(place, _sentence(error, place)) for place, error in places]


def _sentence(error: Mapping[str, Any], place: Sequence[str | int]) -> str:
    """One sentence; which of a list it is, the line tells."""
    named = [part for part in place if isinstance(part, str)]
    if error["type"] == "extra_forbidden" and not _KEY.fullmatch(named[-1]):
        named[-1] = "…"
    words = _words(error["type"], error.get("ctx", {}), error["msg"])
    return f"{'.'.join(named)}: {words}" if named else words


def _words(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind == "value_error":
        return str(context.get("error", message))
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if "ge" in context:
        return f"must be at least {context['ge']}"
    if "le" in context:
        return f"must be at most {context['le']}"
    return _SORTS.get(kind) or f"{message[0].lower()}{message[1:]}"


def _plain_words(error: yaml.MarkedYAMLError) -> str:
    """What is wrong, without the lines of the file that YAML's own message would quote."""
    return " ".join(part for part in (error.context, error.problem) if part) or "is not readable as YAML"


class _Reader:
    """Walks the composed nodes; aliases are refused (a small file must stay small), tags are ignored."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: set[int] = set()

    def value(self, node: Node, at: Path) -> object:
        line = node.start_mark.line + 1
        self._source.lines.setdefault(at, line)
        if id(node) in self._seen or len(at) > _DEEPEST:
            message = "is an alias; write it out" if id(node) in self._seen else "is nested too deeply"
            self._source.problems.append(Problem(self._source.path, line, 0, message))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, at)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*at, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, at: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in found:
                first = self._source.lines[(*at, key)]
                self._source.problems.append(
                    Problem(self._source.path, line, 0, f"{key}: is here already at line {first}")
                )
                continue
            self._source.lines[(*at, key)] = line
            found[key] = self.value(value_node, (*at, key))
        return found

    @staticmethod
    def _scalar(node: Node) -> object:
        if isinstance(node, ScalarNode) and not node.style:  # None, or "" from libyaml: written bare
            return _PLAIN.get(node.value, node.value)
        return node.value
