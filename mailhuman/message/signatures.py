"""Signatures, "Sent from my …" and disclaimers among the lines that are still the writer's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailhuman.message.disclaimers import is_disclaimer, is_list_footer
from mailhuman.message.lines import Mark
from mailhuman.message.marks import is_device_line

_MOST_LINES_AFTER_BARE_DASHES = 8
_LONGEST_SIGNATURE_LINE = 80


def mark_signatures(texts: Sequence[str], marks: list[Mark]) -> None:
    """Mark what stands after "-- ", device lines that end a stretch, and paragraphs of law."""
    for stretch in list(_open_stretches(texts, marks)):
        end = _mark_after_dashes(texts, marks, stretch)
        end = _mark_footers(texts, marks, stretch[:end])
        _mark_device_lines(texts, marks, stretch[:end])


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


def _mark_after_dashes(texts: Sequence[str], marks: list[Mark], stretch: list[int]) -> int:
    """Mark from the first "-- " of a stretch on; give how many of its lines are left."""
    for number, at in enumerate(stretch):
        if texts[at] == "-- " or (texts[at].rstrip() == "--" and _is_short([texts[each] for each in stretch[number:]])):
            for each in stretch[number:]:
                marks[each] = Mark.SIGNATURE
            return number
    return len(stretch)


def _is_short(rows: list[str]) -> bool:
    """Whether lines under bare dashes look like a signature; some people type "--" between two thoughts."""
    full = [row for row in rows[1:] if row.strip()]
    return len(full) <= _MOST_LINES_AFTER_BARE_DASHES and all(len(row) <= _LONGEST_SIGNATURE_LINE for row in full)


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
