"""The messages that belong to a draft, searched for in Inbox and Sent and read: few commands, never a whole folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailhuman.mailbox.failures import CommandRefused, Garbled
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.kinship import Box, Kin, Search, Tie, chosen
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.reading import Outline, filled, outlines
from mailhuman.mailbox.search import Key, Text, ascii_words, is_ascii
from mailhuman.message import message_from_parts
from mailhuman.model import Draft, ThreadMessage

_TEXT_LIMIT = 400_000
"""Bytes of one text part of an earlier message; what lies beyond is old quotes or a newsletter's page."""

_SHORTEST_WORDS = 4

Places = tuple[Listed, Listed | None]
_Candidate = tuple[Tie, ThreadMessage, Outline]


def read_thread_for(
    line: Line, places: Places, draft: Draft, owner: frozenset[str], now: datetime
) -> tuple[ThreadMessage, ...]:
    """Read what belongs to `draft` in the Inbox and the folder of sent mail (None: there is none), oldest first."""
    kin = Kin.of(draft, owner, now)
    inbox, sent = places
    boxes: list[tuple[Listed, Box]] = [(inbox, "inbox")]
    if sent is not None and sent.raw != inbox.raw:
        boxes.append((sent, "sent"))
    found: dict[Box, list[_Candidate]] = {box: _candidates(line, folder, kin, box) for folder, box in boxes}
    wanted = {id(message) for message in chosen([each[:2] for box in found.values() for each in box])}
    read: list[tuple[Tie, ThreadMessage]] = []
    for folder, box in boxes:
        read.extend(_read(line, folder, [each for each in found[box] if id(each[1]) in wanted]))
    return chosen(read)


def _candidates(line: Line, folder: Listed, kin: Kin, box: Box) -> list[_Candidate]:
    """Headers of what the searches bring up, as far as it truly belongs: servers find parts of words and addresses."""
    searches = kin.searches(box)
    if not searches:
        return []
    line.examine(folder)
    uids = sorted({uid for search in searches for uid in _asked(line, search)})
    heads = [(message_from_parts(each.header, ()), each) for each in outlines(line, uids) if each.whole]
    return [(tie, message, outline) for message, outline in heads if (tie := kin.tie(message)) is not None]


def _asked(line: Line, search: Search) -> Sequence[int]:
    """The newest answers; none where the server cannot search so, for the other searches still tell much."""
    for key in _ways(line, search.key):
        try:
            return line.search(key)[-search.most :]
        except (CommandRefused, Garbled):
            if not is_ascii(key):
                line.knows_utf8 = False
    return ()


def _ways(line: Line, key: Key) -> list[Key]:
    """The key, and for servers that know ASCII alone, the same with the longest words they can read."""
    if is_ascii(key):
        return [key]
    plain = tuple(replace(each, value=ascii_words(each.value)) if isinstance(each, Text) else each for each in key)
    enough = all(len(each.value) >= _SHORTEST_WORDS for each in plain if isinstance(each, Text))
    return [*([key] if line.knows_utf8 else []), *([plain] if enough else [])]


def _read(line: Line, folder: Listed, wanted: Sequence[_Candidate]) -> list[tuple[Tie, ThreadMessage]]:
    if not wanted:
        return []
    line.examine(folder)
    ties = {outline.uid: tie for tie, _, outline in wanted}
    texts = filled(line, [outline for _, _, outline in wanted], _TEXT_LIMIT)
    return [(ties[each.outline.uid], message_from_parts(each.outline.header, each.parts)) for each in texts]
