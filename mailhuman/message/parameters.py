"""The parameters of Content-Type and Content-Disposition, RFC 2231 continuations and all, from any bytes."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from mailhuman.message.charset import decode
from mailhuman.message.encoded_words import readable

_LIMIT = 8192
# possessive, so that no value makes it go back on itself
_PARAMETER = re.compile(r";\s*+([^\s=;\"]++)\s*+=\s*+(\"(?:[^\"\\]|\\.)*+\"?|[^;]*+)", re.DOTALL)
_NUMBERED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def parse_parameters(value: str) -> tuple[str, dict[str, str]]:
    """Split `type/sub; name=value` into the first word in lower case and its parameters, decoded."""
    text = value[:_LIMIT]
    head = text.partition(";")[0].strip().lower()
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, written in _PARAMETER.findall(text):
        found = _NUMBERED.fullmatch(name.lower())
        if found:
            number, coded = int(found[2] or 0), bool(found[3])
            pieces.setdefault(found[1], []).append((number, coded, _unquoted(written)))
    return head, {name: _joined(parts) for name, parts in pieces.items()}


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    if not any(coded for _, coded, _ in parts):
        return readable("".join(text for _, _, text in sorted(parts)))
    charset, _, first = parts[0][2].partition("'")
    language, mark, rest = first.partition("'")
    ordered = sorted(parts)
    texts = [text for _, _, text in ordered]
    if mark and len(language) < 20 and parts[0] == ordered[0]:  # noqa: PLR2004 - a language tag is short
        texts[0] = rest
    return readable(decode(unquote_to_bytes("".join(texts)), charset if mark else "utf-8"))


def _unquoted(written: str) -> str:
    text = written.strip()
    if text.startswith('"'):
        return re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'))
    return text
