"""The header of a message or part: its fields in order, unfolded, found by name; no bytes make it fail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailhuman.message.encoded_words import readable

HEADER_LIMIT = 1_000_000
_MOST_LINES = 50_000
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_ID = re.compile(r"<([^<>\s]{1,990})>")
_DATE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Header:
    """Fields as (name in lower case, raw value unfolded), in the order they stand."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def raw(self, name: str) -> bytes:
        """The first field of that name as it stands, empty if there is none."""
        return next((value for key, value in self.fields if key == name), b"")

    def all(self, name: str) -> tuple[bytes, ...]:
        """Every field of that name, as they stand."""
        return tuple(value for key, value in self.fields if key == name)

    def text(self, name: str) -> str:
        """The first field of that name as a reader sees it."""
        return readable(self.raw(name))

    def ids(self, name: str) -> tuple[str, ...]:
        """The message identifiers in that field, with their angle brackets, each once."""
        found = _ID.findall(self.raw(name).decode("utf-8", "replace"))
        return tuple(dict.fromkeys(f"<{each}>" for each in found))

    def date(self) -> datetime | None:
        """The Date field; None where there is none, or no date in it. Without a zone it is taken as UTC."""
        written = self.text("date")[:_DATE_LIMIT]
        try:
            found = parsedate_to_datetime(written)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found.astimezone(UTC)  # a date near year 1 or 9999 overflows only here
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
            return None
        return found


def parse_header(block: bytes) -> Header:
    """Read the lines of a header; what is no field and continues none is passed over."""
    fields: list[tuple[str, list[bytes]]] = []
    for line in block[:HEADER_LIMIT].splitlines()[:_MOST_LINES]:
        if line[:1] in (b" ", b"\t"):
            if fields:
                fields[-1][1].append(line.strip())
        elif found := _FIELD.match(line):
            fields.append((found[1].decode("ascii").lower(), [line[found.end() :].strip()]))
    return Header(tuple((name, b" ".join(pieces)) for name, pieces in fields))


def is_field(line: bytes) -> bool:
    """Whether a line opens a header field."""
    return bool(_FIELD.match(line))
