"""Whether a message is encrypted or signed as a whole: then its text is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from mailhuman.message.part import Part

_SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SMIME_SIGNED = ("signed-data", "certs-only", "compressed-data")


def protection_of(parts: Sequence[Part], root: Part) -> Literal["encrypted", "signed"] | None:
    """Say how the message is wrapped, by its outermost type or, where a list added a footer, by its first part."""
    outer = [root, *(part for part in parts if part.path in ("", "1"))]
    kinds = {_kind(part) for part in outer}
    if any(part.content_type == "application/pgp-encrypted" for part in parts):
        return "encrypted"  # Exchange turns multipart/encrypted into multipart/mixed
    if "encrypted" in kinds:
        return "encrypted"
    return "signed" if "signed" in kinds else None


def _kind(part: Part) -> str:
    if part.content_type == "multipart/encrypted":
        return "encrypted"
    if part.content_type == "multipart/signed":
        return "signed"
    if part.content_type in _SMIME or part.filename.lower() == "smime.p7m":
        return "signed" if part.smime_type in _SMIME_SIGNED else "encrypted"
    return ""
