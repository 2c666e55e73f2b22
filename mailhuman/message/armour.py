"""Inline OpenPGP (RFC 9580 §6.2): whether a text is armoured, and which lines are armour rather than words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from mailhuman.message.lines import Line, Mark

_MESSAGE = "-----BEGIN PGP MESSAGE-----"
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN = "-----BEGIN PGP "
_END = "-----END PGP "


def armour_of(lines: Sequence[Line]) -> Literal["encrypted", "signed"] | None:
    """Say what the writer's own part of a text is wrapped in; quoted armour does not count."""
    for line in lines:
        if line.mark is not Mark.QUOTE and line.text.startswith(_BEGIN):
            if line.text.startswith(_MESSAGE):
                return "encrypted"
            if line.text.startswith(_SIGNED):
                return "signed"
    return None


def mark_armour(texts: Sequence[str], marks: list[Mark]) -> None:
    """Set armour aside: keys, signatures and messages whole, of signed text only the head."""
    inside = head = False
    for at, text in enumerate(texts):
        if marks[at] is not Mark.OPEN:
            continue
        begins = text.startswith(_BEGIN)
        head = text.startswith(_SIGNED) or (head and bool(text.strip()))
        inside = (begins or inside) and not text.startswith(_SIGNED)
        if inside or head:
            marks[at] = Mark.ASIDE
        if text.startswith(_END):
            inside = False
