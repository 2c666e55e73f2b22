"""Where the parts of a message lie in its bytes; a message that could be read in two ways is not taken apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailhuman.message import Part
from mailhuman.message.header import parse_header
from mailhuman.message.scan import described, header_end, scan
from mailhuman.writing.change import Unfit

_MOST_LEVELS = 20
_MOST_PARTS = 300
_MOST_HEADER_LINES = 200
_ODD = "it is built in a way that can be read differently"


@dataclass(frozen=True, slots=True)
class Located:
    """A part, and where its body lies in the message."""

    part: Part
    start: int
    end: int


def located(raw: bytes) -> tuple[Located, ...]:
    """Every part, containers too, in the order they stand. Unfit for a message that is not plainly well-formed."""
    body = header_end(raw, 0, _MOST_HEADER_LINES * 100)
    found = tuple(_parts(raw, 0, body, len(raw), "", 0))
    if len(found) > _MOST_PARTS or not _agrees(raw, found):
        raise Unfit(_ODD)
    return found


def _parts(raw: bytes, head: int, body: int, end: int, path: str, depth: int) -> Iterator[Located]:  # noqa: PLR0913, PLR0917 - a part is that much
    part, boundary = described(parse_header(raw[head:body]), path if path or depth else "")
    if depth > _MOST_LEVELS or (part.is_container and not boundary):
        raise Unfit(_ODD)
    if not boundary:
        yield Located(part if path else _numbered(part), body, end)
        return
    yield Located(part, body, end)
    for number, (start, stop) in enumerate(_between(raw, body, end, boundary), 1):
        below = header_end(raw, start, _MOST_HEADER_LINES)
        if below > stop:
            raise Unfit(_ODD)
        yield from _parts(raw, start, below, stop, f"{path}.{number}" if path else str(number), depth + 1)


def _numbered(part: Part) -> Part:
    return Part(
        "1", part.content_type, part.charset, part.flowed, part.delsp, part.smime_type, part.encoding,
        part.disposition, part.filename,
    )  # fmt: skip


def _between(raw: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Where the parts between the lines of this boundary begin and end; the line break before a line is its own."""
    line = re.compile(rb"(?:\A|(?<=\n))--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r\n|\Z)")
    marks = list(line.finditer(raw[start:end]))
    closing = [each for each in marks if each[1]]
    if len(closing) != 1 or closing[0] is not marks[-1] or len(marks) < 2:  # noqa: PLR2004 - one to open, one to close
        raise Unfit(_ODD)
    return [
        (start + one.end(), max(start + one.end(), start + other.start() - 2))
        for one, other in itertools.pairwise(marks)
    ]


def _agrees(raw: bytes, found: tuple[Located, ...]) -> bool:
    """Whether the reading by which drafts are reviewed finds the same parts with the same text."""
    read = scan(raw)
    theirs = {each.path: (each.content_type, each.body) for each in read.parts}
    ours = {
        each.part.path: (each.part.content_type, raw[each.start : each.end] if each.part.is_text else None)
        for each in found
    }
    return not read.remarks and theirs == ours
