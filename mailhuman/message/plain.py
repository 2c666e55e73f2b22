"""Plain text into lines: quotes told by their ">", format=flowed (RFC 3676) joined into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mailhuman.message.attributions import is_attribution
from mailhuman.message.lines import Line, Mark

_SIGNATURE = "-- "
# ">90% done", ">= 3", ">:(": signs a writer typed, and ">From", which is what mbox files make of "From"; lines like
# these between quoted ones are quoted
_COMPARED = re.compile(r">(?:[\d$€£=.,]|[:;]-?[()]|_<|From )")
_FIGURE = re.compile(r"> ?[\d$€£]")
_PROMPT = re.compile(r">>>(?: \S|$)")  # Python's, where nothing else is quoted


def plain_lines(rows: Sequence[str], *, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """Give the lines of a text/plain body from its rows."""
    return list(_flowed(rows, delsp=delsp)) if flowed else list(_fixed(rows))


def _fixed(rows: Sequence[str]) -> Iterator[Line]:
    arrows = [row for row in rows if row.startswith(">")]
    prompted = all(_COMPARED.match(row) or _PROMPT.match(row) for row in arrows)
    before = last = ""
    for arrowed, group in groupby(rows, key=lambda row: row.startswith(">")):
        run = list(group)
        typed = all(_COMPARED.match(row) or (prompted and _PROMPT.match(row)) for row in run)
        typed = typed or (len(arrows) == 1 and _goes_on(last, run[0]))
        mark = Mark.QUOTE if arrowed and (not typed or is_attribution(before)) else Mark.OPEN
        yield from (Line(row, mark) for row in run)
        last = run[-1]
        before = next((row for row in reversed(run) if row.strip()), before)


def _goes_on(above: str, row: str) -> bool:
    """Whether a row goes on with the sentence above it: "The limit is / > 5 kg"."""
    return bool(_FIGURE.match(row)) and above.rstrip()[-1:] not in ("", ".", ":", "?", "!", ",", "…")


def _flowed(rows: Iterable[str], *, delsp: bool) -> Iterator[Line]:
    held: list[str] = []
    depth = 0
    for row in rows:
        here, content = _unstuffed(row)
        # a paragraph ends where the depth changes, and never runs into a signature (RFC 3676 §4.3, §4.5)
        if held and (here != depth or content == _SIGNATURE):
            yield _paragraph(held, depth)
            held = []
        depth = here
        soft = content.endswith(" ") and content != _SIGNATURE
        held.append(content[:-1] if soft and delsp else content)
        if not soft:
            yield _paragraph(held, depth)
            held = []
    if held:
        yield _paragraph(held, depth)


def _unstuffed(row: str) -> tuple[int, str]:
    """Depth of quoting and the text behind it; the space put before "From", " " and ">" is taken away."""
    depth = len(row) - len(row.lstrip(">"))
    content = row[depth:]
    return depth, content.removeprefix(" ")


def _paragraph(rows: list[str], depth: int) -> Line:
    text = "".join(rows)
    if depth:
        return Line(">" * depth + " " + text, Mark.QUOTE)
    return Line(text)
