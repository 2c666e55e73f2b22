"""What a server's BODYSTRUCTURE says of a message's parts (RFC 3501 §7.4.2), as Parts; no answer makes it fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailhuman.message import Part
from mailhuman.message.charset import decode
from mailhuman.message.parameters import parse_parameters

MOST_PARTS = 1_000
_MOST_LEVELS = 100
_AFTER_FIELDS = {"text": 8, "message/rfc822": 10}
"""Where the optional fields of a leaf begin (the digest, then the disposition), by its type."""


@dataclass(frozen=True, slots=True)
class Described:
    """A part without its body, and how many bytes the body has in transfer encoding (0 if the server did not say)."""

    part: Part
    size: int = 0


def read_structure(answer: object) -> tuple[Described, ...]:
    """Give the parts in the order they stand, containers too; empty for what is no BODYSTRUCTURE."""
    found: list[Described] = []
    for described in _walk(answer, "", 0):
        found.append(described)
        if len(found) >= MOST_PARTS:
            break
    return tuple(found)


def _walk(node: object, path: str, depth: int) -> Iterator[Described]:
    if not isinstance(node, (tuple, list)) or not node or isinstance(node[0], int) or depth > _MOST_LEVELS:
        return
    children, rest = _children(node)
    if not children:
        yield _leaf(node, path or "1")
        return
    yield _container(rest, path)
    for number, child in enumerate(children, 1):
        yield from _walk(child, f"{path}.{number}" if path else str(number), depth + 1)


def _children(node: Sequence[object]) -> tuple[Sequence[object], Sequence[object]]:
    """The parts of a multipart and the fields after them; no parts for a leaf."""
    if isinstance(node[0], list):  # a parser may have put them into a list of their own
        return node[0], node[1:]
    count = next((at for at, each in enumerate(node) if not isinstance(each, (tuple, list))), len(node))
    return node[:count], node[count:]


def _container(fields: Sequence[object], path: str) -> Described:
    subtype = _word(_at(fields, 0)) or "mixed"
    return Described(Part.described(path, f"multipart/{subtype}", _parameters(_at(fields, 1))))


def _leaf(fields: Sequence[object], path: str) -> Described:
    kind, subtype = _word(_at(fields, 0)), _word(_at(fields, 1))
    # a type that cannot be read is plain text (RFC 2045 §5.2)
    content_type = f"{kind}/{subtype}" if kind and subtype else kind or "text/plain"
    after = _AFTER_FIELDS.get(content_type, _AFTER_FIELDS.get(kind, 7))
    disposition, named = _disposition(fields, after + 1)
    part = Part.described(
        path,
        content_type,
        _parameters(_at(fields, 2)),
        encoding=_word(_at(fields, 5)),
        disposition=disposition,
        disposition_params=named,
    )
    size = _at(fields, 6)
    return Described(part, size if isinstance(size, int) else 0)


def _disposition(fields: Sequence[object], start: int) -> tuple[str, dict[str, str]]:
    """The disposition is a word with its parameters; servers that leave fields out may have it a place away."""
    for field in fields[start - 1 : start + 1]:
        if isinstance(field, (tuple, list)) and field and isinstance(field[0], bytes):
            parameters = _at(field, 1)
            if parameters is None or isinstance(parameters, (tuple, list)):
                return _word(field[0]), _parameters(parameters)
    return "", {}


def _parameters(pairs: object) -> dict[str, str]:
    """Parameters, decoded as those of a header are (RFC 2231, encoded words)."""
    if not isinstance(pairs, (tuple, list)):
        return {}
    texts = [_string(each) for each in pairs]
    written = "".join(f"; {name}={_quoted(value)}" for name, value in zip(texts[::2], texts[1::2], strict=False))
    return parse_parameters(f"x/x{written}")[1]


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _string(value: object) -> str:
    return decode(value, "utf-8") if isinstance(value, bytes) else "" if value is None else str(value)


def _word(value: object) -> str:
    return _string(value).strip().lower() if isinstance(value, (bytes, int)) else ""


def _at(fields: Sequence[object], place: int) -> object:
    return fields[place] if place < len(fields) else None
