"""Words by which a circumstance is known (loss, a bargain, an outage, thanks …), kept as data in signs.yaml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mailhuman.errors import RulesError
from mailhuman.model import Span
from mailhuman.places import Source, read_yaml
from mailhuman.touches.proper import NAME, PLACE

_NAMES = {"name": NAME, "place": PLACE}
_FILE = Path(__file__).with_suffix(".yaml")


def find_sign(sign: str, text: str) -> Span | None:
    """Where `sign` first shows in `text`; None where it does not. KeyError for a sign that is not in the list."""
    starts = [found.span() for pattern in signs()[sign] if (found := pattern.search(text))]
    return Span(*min(starts)) if starts else None


def find_all(sign: str, text: str) -> tuple[Span, ...]:
    """Every place where `sign` shows in `text`, in order."""
    return tuple(sorted(Span(*found.span()) for pattern in signs()[sign] for found in pattern.finditer(text)))


def is_wholly(sign: str, text: str) -> bool:
    """Whether the whole of `text` is `sign`, with nothing before or after. KeyError as above."""
    return any(pattern.fullmatch(text) for pattern in signs()[sign])


def words_of(sign: str) -> str:
    """The words of a sign that is a list of them, as a piece of a larger pattern. KeyError as above."""
    return signs()[sign][0].pattern.removeprefix(r"\b").removesuffix(r"\b")


@cache
def signs() -> dict[str, tuple[re.Pattern[str], ...]]:
    """All signs by name, their patterns compiled. RulesError if signs.yaml has problems."""
    source = read_yaml(_FILE.read_text(encoding="utf-8"), str(_FILE))
    words = {entry["sign"]: "(?:" + "|".join(entry["words"]) + ")" for entry in source.data if "words" in entry}
    compiled: dict[str, tuple[re.Pattern[str], ...]] = {
        name: (re.compile(rf"\b{listed}\b", re.IGNORECASE),) for name, listed in words.items()
    }
    for number, entry in enumerate(source.data):
        if "patterns" in entry:
            compiled[entry["sign"]] = tuple(_compiled(source, number, entry["patterns"], _NAMES | words))
    if source.problems:
        raise RulesError(tuple(source.problems), next_step="install mailhuman again")
    return compiled


def _compiled(source: Source, number: int, patterns: list[str], words: dict[str, str]) -> list[re.Pattern[str]]:
    found = []
    for place, pattern in enumerate(patterns):
        for name, listed in words.items():
            pattern = pattern.replace("{" + name + "}", listed)  # noqa: PLW2901 - each list fills its own gap
        try:
            found.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            source.problems.append(source.problem((number, "patterns", place), f"is not a pattern: {error.msg}"))
    return found
