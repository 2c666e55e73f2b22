"""Signatures, "Sent from my …" and disclaimers among the lines that are still the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailhuman.message.devices import is_device_line
from mailhuman.message.disclaimers import is_disclaimer, is_list_footer
from mailhuman.message.lines import Mark

_MOST_LINES_AFTER_BARE_DASHES = 8
_LONGEST_SIGNATURE_LINE = 80
_POSTSCRIPT = re.compile(r"\s{0,8}P\.?\s?(?:P\.?\s?)?S\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:Ltd|Inc|Co|Corp|St|Rd|Ave|Jr|Dr|Str|Dipl|Ing|Nr|[A-Z]|[a-z]\.[A-Z]|[A-Z]\.[A-Z])\.$")


def mark_signatures(texts: Sequence[str], marks: list[Mark]) -> None:
    """Mark what stands after "-- ", device lines that end a stretch, and paragraphs of law."""
    for stretch in list(_open_stretches(texts, marks)):
        left = _mark_after_dashes(texts, marks, stretch)
        end = _mark_footers(texts, marks, left)
        _mark_device_lines(texts, marks, left[:end])


def _open_stretches(texts: Sequence[str], marks: Sequence[Mark]) -> Iterator[list[int]]:
    """Places of the lines between two things already set aside; empty lines belong to the stretch around them."""
    held: list[int] = []
    for at, mark in enumerate(marks):
        if mark is Mark.OPEN:
            held.append(at)
        elif texts[at].strip() and held:
            yield held
            held = []
    if held:
        yield held


def _mark_after_dashes(texts: Sequence[str], marks: list[Mark], stretch: list[int]) -> list[int]:
    """Mark from the dashes of a stretch on; give the places of its lines that are left."""
    number = _dashes_in([texts[at] for at in stretch])
    if number is None:
        return stretch
    end = number + 1 + _until_postscript([texts[at] for at in stretch[number + 1 :]])
    for at in stretch[number:end]:
        marks[at] = Mark.SIGNATURE
    return stretch[:number] + stretch[end:]


def _dashes_in(rows: list[str]) -> int | None:
    """Where a signature begins: at "-- " (RFC 3676 §4.3), or at the only "--" if what follows looks like one."""
    if "-- " in rows:
        return rows.index("-- ")
    bare = [number for number, row in enumerate(rows) if row.rstrip() == "--"]
    return bare[0] if len(bare) == 1 and _is_short(rows[bare[0] + 1 :]) else None


def _until_postscript(rows: list[str]) -> int:
    """How many lines a signature has; what a writer adds below it is theirs."""
    found = (at for at, row in enumerate(rows) if _POSTSCRIPT.match(row) and at and not rows[at - 1].strip())
    return next(found, len(rows))


def _is_short(rows: list[str]) -> bool:
    """Whether lines under bare dashes look like a signature; some people type "--" between two thoughts."""
    full = [row.strip() for row in rows if row.strip()]
    if not full or len(full) > _MOST_LINES_AFTER_BARE_DASHES:
        return False
    return is_device_line(full[0]) or not any(map(_is_no_signature, full))


def _is_no_signature(row: str) -> bool:
    """Whether a line is too long for a signature, or ends as sentences do."""
    sentence = row.endswith((".", "!", "?", "…", ":")) and not _ABBREVIATED.search(row)
    return len(row) > _LONGEST_SIGNATURE_LINE or sentence


def _mark_footers(texts: Sequence[str], marks: list[Mark], stretch: list[int]) -> int:
    """Set disclaimers and list footers aside; give how many lines stand before the first at the end."""
    left = len(stretch)
    for first, last in reversed(list(_paragraphs(texts, stretch))):
        paragraph = "\n".join(texts[at] for at in stretch[first:last])
        if not (is_disclaimer(paragraph) or is_list_footer(paragraph)):
            continue
        for at in stretch[first:last]:
            marks[at] = Mark.ASIDE
        if not any(texts[at].strip() for at in stretch[last:left]):
            left = first
    return left


def _paragraphs(texts: Sequence[str], stretch: list[int]) -> Iterator[tuple[int, int]]:
    first = -1
    for number, at in enumerate([*stretch, -1]):
        full = at >= 0 and bool(texts[at].strip())
        if full and first < 0:
            first = number
        elif not full and first >= 0:
            yield first, number
            first = -1


def _mark_device_lines(texts: Sequence[str], marks: list[Mark], stretch: list[int]) -> None:
    for at in reversed(stretch):
        if not texts[at].strip():
            continue
        if not is_device_line(texts[at]):
            return
        marks[at] = Mark.SIGNATURE
