"""The text of a message out of its parts: which are read, in what order, and which of two alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailhuman.message.charset import declared_in_html, decode, visible
from mailhuman.message.html import html_lines
from mailhuman.message.lines import MOST_LINES, Line, Mark
from mailhuman.message.part import BODY_LIMIT, TEXT_LIMIT, Part
from mailhuman.message.plain import plain_lines
from mailhuman.message.quoting import judged
from mailhuman.message.transfer import transferred
from mailhuman.message.weight import without_pictures

_MOST_LEVELS = 100
_MOST_TEXT = 2 * TEXT_LIMIT
_ENRICHED_TAG = re.compile(r"<[^<>]{0,60}>")
_TOO_LONG = "only the beginning of a very long text was read"
_TOO_DEEP = f"what lies more than {_MOST_LEVELS} parts deep was set aside"
_NOT_FETCHED = "a text part was not fetched"
_HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a message, judged, and what was not read."""

    lines: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()


def body_of(parts: Iterable[Part]) -> Body:
    """Read the text of a message; text meant to be read only, attachments never."""
    tree = _Tree(parts)
    lines = tree.read("")
    if len(lines) > 2 * MOST_LINES:
        tree.note(_TOO_LONG)
    return Body(tuple(lines[: 2 * MOST_LINES]), tuple(tree.remarks))


class _Tree:
    """Parts by the container they lie in. Containers that are not listed are taken for what their children show."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.children: dict[str, list[Part]] = {}
        self.types: dict[str, str] = {}
        self.remarks: list[str] = []
        self.left = _MOST_TEXT
        self.lines_left = 2 * MOST_LINES
        for part in sorted(parts, key=lambda part: part.order):
            if part.path.count(".") >= _MOST_LEVELS:
                self.note(_TOO_DEEP)
                continue
            if part.is_container:
                self.types[part.path] = part.content_type
            self._hang(part)

    def read(self, path: str) -> list[Line]:
        """Give the lines of the container at `path`."""
        inside = self.children.get(path, [])
        kind = self.types.get(path) or _inferred(inside)
        if kind == "multipart/alternative":
            return self._chosen(inside)
        if kind in ("multipart/related", "multipart/signed"):
            inside = [part for part in inside if part.is_text or part.is_container][:1]
        if kind in ("multipart/digest", "multipart/encrypted"):
            return []
        return _joined([self._one(part) for part in inside])

    def note(self, remark: str) -> None:
        """Keep a remark, once."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    def _hang(self, part: Part) -> None:
        """Put a part under its container, and containers that were not listed under theirs."""
        path = part.path
        if path:
            self.children.setdefault(part.parent, []).append(part)
        parent = part.parent
        if path and parent and parent not in self.types:
            self.types[parent] = ""
            self._hang(Part(parent, "multipart/unknown"))

    def _one(self, part: Part) -> list[Line]:
        if part.is_container:
            return self.read(part.path)
        if not part.is_text:
            return []
        if part.body is None or min(self.left, self.lines_left) <= 0:
            self.note(_NOT_FETCHED if part.body is None else _TOO_LONG)
            return []
        lines = self._lines(part, part.body)
        self.left -= sum(len(line.text) for line in lines)
        self.lines_left -= len(lines)
        return judged(lines)

    def _chosen(self, parts: Sequence[Part]) -> list[Line]:
        """Choose the HTML, in which clients mark what they quote, unless only the plain text shows a quote.

        HTML also keeps a paragraph whole where the plain text beside it was wrapped at 72 letters (Gmail). Where a
        client quotes in HTML without any mark, its plain text may still have ">" before each line.
        """
        read = [(self._has_html(part), self._one(part)) for part in parts]
        full = [(html, lines) for html, lines in read if any(not line.blank for line in lines)]
        rich = next((lines for html, lines in reversed(full) if html), None)
        simple = next((lines for html, lines in full if not html), None)
        if rich is None or simple is None:
            return rich or simple or []
        return simple if _shows_quote(simple) and not _shows_quote(rich) else rich

    def _has_html(self, part: Part) -> bool:
        """Whether a part is HTML, or a container whose first text is."""
        for _ in range(_MOST_LEVELS):
            if not part.is_container:
                return part.content_type == _HTML
            inside = self.children.get(part.path)
            if not inside:
                return False
            part = next((each for each in inside if each.content_type == _HTML), inside[0])
        return False

    def _lines(self, part: Part, body: bytes) -> list[Line]:
        lines, whole = self._page(part, body) if part.content_type == _HTML else self._plain(part, body)
        if not whole or len(lines) > MOST_LINES:
            self.note(_TOO_LONG)
        return lines[:MOST_LINES]

    def _page(self, part: Part, body: bytes) -> tuple[list[Line], bool]:
        data = transferred(body, part.encoding, BODY_LIMIT)
        lines, whole = html_lines(without_pictures(decode(data, part.charset or declared_in_html(data))))
        return [Line(visible(line.text), line.mark) for line in lines], whole

    def _plain(self, part: Part, body: bytes) -> tuple[list[Line], bool]:
        data = transferred(body, part.encoding, TEXT_LIMIT + 1)
        text = visible(decode(data[:TEXT_LIMIT], part.charset))
        if part.content_type in ("text/enriched", "text/richtext"):
            text = _ENRICHED_TAG.sub("", text)
        rows = text.split("\n", MOST_LINES + 1)
        lines = plain_lines(rows[: MOST_LINES + 1], flowed=part.flowed, delsp=part.delsp)
        return lines, len(data) <= TEXT_LIMIT and len(rows) <= MOST_LINES + 1


def _inferred(inside: Sequence[Part]) -> str:
    """What a container is that was not described: plain text followed by HTML are two forms of one text."""
    texts = [part.content_type for part in inside if part.is_text]
    return "multipart/alternative" if texts == ["text/plain", _HTML] else "multipart/mixed"


def _joined(stretches: Sequence[list[Line]]) -> list[Line]:
    full = [lines for lines in stretches if lines]
    joined: list[Line] = []
    for lines in full:
        joined.extend([Line("")] if joined else [])
        joined.extend(lines)
    return joined


def _shows_quote(lines: Sequence[Line]) -> bool:
    return any(line.mark is Mark.QUOTE and not line.blank for line in lines)
