"""Whose death a sentence of theirs tells, as it follows "sorry to hear about": your mum, your father, Biscuit."""

from __future__ import annotations

import re

from mailhuman.contacts.kin import KIN
from mailhuman.touches.persons import is_no_name
from mailhuman.touches.proper import NAME
from mailhuman.touches.signs import words_of

_LOST = r"lost|losing|put|goodbye to|burying|buried|(?:have|had|having)(?=\s+\w+\s+put\b)"
OWNER = r"['’]s\s+(?!(?:funeral|death|passing|burial|wake|memorial|ashes|cremation)\b)"
"""After a relation: it is somebody of theirs that is told of, and not their own death."""
_NAMED = re.compile(
    rf"\b(?:{_LOST})\s+(?P<after>{NAME})\b(?!['’]s)|"
    rf"(?P<before>{NAME})\s+(?:(?:sadly|suddenly|peacefully|has|had)\s+)*(?:died|passed|slipped away|was put)\b",
    re.IGNORECASE,
)


def whom_lost(told: str) -> str:
    """Whose loss `told` speaks of; "" where that is not said plainly."""
    relation = words_of("relation")
    if found := re.search(
        rf"\b(?:my|our)\s+(?P<kin>(?:\w+\s+)?{relation}(?:-in-law)?)\b(?!{OWNER})", told, re.IGNORECASE
    ):
        return f"your {found['kin']}"
    named = _NAMED.search(told)
    who = (named["after"] or named["before"]) if named else ""
    if who.casefold() in KIN:
        return f"your {KIN[who.casefold()]}"
    return "" if not who or is_no_name(who) else who
