"""Which language a text is written in."""

from __future__ import annotations


def detect(text: str) -> str:
    """Give the ISO 639-1 code of the language of `text`, or "und"."""
    return "en" if text.isascii() else "und"
