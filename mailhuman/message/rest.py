"""Where the mail replied to or forwarded begins in texts that do not mark its lines: a header block, or a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailhuman.message.lines import Mark
from mailhuman.message.marks import begins_forward, header_role, is_closed_delimiter, is_delimiter, may_be_delimiter

_BLOCK_LINES = 10
_LONGEST_HEADER = 500
_TIME = re.compile(r"\d{4}.*\d{1,2}[:.h]\d{2}|\d{1,2}[:.h]\d{2}.*\d{4}")
_ROLES_ALONE = 4
_ROLES_WITH_ADDRESS = 3
_ROLES_AFTER_RULE = 2
_LINES_BACK = 3


def rest_begins(texts: Sequence[str], marks: Sequence[Mark]) -> int | None:
    """Give the first line of the quoted rest, the rule above a header block included; None if there is none."""
    for at, text in enumerate(texts):
        if marks[at] is not Mark.OPEN or not text.strip():
            continue
        if is_delimiter(text) and (is_closed_delimiter(text) or _headers(texts, marks, at + 1)):
            return at
        if (may_be_delimiter(text) or begins_forward(text)) and _count(texts, marks, at + 1) >= _ROLES_AFTER_RULE:
            return at
        if header_role(text) in ("from", "subject", "date") and _is_header_block(texts, marks, at):
            return _with_rule(texts, marks, at)
    return None


def _is_header_block(texts: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether headers stand here as clients write them; "From: London / To: Paris / Date: 3 May" is no such thing."""
    found = _headers(texts, marks, at)
    if "@" in found.get("from", ""):
        return len(found.keys() - {"cc"}) >= _ROLES_WITH_ADDRESS
    # inside a company Outlook names no addresses, but it always says when and what about
    return len(found.keys() - {"cc"}) >= _ROLES_ALONE and bool(_TIME.search(found["date"]))


def _count(texts: Sequence[str], marks: Sequence[Mark], at: int) -> int:
    found = _headers(texts, marks, at)
    return len(found) if "from" in found else 0


def _headers(texts: Sequence[str], marks: Sequence[Mark], at: int) -> dict[str, str]:
    """The header lines of the block at `at` by their kind; it ends at the second line that is none."""
    found: dict[str, str] = {}
    others = 0
    for line in _following(texts, marks, at):
        role = header_role(line)
        others += not role
        if others > 1:
            break
        if role:
            found.setdefault(role, line[:_LONGEST_HEADER])
    return found


def _following(texts: Sequence[str], marks: Sequence[Mark], at: int) -> Iterator[str]:
    """The next lines with something on them that are not marked already."""
    for place in range(at, min(at + 2 * _BLOCK_LINES, len(texts))):
        if texts[place].strip():
            if marks[place] is not Mark.OPEN:
                return
            yield texts[place]


def _with_rule(texts: Sequence[str], marks: Sequence[Mark], at: int) -> int:
    """Include the rule or the announcement just above."""
    for place in range(at - 1, max(-1, at - 1 - _LINES_BACK), -1):
        if texts[place].strip():
            ruled = may_be_delimiter(texts[place]) or is_delimiter(texts[place]) or begins_forward(texts[place])
            return place if ruled and marks[place] is Mark.OPEN else at
    return at
