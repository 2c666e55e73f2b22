"""An mbox of many messages, or one message alone, into the bytes of each."""

from __future__ import annotations

import re

from mailhuman.message.header import is_field

_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_FROM = b"From "


def messages_in(raw: bytes) -> list[bytes]:
    """Give each message of an mbox (RFC 4155, mboxrd), in file order; bytes without a "From " line are one message."""
    raw = raw.lstrip(b"\r\n") if raw[:1] in b"\r\n" else raw
    if not raw.startswith(_FROM):
        return [raw] if raw.strip() else []
    starts = [found for found in _SEPARATOR.finditer(raw) if _opens_message(raw, found.end())]
    ends = [found.start() for found in starts[1:]] + [len(raw)]
    if not starts:
        return [_without_from_line(raw)]
    return [_unquoted(raw[found.end() : end]) for found, end in zip(starts, ends, strict=True)]


def _opens_message(raw: bytes, at: int) -> bool:
    """Whether a header follows: a sentence that begins with "From " opens no message."""
    return is_field(raw[at : at + 300])


def _without_from_line(raw: bytes) -> bytes:
    return raw.partition(b"\n")[2]


def _unquoted(message: bytes) -> bytes:
    """Take one ">" from lines of ">From ", as mboxrd put it there."""
    return _QUOTED_FROM.sub(rb"\1", message)
