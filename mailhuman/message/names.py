"""The names of the files that go with a message, made safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailhuman.message.part import Part

_LONGEST = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MOST = 200


def attachment_names(parts: Iterable[Part]) -> tuple[str, ...]:
    """Give the name of each attachment; one without a name is called by its type."""
    found = [_named(part) for part in sorted(parts, key=lambda part: part.order) if _is_attachment(part)]
    return tuple(found[:_MOST])


def safe_name(name: str) -> str:
    """Give the last step of a path, without controls and without marks that turn the direction of writing."""
    last = re.split(r"[/\\]", _UNSAFE.sub("", name).strip())[-1].strip()
    return last[:_LONGEST] if last.strip(". ") else ""


def _is_attachment(part: Part) -> bool:
    if part.is_container or part.is_text:
        return False
    # pictures shown in the text and signatures are no attachments to the one who writes
    return bool(part.disposition == "attachment" or part.filename or part.content_type == "message/rfc822")


def _named(part: Part) -> str:
    return safe_name(part.filename) or part.content_type
