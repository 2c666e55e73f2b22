"""Prints what becomes of each property in the sample exports of four address books: read as, written as, kept by sync.

Run from the checkout: `python -m tests.benchmarks.vcard_table`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from mailhuman.contacts.content_lines import ContentLine, content_lines
from mailhuman.contacts.vcard import dump_vcards, parse_vcards
from mailhuman.errors import ContactsError
from mailhuman.model import Contact
from tests.contacts.cards import without_lines

EXPORTS = tuple(sorted((Path(__file__).parents[1] / "contacts" / "exports").glob("*.vcf")))
_FRAME = {"BEGIN", "END", "VERSION"}


@dataclass(frozen=True, slots=True)
class Row:
    """One property of a sample: what of the card it makes, the properties it is exported as, its lines as they are."""

    shape: str
    name: str
    read_as: tuple[str, ...]
    exported_as: tuple[str, ...]
    written: str


def cards_of(file: Path) -> tuple[str, ...]:
    """The text of each card of a sample, its line ends as they are."""
    return tuple(re.findall(r"BEGIN:VCARD.*?END:VCARD\r?\n", file.read_bytes().decode("utf-8"), re.DOTALL))


def rows_of(shape: str, text: str) -> Iterator[Row]:
    """What each property of the one card in `text` gives, seen by leaving it out."""
    whole = _read(text)
    for line, written in _stretches(text):
        if line.name not in _FRAME:
            without = _read(text.replace(written, "", 1))
            told = Counter(_names(whole)) - Counter(_names(without))
            exported = tuple(dict.fromkeys(name for name, _ in told))
            read = tuple(_differences(whole, without))
            if line.name == "FN" and whole and line.text == whole.name:
                read, exported = ("name",), ("FN",)  # N would do for it
            yield Row(shape, line.name, read, exported, written)


def _stretches(text: str) -> Iterator[tuple[ContentLine, str]]:
    """Each logical line with its physical ones."""
    physical = text.splitlines(keepends=True)
    lines, _ = content_lines(text, "")
    starts = [line.number for line in lines] + [len(physical) + 1]
    for line, stop in zip(lines, starts[1:], strict=True):
        yield line, "".join(physical[line.number - 1 : stop - 1])


def _read(text: str) -> Contact | None:
    try:
        (card,) = without_lines(parse_vcards(text, ""))
    except ContactsError:
        return None
    return card


def _names(card: Contact | None) -> list[tuple[str, str]]:
    lines, _ = content_lines(dump_vcards([card]) if card else "", "")
    return [(line.name, line.head + line.value) for line in lines]


def _differences(whole: Contact | None, without: Contact | None) -> Iterator[str]:
    if whole is None or without is None:
        yield "the name"
        return
    for field in fields(Contact):
        if field.name != "notes" and getattr(whole, field.name) != getattr(without, field.name):
            yield field.name
    yield from dict.fromkeys(f"note: {note.kind}" for note in whole.notes if note not in without.notes)


def main() -> None:
    """Print a line for each property of each sample."""
    for file in EXPORTS:
        print(f"\n{file.stem:22}{'is read as':28}{'is exported as':34}contacts sync")
        for row in (row for text in cards_of(file) for row in rows_of(file.stem, text)):
            read, exported = ", ".join(row.read_as) or "-", ", ".join(row.exported_as) or "-"
            print(f"  {row.name:22}{read:26}{exported:34}{'in step' if row.read_as else 'left as it is'}")


if __name__ == "__main__":
    main()
