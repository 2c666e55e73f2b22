"""Finds the line of every key of a TOML text, which the standard reader does not tell.

A statement (a comment, a table's head, a key with its value) is the shortest run of lines that is TOML by itself; so
the standard reader decides where one ends, and what its keys are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence

Keys = tuple[str, ...]


def key_lines(text: str) -> dict[Keys, int]:
    """Give the line, from 1, of every table and key of `text`, which must be TOML; the first line where one recurs."""
    found: dict[Keys, int] = {}
    table: Keys = ()
    for line, statement, data in _statements(text):
        if statement.lstrip().startswith("["):
            table = max(_paths(data), key=len)
            paths: Sequence[Keys] = [table[:length] for length in range(1, len(table) + 1)]
        else:
            paths = [(*table, *path) for path in _paths(data)]
        for path in paths:
            found.setdefault(path, line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Give each statement with its first line and what it says when read alone."""
    lines = text.split("\n")
    start = 0
    for end in range(1, len(lines) + 1):
        statement = "\n".join(lines[start:end])
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        yield start + 1, statement, data
        start = end


def _paths(data: object, above: Keys = ()) -> list[Keys]:
    """Give the path of every key in `data`, however deep; the tables of an array count as one."""
    if isinstance(data, list):
        return [path for item in data for path in _paths(item, above)]
    if not isinstance(data, Mapping):
        return []
    here = [(*above, key) for key in data]
    return here + [path for key, value in data.items() for path in _paths(value, (*above, key))]
