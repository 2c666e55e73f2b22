"""Which lines of a text are the writer's own: what was quoted, forwarded or signed by a client is set aside.

If in doubt, a line is the writer's: to judge a quoted line is a blemish, to lose what somebody wrote is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mailhuman.message.armour import mark_armour
from mailhuman.message.attributions import (
    is_attribution,
    is_full_attribution,
    is_wrapped_attribution,
    names_an_hour,
    opens_attribution,
    speaks_to_somebody,
)
from mailhuman.message.lines import Line, Mark
from mailhuman.message.marks import begins_forward, is_closed_delimiter
from mailhuman.message.rest import rest_begins
from mailhuman.message.signatures import mark_signatures

_WRAPPED_OVER = 3
_EMPTY_BETWEEN = 2


def judged(lines: Sequence[Line]) -> list[Line]:
    """Give the same lines with every mark set; what is still OPEN is the writer's own."""
    marks = [line.mark for line in lines]
    texts = [line.text for line in lines]
    _reconsider_aside(texts, marks)
    mark_armour(texts, marks)
    _mark_rest(texts, marks)
    _mark_arrows(texts, marks)
    _mark_attributions(texts, marks)
    _mark_unquoted_reply(texts, marks)
    mark_signatures(texts, marks)
    return [replace(line, mark=mark) for line, mark in zip(lines, marks, strict=True)]


def runs(marks: Sequence[Mark], texts: Sequence[str], wanted: Mark) -> Iterator[range]:
    """Stretches of lines with one mark, empty lines of any mark between them included."""
    start = end = -1
    for at, mark in enumerate(marks):
        if not texts[at].strip():
            continue
        if mark is not wanted:
            if start >= 0:
                yield range(start, end)
            start = -1
            continue
        start, end = (at if start < 0 else start), at + 1
    if start >= 0:
        yield range(start, end)


def _reconsider_aside(texts: list[str], marks: list[Mark]) -> None:
    """Keep only the attribution itself aside: people type before and after it inside the client's own box."""
    for run in list(runs(marks, texts, Mark.ASIDE)):
        full = [at for at in run if texts[at].strip()]
        if len(full) == 1:
            continue
        kept = _attribution_at(texts, full) or set(full[-1:])
        for at in full:
            marks[at] = Mark.ASIDE if at in kept else Mark.OPEN


def _attribution_at(texts: list[str], full: list[int]) -> set[int]:
    """Of these lines, the one, two or three that are an attribution."""
    for length in range(1, _WRAPPED_OVER + 1):
        for first in range(len(full) - length + 1):
            group = full[first : first + length]
            if is_wrapped_attribution([texts[at] for at in group]):
                return set(group)
    return set()


def _mark_rest(texts: list[str], marks: list[Mark]) -> None:
    """Set aside all from a header block or a rule of words on: such mail quotes without marking lines."""
    start = rest_begins(texts, marks)
    if start is None:
        return
    for at in range(start, len(marks)):
        marks[at] = Mark.QUOTE


def _mark_arrows(texts: list[str], marks: list[Mark]) -> None:
    """In a page ">" is a letter like others, but below an attribution it quotes as in plain text."""
    above, quoted = "", False
    for at, text in enumerate(texts):
        if not text.startswith(">"):
            above, quoted = (text, False) if text.strip() else (above, quoted)
            continue
        if above:
            quoted, above = is_full_attribution(above), ""
        if quoted and marks[at] is Mark.OPEN:
            marks[at] = Mark.QUOTE


def _mark_attributions(texts: list[str], marks: list[Mark]) -> None:
    for run in list(runs(marks, texts, Mark.QUOTE)):
        above = _open_lines_above(texts, marks, run.start)
        for at in _attribution_among(texts, above):
            marks[at] = Mark.ASIDE


def _open_lines_above(texts: list[str], marks: list[Mark], start: int) -> list[int]:
    """The last three lines before a quote that are still open, lowest first, with no gap among them."""
    at = start - 1
    while at >= 0 and not texts[at].strip() and start - at <= _EMPTY_BETWEEN + 1:
        at -= 1
    found: list[int] = []
    while at >= 0 and len(found) < _WRAPPED_OVER and texts[at].strip() and marks[at] is Mark.OPEN:
        found.append(at)
        at -= 1
    return found


def _attribution_among(texts: list[str], above: list[int]) -> list[int]:
    """Of the lines above a quote (lowest first) those that say who wrote it."""
    for length in range(1, len(above) + 1):
        group = above[:length]
        if is_wrapped_attribution([texts[at] for at in reversed(group)]):
            return group
    return above[:1] if above and _announces(texts[above[0]]) else []


def _announces(text: str) -> bool:
    """Whether a line says of the quote below it who wrote it, or that it is a forwarded mail."""
    return is_attribution(text) or is_closed_delimiter(text) or begins_forward(text)


def _mark_unquoted_reply(texts: list[str], marks: list[Mark]) -> None:
    """Set aside what follows an attribution where a client quotes without a mark (Yahoo, some telephones).

    Only where the writer has written above it: an attribution at the top whose quote is gone is a reply begun below.
    """
    if Mark.QUOTE in marks:
        return
    full = [at for at, text in enumerate(texts) if text.strip() and marks[at] is Mark.OPEN]
    for number, at in enumerate(full[:-1]):
        if not _is_dated_attribution(texts, full, number):
            continue
        if number:
            marks[at:] = [Mark.QUOTE] * (len(marks) - at)
        else:
            _mark_lone(texts, marks, full)
        return


def _is_dated_attribution(texts: list[str], full: list[int], number: int) -> bool:
    if not opens_attribution(texts[full[number]]):
        return False
    groups = ([texts[at] for at in full[number : number + length]] for length in range(1, _WRAPPED_OVER + 1))
    return any(_is_clients_own(rows) for rows in groups)


def _is_clients_own(rows: list[str]) -> bool:
    """Whether these lines are an attribution beyond doubt: an address, an hour, and no word to anybody."""
    joined = " ".join(rows)
    sure = "@" in joined and names_an_hour(joined) and not speaks_to_somebody(joined)
    return sure and is_wrapped_attribution(rows)


def _mark_lone(texts: list[str], marks: list[Mark], full: list[int]) -> None:
    for length in range(1, _WRAPPED_OVER + 1):
        if is_wrapped_attribution([texts[each] for each in full[:length]]):
            for at in full[:length]:
                marks[at] = Mark.ASIDE
            return
