"""Header text into what a reader sees: RFC 2047 words, and the raw 8-bit text that should not be there but is."""

from __future__ import annotations

import binascii
import re
import unicodedata
from collections.abc import Iterator

from mailhuman.message.charset import decode, visible

# each piece is bounded or stops at "?", so a long header of half-words stays linear
_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def readable(value: bytes | str) -> str:
    """Give a header's value as one line of text; never fails. Letters are composed (NFC)."""
    text = value if isinstance(value, str) else decode(value, "utf-8")
    joined = _BETWEEN.sub("", text)
    plain = "".join(_pieces(joined))
    return unicodedata.normalize("NFC", " ".join(visible(plain).split()))


def _pieces(text: str) -> Iterator[str]:
    """Text and decoded words in turn; words side by side in one charset are decoded together.

    Some senders cut a letter of several bytes in two between words, against RFC 2047 §5.
    """
    at, held, charset = 0, b"", ""
    for word in _WORD.finditer(text):
        if held and (word.start() > at or word[1].lower() != charset):
            yield decode(held, charset)
            held = b""
        yield text[at : word.start()]
        held, charset, at = held + _bytes_of(word[2], word[3]), word[1].lower(), word.end()
    if held:
        yield decode(held, charset)
    yield text[at:]


def _bytes_of(encoding: str, written: str) -> bytes:
    data = written.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), data.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(data + b"==")
    except binascii.Error:
        return data
