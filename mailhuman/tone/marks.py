"""Cues told by how a text is written: capitals in a row, doubled question marks, stacked exclamation marks, emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailhuman.model import Span

_SHOUT = re.compile(r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:[ ,!?.]{1,3}(?:[A-Z]{2,}|I|A)(?:['’][A-Z]+)?){2,40}(?!\w)")
_PRESS = re.compile(r"(?<![!?])(?:\?{2,6}|\?!|!\?)(?![!?])")
_STACK = re.compile(r"!{3,40}")
_EMOJI = "\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\u2600-\u27bf\u2764"
_EMOJI_RUN = re.compile(rf"(?:[{_EMOJI}]\ufe0f?\s?){{2,40}}")
ANY_EMOJI = re.compile(rf"[{_EMOJI}]")
_SAID = frozenset(
    {
        "YOU", "YOUR", "NOT", "THE", "IS", "TO", "DO", "WE", "MY", "NOW", "AND", "NO", "I", "THIS", "ARE", "ALL",
        "HAVE", "MUST", "WILL", "NEVER", "STOP", "WHY", "WHO", "WHAT", "OFF",
    }
)  # fmt: skip
_KIND = frozenset({"THANKS", "THANK", "PLEASE", "HAPPY", "CONGRATULATIONS", "LOVE", "MERRY", "WELCOME", "GREAT"})
_SMALL = re.compile(r"[a-z]")


def mark_cues(text: str, body: Span) -> Iterator[tuple[str, Span]]:
    """Give name and span of each such cue that begins in `body`."""
    if _SMALL.search(text, body.start, body.end):
        runs = (found for found in _SHOUT.finditer(text, body.start, body.end) if _speaks(found.group()))
        yield from (("shouting", _stripped(found)) for found in runs)
    yield from (("impatience", Span(*found.span())) for found in _PRESS.finditer(text, body.start, body.end))
    yield from (("gushing", Span(*found.span())) for found in _STACK.finditer(text, body.start, body.end))
    yield from (("gushing", _stripped(found)) for found in _EMOJI_RUN.finditer(text, body.start, body.end))


def _speaks(capitals: str) -> bool:
    """Whether capitals are words said loud and no kind ones, and not a row of short forms."""
    words = set(capitals.replace(",", " ").replace(".", " ").split())
    return bool(words & _SAID) and not words & _KIND


def _stripped(found: re.Match[str]) -> Span:
    return Span(found.start(), found.start() + len(found.group().rstrip()))
