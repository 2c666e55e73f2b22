"""Where the mail replied to or forwarded begins in texts that do not mark its lines: a header block, or a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailhuman.message.lines import Mark
from mailhuman.message.marks import begins_forward, header_role, is_closed_delimiter, is_delimiter, may_be_delimiter

_BLOCK_LINES = 10
_LONGEST_HEADER = 500
_TIME = re.compile(r"\d{4}.*\d{1,2}[:.h]\d{2}|\d{1,2}[:.h]\d{2}.*\d{4}")
_ENDS_WITH_ADDRESS = re.compile(r"[^\s@]@[^\s@]{0,200}[\w>\])\"';]\s{0,9}$")
_DATE = re.compile(r"\W{0,3}(?:date|datum|data|fecha|dato|дата|tarih|dátum|日付|日期)\b", re.IGNORECASE)
_ROLES_ALONE = 4
_ROLES_WITH_ADDRESS = 3
_ROLES_AFTER_RULE = 2
_LINES_BACK = 3


def rest_begins(texts: Sequence[str], marks: Sequence[Mark]) -> int | None:
    """Give the first line of the quoted rest, the rule above a header block included; None if there is none."""
    rows = _Rows(texts, marks)
    for at, row in rows.open_rows():
        if is_delimiter(row) and (is_closed_delimiter(row) or rows.headers(at + 1)):
            return at
        if (may_be_delimiter(row) or begins_forward(row)) and rows.is_block_after_rule(at + 1):
            return at
        if rows.roles[at] in ("from", "subject", "date") and rows.is_block(at):
            return rows.with_rule(at)
    return None


class _Rows:
    """Lines that may be headers; the role of each is told once, since blocks are looked for at every line."""

    def __init__(self, texts: Sequence[str], marks: Sequence[Mark]) -> None:
        self.texts = texts
        self.marks = marks
        self.full = [bool(text.strip()) for text in texts]
        self.roles = [header_role(text) if full else "" for text, full in zip(texts, self.full, strict=True)]

    def open_rows(self) -> Iterator[tuple[int, str]]:
        """The lines with something on them that nothing was said of yet, with their places."""
        for at, text in enumerate(self.texts):
            if self.full[at] and self.marks[at] is Mark.OPEN:
                yield at, text

    def is_block(self, at: int) -> bool:
        """Whether headers stand here as clients write them; "From: London / To: Paris / Date: May" is none."""
        found = self.headers(at)
        kinds = found.keys() - {"cc"}
        if not any(map(str.isdecimal, found.get("date", "0"))):
            return False
        if _ENDS_WITH_ADDRESS.search(found.get("from", "")):
            return len(kinds) >= _ROLES_WITH_ADDRESS
        # inside a company Outlook names no addresses, but it always says when it was sent, and what about
        return len(kinds) >= _ROLES_ALONE and bool(_TIME.search(found["date"])) and not _DATE.match(found["date"])

    def is_block_after_rule(self, at: int) -> bool:
        """Whether headers stand here, below a rule: fewer are needed."""
        found = self.headers(at)
        return "from" in found and len(found) >= _ROLES_AFTER_RULE

    def headers(self, at: int) -> dict[str, str]:
        """The header lines of the block at `at` by their role; it ends at the second line that is none."""
        found: dict[str, str] = {}
        others = 0
        for place in self._following(at):
            role = self.roles[place]
            others += not role
            if others > 1:
                break
            if role:
                found.setdefault(role, self.texts[place][:_LONGEST_HEADER])
        return found

    def with_rule(self, at: int) -> int:
        """The place of the rule or the announcement just above, if there is one, else `at`."""
        for place in range(at - 1, max(-1, at - 1 - _LINES_BACK), -1):
            if self.full[place]:
                row = self.texts[place]
                ruled = may_be_delimiter(row) or is_delimiter(row) or begins_forward(row)
                return place if ruled and self.marks[place] is Mark.OPEN else at
        return at

    def _following(self, at: int) -> Iterator[int]:
        """The next lines with something on them that are not marked already."""
        for place in range(at, min(at + 2 * _BLOCK_LINES, len(self.texts))):
            if self.full[place]:
                if self.marks[place] is not Mark.OPEN:
                    return
                yield place
