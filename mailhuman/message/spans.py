"""Lines into the text people see and the spans of it that are the writer's own."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.message.lines import Line, Mark
from mailhuman.model import Span


def assembled(lines: Sequence[Line]) -> tuple[str, tuple[Span, ...]]:
    """Give the whole text and the own spans in it, trimmed of white space, in order, none empty."""
    text = "\n".join(line.text for line in lines)
    spans: list[Span] = []
    start = end = -1
    at = 0
    for line in lines:
        if line.text.strip():
            if line.mark is Mark.OPEN:
                start, end = (at if start < 0 else start), at + len(line.text)
            elif start >= 0:
                spans.append(trimmed(text, start, end))
                start = -1
        at += len(line.text) + 1
    if start >= 0:
        spans.append(trimmed(text, start, end))
    return text, tuple(spans)


def trimmed(text: str, start: int, end: int) -> Span:
    """Give the span without the white space at its ends."""
    held = text[start:end]
    return Span(start + len(held) - len(held.lstrip()), start + len(held.rstrip()))
