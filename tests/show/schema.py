"""The shape that `mailhuman review --format json` promises, and a judge of whether an object has it."""

from __future__ import annotations

from typing import Any

PLACE = {"start": int, "end": int}
NOTE = {"contact": str, "kind": str, "text": str, "date": (str, None), "learned": (str, None), "source": str}
SUGGESTION = {
    "id": str,
    "rule": str,
    "kind": {"touch", "name", "tone"},
    "category": str,
    "text": str,
    "alternatives": [str],
    "advice": str,
    "why": str,
    "where": (PLACE, None),
    "note": (NOTE, None),
    "evidence": ({"message_id": str, "quote": str}, None),
}
WARNING = {"id": str, "rule": str, "category": str, "quote": str, "where": (PLACE, None), "why": str}
WITHHELD = {"rule": str, "category": str, "gate": str, "note_kind": (str, None), "why": str}
CUE = {"cue": str, "effect": {"colder", "warmer"}, "quote": str, "start": int, "end": int}
TONE = {
    "schema": {"mailhuman.tone/1"},
    "id": str,
    "label": {"cold", "neutral", "warm", "unclear"},
    "relational": {"none", "formula", "personal"},
    "coldness": float,
    "excess": bool,
    "confidence": float,
    "cues": [CUE],
    "missing": [{"greeting", "thanks", "closing"}],
    "reason": str,
}
DRAFT = {
    "message_id": str,
    "from": str,
    "to": [str],
    "cc": [str],
    "bcc": [str],
    "subject": str,
    "language": str,
    "text": str,
    "own": [PLACE],
    "own_word_count": int,
}
FILE = {"file": str}
ACCOUNT = {"account": str, "folder": str, "uidvalidity": int, "uid": int}
REVIEW = {
    "schema": {"mailhuman.review/1"},
    "status": {"reviewed", "empty", "encrypted", "signed", "unreadable"},
    "source": (FILE, ACCOUNT),
    "draft": DRAFT,
    "tone": TONE,
    "suggestions": [SUGGESTION],
    "warnings": [WARNING],
    "withheld": [WITHHELD],
}


def departures(found: Any, shape: Any, at: str = "review") -> list[str]:
    """Where `found` departs from `shape`: keys missing, unknown or out of order, and values of another type."""
    if isinstance(shape, dict):
        if not isinstance(found, dict) or list(found) != list(shape):
            return [f"{at}: keys {list(found) if isinstance(found, dict) else found!r}, not {list(shape)}"]
        return [each for key in shape for each in departures(found[key], shape[key], f"{at}.{key}")]
    if isinstance(shape, list):
        if not isinstance(found, list):
            return [f"{at}: no list"]
        return [each for item in found for each in departures(item, shape[0], f"{at}[]")]
    if isinstance(shape, tuple):
        tried = [departures(found, each, at) for each in shape]
        return min(tried, key=len) if all(tried) else []
    return [] if _is(found, shape) else [f"{at}: {found!r}"]


def _is(found: Any, shape: Any) -> bool:
    if shape is None:
        return found is None
    if isinstance(shape, set):
        return found in shape
    if shape is float:
        return type(found) in {float, int}
    return type(found) is shape
