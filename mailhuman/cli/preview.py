"""How a draft would read with the words in it, as a diff: plain signs, so that it needs no colour."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from rich.console import Console
from rich.text import Text

from mailhuman.show.safe import visible
from mailhuman.show.terminal import put

_NEAR = 2  # lines shown around a change
_LONGEST = 2_000  # letters of a line
_LOOKS = {"+": "green", "-": "red", " ": "dim"}


def print_preview(old: str, new: str, console: Console) -> None:
    """Print the lines that change, `-` and `+` before them, and a few around them."""
    for sign, line in changed_lines(old, new):
        told = visible(line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …")
        put(console, Text(f"{sign} {told}".rstrip(), style=_LOOKS[sign]), indent=2, hang=2)


def changed_lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Each line with its sign: "-" goes, "+" comes, " " stays; of those that stay only the nearest."""
    before, after = old.split("\n"), new.split("\n")
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_NEAR):
        for tag, start, end, first, last in group:
            if tag == "equal":
                yield from ((" ", line) for line in before[start:end])
                continue
            yield from (("-", line) for line in before[start:end])
            yield from (("+", line) for line in after[first:last])
