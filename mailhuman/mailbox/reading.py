"""Messages out of a folder: first their headers and structure, then only the text parts that are wanted, in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mailhuman.mailbox.line import Fetched, Line
from mailhuman.mailbox.structure import Described, read_structure
from mailhuman.message import Part
from mailhuman.message.header import parse_header
from mailhuman.message.scan import described

BATCH = 50
"""Messages asked about in one command."""

_HEADER = "BODY.PEEK[HEADER]<0.262144>"
_MOST_TEXTS = 20
_BATCH_BYTES = 8_000_000
_STRUCTURE = b"BODYSTRUCTURE"


@dataclass(frozen=True, slots=True)
class Outline:
    """A message without its text: its header as bytes, and its parts; `whole` is false where the server fell short."""

    uid: int
    header: bytes
    parts: tuple[Described, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """A message with as much of its text as was asked for; `cut` is true where there is more."""

    outline: Outline
    parts: tuple[Part, ...]
    cut: bool = False


def outlines(line: Line, uids: Sequence[int]) -> Iterator[Outline]:
    """Header and structure of each message, in the order asked for; one that is gone by now is left out."""
    for start in range(0, len(uids), BATCH):
        batch = uids[start : start + BATCH]
        found = line.fetch(batch, ("BODYSTRUCTURE", _HEADER))
        for uid in [uid for uid, answer in found.items() if answer is None]:
            found |= line.fetch([uid], (_HEADER,))  # the header alone may be all it takes
        yield from (_outline(uid, found[uid]) for uid in batch if uid in found and _is_answer(found[uid]))


def filled(line: Line, wanted: Iterable[Outline], limit: int) -> Iterator[Filled]:
    """The same messages with at most `limit` bytes of each text part, in the same order; attachments never."""
    for batch in _batches(wanted, limit):
        bodies: dict[int, Fetched] = {}
        for paths in dict.fromkeys(map(_text_paths, batch)):
            uids = [outline.uid for outline in batch if _text_paths(outline) == paths]
            items = [f"BODY.PEEK[{path}]<0.{limit}>" for path in paths]
            found = line.fetch(uids, items) if paths else {}
            bodies |= {uid: found.get(uid) or {} for uid in uids if not paths or uid in found}
        yield from (_with_text(outline, bodies[outline.uid], limit) for outline in batch if outline.uid in bodies)


def _outline(uid: int, found: Fetched | None) -> Outline:
    if found is None:
        return Outline(uid, b"", whole=False)
    header = _section(found, "HEADER") or b""
    parts = _as_the_header_says(header, read_structure(found.get(_STRUCTURE)))
    return Outline(uid, header, parts, whole=bool(parts))


def _as_the_header_says(header: bytes, parts: tuple[Described, ...]) -> tuple[Described, ...]:
    """A message of one part is described by its own header, which says more than servers make of it."""
    own, _ = described(parse_header(header), "")
    if own.is_container or len(parts) > 1 or any(each.part.is_container for each in parts):
        return parts
    return (Described(replace(own, path="1"), parts[0].size if parts else 0),)


def _is_answer(found: Fetched | None) -> bool:
    """Whether this is what was asked for; news of flags alone is no message (it may be about another one)."""
    return found is None or _section(found, "HEADER") is not None


def _batches(wanted: Iterable[Outline], limit: int) -> Iterator[list[Outline]]:
    """Messages in groups that are neither many nor heavy."""
    batch: list[Outline] = []
    weight = 0
    for outline in wanted:
        size = sum(min(each.size or limit, limit) for each in _texts(outline))
        if batch and (len(batch) >= BATCH or weight + size > _BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(outline)
        weight += size
    if batch:
        yield batch


def _texts(outline: Outline) -> tuple[Described, ...]:
    return tuple(each for each in outline.parts if each.part.is_text and not each.part.is_container)[:_MOST_TEXTS]


def _text_paths(outline: Outline) -> tuple[str, ...]:
    return tuple(each.part.path for each in _texts(outline))


def _with_text(outline: Outline, found: Fetched, limit: int) -> Filled:
    texts = set(_text_paths(outline))
    parts = tuple(
        replace(each.part, body=_section(found, each.part.path)) if each.part.path in texts else each.part
        for each in outline.parts
    )
    return Filled(outline, parts, cut=any(each.size > limit for each in _texts(outline)))


def _section(found: Fetched, name: str) -> bytes | None:
    """The bytes of BODY[name], whether or not the server says from where they are; None if it gave none."""
    key = f"BODY[{name}]".encode()
    for each, value in found.items():
        if (each == key or each.startswith(key + b"<")) and isinstance(value, bytes):
            return value
    return None
