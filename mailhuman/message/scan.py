"""Where the parts of a message begin and end: one pass over the bytes, without recursion and without decoding.

The standard library's parser recurses into nested parts and copies every attachment. This one looks only at lines
that begin with "--", so an attachment of 25 MiB costs no more than finding its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mailhuman.message.header import Header, is_field, parse_header
from mailhuman.message.parameters import parse_parameters
from mailhuman.message.part import BODY_LIMIT, Part

MOST_PARTS = 1_000
MOST_LEVELS = 100
_MOST_DASHES = 300_000
_MOST_HEADER_LINES = 50_000
_MOST_PART_HEADER_LINES = 200
_LONGEST_DELIMITER = 200
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Scanned:
    """A message taken apart: its header as bytes, its parts in order, and what was not looked at."""

    header: bytes
    parts: tuple[Part, ...]
    remarks: tuple[str, ...] = ()


def scan(raw: bytes) -> Scanned:
    """Find header and parts of a message; never fails. Bodies of text parts are in the parts, others are None."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    start = header_end(raw, 0, _MOST_HEADER_LINES)
    walk = _Walk(raw)
    walk.open(parse_header(raw[:start]), start)
    walk.run(start)
    return Scanned(raw[:start], tuple(walk.parts), tuple(walk.remarks))


def header_end(raw: bytes, start: int, most_lines: int) -> int:
    """Where the body begins: after the first empty line, or at the first line that cannot belong to a header."""
    at = start
    for _ in range(most_lines):
        end = raw.find(b"\n", at) + 1 or len(raw)
        line = raw[at : min(end, at + _LONGEST_NAME)]
        if line in (b"\n", b"\r\n", b""):
            return end
        # a line of junk between two fields does not end a header
        if not (_may_stand_in_header(line, first=at == start) or _is_junk(raw, line, end)):
            return at
        at = end
    return at


def described(header: Header, path: str) -> tuple[Part, bytes]:
    """Give the part a header speaks of, without its body, and its boundary (empty if it is no container)."""
    kind, params = parse_parameters(header.text("content-type"))
    disposition, more = parse_parameters(header.text("content-disposition"))
    part = Part.described(
        path,
        kind if "/" in kind or kind == "text" else "text/plain",
        params,
        encoding=header.text("content-transfer-encoding"),
        disposition=disposition,
        disposition_params=more,
    )
    boundary = params.get("boundary", "").rstrip().encode("utf-8", "replace") if part.is_container else b""
    return part, boundary


def _may_stand_in_header(line: bytes, *, first: bool) -> bool:
    if is_field(line) or (line[:1] in b" \t" and line.strip()):
        return not line.startswith(b"--")
    return first and line.startswith((b"From ", b">From "))


def _is_junk(raw: bytes, line: bytes, end: int) -> bool:
    return is_field(raw[end : end + _LONGEST_NAME]) and not line.startswith(b"--")


@dataclass(slots=True)
class _Level:
    """A container that is still open, and where it stands among the parts."""

    path: str
    delimiter: bytes
    index: int
    body: int
    children: int = 0


@dataclass(slots=True)
class _Walk:
    raw: bytes
    parts: list[Part] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    leaf: tuple[Part, int] | None = None

    def run(self, start: int) -> None:
        """Go from one line that begins with "--" to the next, and close what is open at the end."""
        at = max(start - 1, 0)
        for _ in range(_MOST_DASHES):
            at = self.raw.find(b"\n--", at) if self.levels else -1
            if at < 0:
                break
            at = self._delimiter(at)
        else:
            self._note(f"what lies behind {_MOST_DASHES:,} lines that begin with dashes was set aside")
        end = at if at >= 0 else len(self.raw)
        self._close_leaf(end)
        self._close_levels(0, end)

    def open(self, header: Header, body: int, path: str = "") -> None:
        """Begin the part whose header was just read."""
        part, boundary = described(header, path)
        if boundary and len(self.levels) >= MOST_LEVELS:
            self._note(f"what lies more than {MOST_LEVELS} parts deep was set aside")
            part, boundary = replace(part, content_type="application/octet-stream"), b""
        if boundary:
            self.levels.append(_Level(path, b"--" + boundary, len(self.parts), body))
            self.parts.append(part)
            return
        if part.is_container:
            part = replace(part, content_type="text/plain")
        self.leaf = (replace(part, path=path or "1"), body)

    def _delimiter(self, at: int) -> int:
        """Act on the line that begins with "--" at `at` + 1; give where to look on."""
        end = self.raw.find(b"\n", at + 1, at + 1 + _LONGEST_DELIMITER)
        end = end if end >= 0 else min(len(self.raw), at + 1 + _LONGEST_DELIMITER)
        line = self.raw[at + 1 : end].rstrip()
        for depth in range(len(self.levels) - 1, -1, -1):
            delimiter = self.levels[depth].delimiter
            if line.startswith(delimiter) and line in (delimiter, delimiter + b"--"):
                return self._turn(depth, at, end, closing=line != delimiter)
        return at + 3

    def _turn(self, depth: int, at: int, end: int, *, closing: bool) -> int:
        self._close_leaf(at)
        self._close_levels(depth + 1, at)
        level = self.levels[depth]
        if closing:
            self._close_levels(depth, at)
            return end
        if len(self.parts) >= MOST_PARTS:
            self._note(f"the parts after the first {MOST_PARTS:,} were set aside")
            return len(self.raw)
        level.children += 1
        path = f"{level.path}.{level.children}" if level.path else str(level.children)
        head = min(end + 1, len(self.raw))
        body = header_end(self.raw, head, _MOST_PART_HEADER_LINES)
        self.open(parse_header(self.raw[head:body]), body, path)
        return body - 1

    def _close_leaf(self, end: int) -> None:
        if self.leaf is None:
            return
        part, start = self.leaf
        self.leaf = None
        self.parts.append(replace(part, body=self._body(start, end)) if part.is_text else part)

    def _close_levels(self, depth: int, end: int) -> None:
        """Close the containers from `depth` inwards; one whose parts never came holds its text itself."""
        for level in self.levels[depth:]:
            if not level.children:
                self.parts[level.index] = Part(level.path or "1", body=self._body(level.body, end))
        del self.levels[depth:]

    def _body(self, start: int, end: int) -> bytes:
        """Copy a body; the line break before a delimiter belongs to the delimiter."""
        end -= self.raw[end - 1 : end] == b"\r"
        return self.raw[start : max(start, min(end, start + BODY_LIMIT))]

    def _note(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
