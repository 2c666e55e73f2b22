"""Content-Transfer-Encoding undone, as far as the text is wanted, for any bytes."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def transferred(body: bytes, encoding: str, limit: int) -> bytes:
    """Give at most `limit` decoded bytes of `body`; what cannot be decoded is given as it is."""
    kind = encoding.partition(";")[0].strip().lower()
    if kind == "base64":
        return _base64(body[: limit * 3 // 2])[:limit]
    if kind == "quoted-printable":
        return binascii.a2b_qp(body[: limit * 3])[:limit]
    if kind in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _uu(body[: limit * 3 // 2])[:limit]
    return body[:limit]


def _base64(body: bytes) -> bytes:
    letters = _NOT_BASE64.sub(b"", body)
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    except binascii.Error:
        return body


def _uu(body: bytes) -> bytes:
    lines = []
    for line in body.splitlines():
        if line.startswith(b"begin ") or line.strip() in (b"end", b"`", b""):
            continue
        try:
            lines.append(binascii.a2b_uu(line))
        except binascii.Error:
            return body
    return b"".join(lines)
