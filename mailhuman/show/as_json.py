"""A review as the JSON object that `mailhuman review --format json` promises (schema mailhuman.review/1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from mailhuman.model import Address, Draft, Review, Span, Suggestion, Warned, Withheld
from mailhuman.tone import tone_json

SCHEMA = "mailhuman.review/1"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def review_json(review: Review, source: Mapping[str, str | int]) -> dict[str, Any]:
    """Give the object with its keys in the promised order.

    `source` is {"file": path} or account, folder, uidvalidity and uid. Offsets are code points of draft.text.
    """
    return {
        "schema": SCHEMA,
        "status": review.draft.status,
        "source": dict(source),
        "draft": _draft(review.draft),
        "tone": tone_json(review.tone, id=""),
        "suggestions": [_suggestion(each) for each in review.suggestions],
        "warnings": [_warning(each) for each in review.warnings],
        "withheld": [_withheld(each) for each in review.withheld],
    }


def json_line(found: Mapping[str, Any]) -> bytes:
    """Give the object as one line of UTF-8; half a surrogate pair becomes U+FFFD, so that every offset still holds."""
    return json.dumps(_sound(found), ensure_ascii=False).encode() + b"\n"


def _sound(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: _sound(each) for key, each in value.items()}
    return [_sound(each) for each in value] if isinstance(value, list) else value


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "message_id": draft.message_id,
        "from": draft.sender.email if draft.sender else "",
        "to": _emails(draft.to),
        "cc": _emails(draft.cc),
        "bcc": _emails(draft.bcc),
        "subject": draft.subject,
        "language": draft.language,
        "text": draft.text,
        "own": [_place(span) for span in draft.own],
        "own_word_count": draft.own_word_count,
    }


def _emails(addresses: tuple[Address, ...]) -> list[str]:
    return [address.email for address in addresses]


def _place(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "id": found.id,
        "rule": found.rule,
        "kind": found.kind,
        "category": found.category,
        "text": found.text,
        "alternatives": list(found.alternatives),
        "advice": found.advice,
        "why": found.why,
        "where": _place(found.where),
        "note": _note(found),
        "evidence": _evidence(found),
    }


def _note(found: Suggestion) -> dict[str, Any] | None:
    note = found.note
    if note is None:
        return None
    return {
        "contact": note.contact,
        "kind": note.kind,
        "text": note.text,
        "date": note.date,
        "learned": note.learned,
        "source": note.source,
    }


def _evidence(found: Suggestion) -> dict[str, str] | None:
    evidence = found.evidence
    return {"message_id": evidence.message_id, "quote": evidence.quote} if evidence else None


def _warning(found: Warned) -> dict[str, Any]:
    return {
        "id": found.id,
        "rule": found.rule,
        "category": found.category,
        "quote": found.quote,
        "where": _place(found.where),
        "why": found.why,
    }


def _withheld(found: Withheld) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "category": found.category,
        "gate": found.gate,
        "note_kind": found.note_kind,
        "why": found.why,
    }
