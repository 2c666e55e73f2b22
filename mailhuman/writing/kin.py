"""Whether a message that appeared in the folder of drafts is a newer version of a draft: perhaps, or beyond doubt."""

from __future__ import annotations

from mailhuman.message import read_draft
from mailhuman.model import Draft

_ALIKE = 0.5  # share of words in common


def may_be_newer(raw: bytes, old: bytes) -> bool:
    """Whether both have anything in common that versions of one draft have: an id, a thread, a subject, their words."""
    one, other = read_draft(raw), read_draft(old)
    if one.message_id and one.message_id == other.message_id:
        return True
    if set(one.in_reply_to) & set(other.in_reply_to) or one.subject == other.subject:
        return True
    return _shared(one, other) >= _ALIKE


def is_newer(raw: bytes, old: bytes) -> bool:
    """Whether it also holds most of what the writer wrote in the old one, so that nothing is lost with that."""
    one, other = read_draft(raw), read_draft(old)
    return may_be_newer(raw, old) and _shared(one, other) >= _ALIKE


def _shared(one: Draft, old: Draft) -> float:
    """Which share of the words of the old draft are in the other."""
    words = set(old.own_text.split())
    return len(words & set(one.own_text.split())) / len(words) if words else 0.0
