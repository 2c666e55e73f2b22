"""How a review of a scenario is judged: harm first and apart, then help, then silence and tone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one scenario; `harm` lists what may not be, `helped` is None where no help was asked for."""

    id: str
    harm: tuple[str, ...]
    helped: bool | None
    tone_fits: bool | None
    label: str
    relational: str
    said: tuple[str, ...]


def score(scenario: Mapping[str, Any], review: Mapping[str, Any]) -> Score:
    """Judge the JSON of a review by the `expect` of its scenario."""
    expect = scenario["expect"]
    return Score(
        scenario["id"],
        tuple(_harm(expect, review)),
        _help(expect, review),
        _tone(expect["tone"], review["tone"]),
        review["tone"]["label"],
        review["tone"]["relational"],
        tuple(f"{each['rule']}: {each['text'] or each['advice']}" for each in review["suggestions"])
        + tuple(f"! {each['rule']}: {each['quote']}" for each in review["warnings"]),
    )


def _harm(expect: Mapping[str, Any], review: Mapping[str, Any]) -> Iterable[str]:
    heard = [*_spoken(review), *_reasons(review)]
    for pattern in expect["must_not"]:
        yield from (f"must not: {pattern}: {line}" for line in heard if re.search(pattern, line, re.IGNORECASE))
    if expect["silent"]:
        yield from (f"touch: {each['text']}" for each in review["suggestions"] if each["kind"] == "touch")
        if not expect["warn"]:
            yield from (f"warning: {each['quote']}" for each in review["warnings"])


def _help(expect: Mapping[str, Any], review: Mapping[str, Any]) -> bool | None:
    if not expect["any_of"] and not expect["warn"]:
        return None
    spoken = list(_spoken(review))
    wanted = [f"(?:{')|(?:'.join(expect['any_of'])})"] if expect["any_of"] else []
    found = [any(re.search(pattern, line, re.IGNORECASE) for line in spoken) for pattern in wanted]
    heard = [*spoken, *(f"{each['quote']} {each['why']}" for each in review["warnings"])]
    found += [any(re.search(pattern, line, re.IGNORECASE) for line in heard) for pattern in expect["warn"]]
    return all(found)


def _spoken(review: Mapping[str, Any]) -> Iterable[str]:
    for each in review["suggestions"]:
        yield from (each["text"], *each["alternatives"], each["advice"])


def _reasons(review: Mapping[str, Any]) -> Iterable[str]:
    yield review["tone"]["reason"]
    yield from (each["why"] for each in review["suggestions"])
    for each in review["warnings"]:
        yield from (each["why"],)


def _tone(accepted: list[str] | None, tone: Mapping[str, Any]) -> bool | None:
    if accepted is None:
        return None
    readings = {tone["label"]} | ({"transactional"} if tone["relational"] in {"none", "formula"} else set())
    return bool(readings & set(accepted))
