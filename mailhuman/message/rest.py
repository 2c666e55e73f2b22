"""Where the mail replied to or forwarded begins in texts that do not mark its lines: a header block, or a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailhuman.message.lines import Mark
from mailhuman.message.marks import begins_forward, header_role, is_delimiter, may_be_delimiter

_BLOCK_LINES = 10
_ROLES_ALONE = 4
_ROLES_WITH_ADDRESS = 3
_ROLES_AFTER_RULE = 2
_LINES_BACK = 3


def rest_begins(texts: Sequence[str], marks: Sequence[Mark]) -> int | None:
    """Give the first line of the quoted rest, the rule above a header block included; None if there is none."""
    for at, text in enumerate(texts):
        if marks[at] is not Mark.OPEN or not text.strip():
            continue
        if is_delimiter(text) and (text.rstrip().endswith(("-", "_", "*", "=", "—")) or _roles(texts, marks, at + 1)):
            return at
        if (may_be_delimiter(text) or begins_forward(text)) and _count(texts, marks, at + 1) >= _ROLES_AFTER_RULE:
            return at
        if header_role(text) in ("from", "subject", "date") and _is_header_block(texts, marks, at):
            return _with_rule(texts, marks, at)
    return None


def _is_header_block(texts: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether headers stand here as clients write them; "From: London / To: Paris / Date: 3 May" is no such thing."""
    roles = _roles(texts, marks, at)
    if "from" not in roles or len(roles - {"cc"}) < _ROLES_WITH_ADDRESS:
        return False
    near = "".join(texts[at : at + _BLOCK_LINES])[:2000]
    return len(roles - {"cc"}) >= _ROLES_ALONE or "@" in near


def _count(texts: Sequence[str], marks: Sequence[Mark], at: int) -> int:
    roles = _roles(texts, marks, at)
    return len(roles) if "from" in roles else 0


def _roles(texts: Sequence[str], marks: Sequence[Mark], at: int) -> set[str]:
    """The kinds of header that stand in the block of lines at `at`; it ends at the second line that is none."""
    roles: set[str] = set()
    others = 0
    for line in _following(texts, marks, at):
        role = header_role(line)
        others += not role
        if others > 1:
            break
        roles.update({role} - {""})
    return roles


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
