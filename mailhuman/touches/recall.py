"""What was offered before and became of it: a fact taken lately, a wording already used, something dismissed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from mailhuman.model import Remembered, Situation
from mailhuman.touches.matching import Candidate

_FACT_RESTS = timedelta(days=60)
_CATEGORY_RESTS = timedelta(days=14)
_ONE_A_DAY = timedelta(hours=20)
_JOYFUL = frozenset({"milestone", "their-line"})  # categories that congratulate
_HOW_SAID = frozenset({"are", "form", "means", "days"})  # what fills no gap with a thing
_LEAST = 3  # letters of what a line speaks of


def used(situation: Situation, email: str) -> Iterator[Remembered]:
    """What was taken or sent to `email` before; dismissals are another matter."""
    return (each for each in situation.history if each.outcome != "dismissed" and each.contact == email)


def repeats(candidate: Candidate, situation: Situation, email: str) -> str:
    """Why `candidate` would be a repetition to `email`; "" if it would not."""
    for entry in used(situation, email):
        age = situation.now - entry.at
        if entry.fact and entry.fact == candidate.fact and age <= _FACT_RESTS:
            return "this was said to them within the last 60 days"
        same_kind = entry.category == candidate.category.name and candidate.category.kind == "touch"
        if same_kind and age <= _CATEGORY_RESTS:
            return "something of this kind was said to them within the last 14 days"
        if _is_second_today(entry, candidate) and timedelta(0) <= age <= _ONE_A_DAY:
            return "something personal was said to them today already"
    return ""


def _is_second_today(entry: Remembered, candidate: Candidate) -> bool:
    """Whether a touch would follow another; a death they have told of since is acknowledged all the same."""
    return entry.kind == candidate.category.kind == "touch" and candidate.category.name != "condolence"


def dismissed(candidate: Candidate, suggestion_id: str, situation: Situation, email: str) -> str:
    """Why the writer does not want to see `candidate`; "" if nothing speaks against it."""
    for entry in situation.history:
        if entry.outcome == "dismissed" and _covers(entry, candidate, suggestion_id, situation.lineage, email):
            return {
                "this": "you dismissed this one",
                "rule": "you dismissed this rule",
                "person": "you dismissed this kind of thing for this person",
                "fact": "you dismissed this fact",
            }[entry.scope]
    return ""


def waved_off(warning_id: str, situation: Situation, email: str) -> bool:
    """Whether the writer dismissed this warning in this very draft, written to the same reader."""
    return any(
        entry.outcome == "dismissed"
        and entry.suggestion == warning_id
        and (entry.contact, entry.lineage) == (email, situation.lineage)
        for entry in situation.history
    )


def _covers(entry: Remembered, candidate: Candidate, suggestion_id: str, lineage: str, email: str) -> bool:
    """Whether a dismissal reaches `candidate`; "this" reaches the draft it was said of, through all its saves."""
    if entry.scope == "rule":
        return entry.rule == candidate.rule.id
    if entry.scope == "person":
        return entry.contact == email and entry.category == candidate.rule.category
    if entry.scope == "fact":
        return bool(entry.fact) and entry.fact == candidate.fact
    return entry.suggestion == suggestion_id and entry.lineage in {"", lineage}


def fresh_first(lines: Sequence[str], candidate: Candidate, situation: Situation, email: str) -> tuple[str, ...]:
    """`lines` without those ever used to `email`; those worn with them, or used to others of late, come last.

    A line is worn where the same words were said to them of another thing. Congratulations in worn words are left out
    as long as there are others.
    """
    told = {entry.text for entry in used(situation, email)}
    left = [line for line in lines if line not in told]
    worn = {line for line in left if _is_worn(line, candidate, told)}
    if candidate.category.name in _JOYFUL and len(worn) < len(left):
        left = [line for line in left if line not in worn]
    lately = {
        entry.text
        for entry in situation.history
        if entry.outcome != "dismissed" and situation.now - entry.at <= _FACT_RESTS
    }
    return tuple(sorted(left, key=lambda line: (line in worn, line in lately)))


def _is_worn(line: str, candidate: Candidate, told: Iterable[str]) -> bool:
    """Whether the words of `line` around what it speaks of were said before."""
    gaps = {str(words) for name, words in candidate.fill.items() if name not in _HOW_SAID and len(str(words)) >= _LEAST}
    listed = "|".join(map(re.escape, sorted(gaps, key=len, reverse=True)))
    parts = re.split(listed, line, flags=re.IGNORECASE) if listed else [line]
    frame = re.compile(".+?".join(map(re.escape, parts)), re.IGNORECASE)
    return len(parts) > 1 and len(" ".join(parts).split()) > 1 and any(map(frame.fullmatch, told))
