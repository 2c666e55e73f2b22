"""Whom the writer writes to most, counted from the headers of sent mail."""

from __future__ import annotations

from collections import Counter

from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Fetched, Line
from mailhuman.message.addresses import addresses
from mailhuman.message.header import parse_header
from mailhuman.model import Address

MOST_MESSAGES = 1_000
_BATCH = 200
_LARGEST_ROUND = 20
"""A message to more people than that is an announcement, and says little of any of them."""


def count_correspondents(
    line: Line, sent: Listed, owner: frozenset[str], limit: int
) -> tuple[tuple[Address, int], ...]:
    """The `limit` people the newest 1,000 sent messages went to most, each with the name last used for them."""
    exists = line.examine(sent).exists
    if not exists:
        return ()
    uids = line.search((f"{max(1, exists - MOST_MESSAGES + 1)}:*", "UNDELETED"))[::-1]
    counts: Counter[str] = Counter()
    known: dict[str, Address] = {}
    for start in range(0, len(uids), _BATCH):
        batch = uids[start : start + _BATCH]
        found = line.fetch(batch, ("BODY.PEEK[HEADER.FIELDS (TO CC BCC)]",))
        for uid in batch:
            for each in _recipients(found.get(uid), owner):
                counts[each.email] += 1
                if not known.get(each.email, each).name or each.email not in known:
                    known[each.email] = each
    return tuple((known[email], count) for email, count in counts.most_common(max(0, limit)))


def _recipients(found: Fetched | None, owner: frozenset[str]) -> list[Address]:
    """Everybody one message went to, but for the writer; nobody for an announcement."""
    fields = (value for key, value in (found or {}).items() if key.startswith(b"BODY[HEADER"))
    block = next((value for value in fields if isinstance(value, bytes)), b"")
    header = parse_header(block)
    each = {one.email: one for name in ("bcc", "cc", "to") for one in addresses(header, name)}
    return [one for one in each.values() if one.email not in owner] if len(each) <= _LARGEST_ROUND else []
