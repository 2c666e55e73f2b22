"""The lists of words the policy of notes goes by, kept as data in the YAML files beside this one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mailhuman.errors import ContactsError
from mailhuman.places import read_yaml

_FOLDER = Path(__file__).parent


@cache
def patterns(file: str, **parts: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of `file`.yaml by the name of their entry, in the order of the file; `parts` fill {name} gaps.

    ContactsError where the file cannot be read or holds something that is no pattern.
    """
    path = _FOLDER / f"{file}.yaml"
    source = read_yaml(path.read_text(encoding="utf-8"), str(path))
    compiled: dict[str, tuple[re.Pattern[str], ...]] = {}
    for number, entry in enumerate(source.data or ()):
        found = []
        for place, written in enumerate(entry["patterns"]):
            try:
                found.append(re.compile(_filled(written, parts), re.IGNORECASE))
            except re.error as error:
                source.problems.append(source.problem((number, "patterns", place), f"is not a pattern: {error.msg}"))
        compiled[entry["name"]] = tuple(found)
    if source.problems:
        raise ContactsError(tuple(source.problems), next_step="install mailhuman again")
    return compiled


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern
