"""Address books as CSV, as Google, Outlook and Thunderbird export them: columns are known by their names.

Kept: the name and its parts, nickname, phonetic name, title before the name, pronouns, e-mail addresses, birthday,
anniversary, other dated events, relatives, hobby and notes. Not kept: telephone numbers, postal addresses,
organisations, jobs, pictures, links, labels, and every column that is not known.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from mailhuman.contacts.card import WrittenCard, address
from mailhuman.contacts.kin import KIN
from mailhuman.contacts.table_dates import DayOrder, day_order, read_day
from mailhuman.errors import ContactsError, Problem
from mailhuman.model import Contact

_NEXT = "mend these lines and try again; nothing was stored"
_COLUMNS = {
    "name": "full", "display name": "full", "full name": "full",
    "title": "title", "name prefix": "title", "prefix": "title",
    "first name": "given", "given name": "given",
    "middle name": "middle", "additional name": "middle",
    "last name": "family", "family name": "family", "surname": "family",
    "suffix": "suffix", "name suffix": "suffix",
    "nickname": "preferred_name", "pronouns": "pronouns",
    "phonetic first name": "said", "phonetic last name": "said", "given name yomi": "said", "family name yomi": "said",
    "birthday": "birthday", "birth date": "birthday", "birthdate": "birthday", "date of birth": "birthday",
    "anniversary": "anniversary", "wedding anniversary": "anniversary",
    "notes": "note", "note": "note", "hobby": "hobby", "hobbies": "hobby",
    "spouse": "spouse", "children": "child",
}  # fmt: skip
_EMAIL = re.compile(r"(?:(?:primary|secondary|home|work|other) )?e ?mail(?: \d+)?(?: (?:address|value))?")
_PAIR = re.compile(r"(?P<what>event|relation) (?P<number>\d+) (?P<part>label|type|value)")
_PARTS = ("given", "middle", "family", "suffix")
_SEVERAL = ":::"  # Google's mark between the values of one cell
_OWN = frozenset(KIN) | {"sibling", "relative", "domestic partner"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table: the number it begins at, and each cell that is not blank with its column."""

    line: int
    cells: tuple[tuple[str, str], ...]

    def every(self, field: str) -> list[str]:
        return [
            part.strip() for name, cell in self.cells if _COLUMNS.get(name) == field for part in cell.split(_SEVERAL)
        ]

    def first(self, field: str) -> str:
        return next(iter(self.every(field)), "")


@dataclass(slots=True)
class _Book:
    """What goes for the whole table: its name, in which order its days are written, and what is wrong with it."""

    path: str
    order: DayOrder = "unknown"
    problems: list[Problem] = field(default_factory=list)

    def tell(self, line: int, what: str) -> None:
        self.problems.append(Problem(self.path, line, 0, what))


def parse_csv(text: str, path: str) -> tuple[Contact, ...]:
    """Read a table of people; its first line names the columns. ContactsError with every problem of the file.

    A line that names nobody is a problem; one that is blank is not.
    """
    book = _Book(path)
    rows = list(_rows(text.removeprefix("\ufeff"), book))
    book.order = day_order(cell for row in rows for cell in _days(row))
    cards = [card for row in rows if (card := _card(row, book))]
    if book.problems:
        raise ContactsError(tuple(book.problems), next_step=_NEXT)
    return tuple(cards)


def _rows(text: str, book: _Book) -> Iterator[_Row]:
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    columns: list[str] = []
    begins = 1
    try:
        for row in reader:
            if not columns:
                columns = _named(row, book)
            elif any(cell.strip() for cell in row[len(columns) :]):
                book.tell(begins, "has more cells than the first line has columns")
            elif any(cell.strip() for cell in row):
                cells = zip(columns, row, strict=False)
                yield _Row(begins, tuple((name, cell.strip()) for name, cell in cells if cell.strip()))
            begins = reader.line_num + 1
    except csv.Error:
        book.tell(begins, "a quotation mark does not close, or closes too early")


def _named(row: Sequence[str], book: _Book) -> list[str]:
    """The names of the columns, bare of case and marks; a table without names or addresses is a problem."""
    columns = [" ".join(re.findall(r"[a-z0-9]+", name.casefold())) for name in row]
    if not any(_COLUMNS.get(name) in {"full", "given", "family"} for name in columns):
        book.tell(1, "no column is named Name, First Name or Last Name")
    return columns or [""]


def _days(row: _Row) -> Iterator[str]:
    yield from (*row.every("birthday"), *row.every("anniversary"))
    yield from (value for what, _, value in _pairs(row) if what == "event")


def _pairs(row: _Row) -> Iterator[tuple[str, str, str]]:
    """Google's columns in pairs: what ("event" or "relation"), the label and the value."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for name, cell in row.cells:
        if match := _PAIR.fullmatch(name):
            part = "value" if match["part"] == "value" else "label"
            found.setdefault((match["what"], int(match["number"][:6])), {})[part] = cell
    for (what, _), pair in found.items():
        if value := pair.get("value", ""):
            yield what, pair.get("label", "").lstrip("* "), value


def _card(row: _Row, book: _Book) -> Contact | None:
    name = row.first("full") or " ".join(filter(None, (row.first(part) for part in _PARTS)))
    if not name:
        book.tell(row.line, "names nobody")
        return None
    written: dict[str, Any] = {
        "name": name,
        "title": row.first("title"),
        "preferred_name": row.first("preferred_name"),
        "pronouns": row.first("pronouns"),
        "pronunciation": " ".join(row.every("said")),
        "emails": list(_emails(row, book)),
        "notes": list(_notes(row, book)),
    }
    try:
        card = WrittenCard.model_validate(written)
    except ValidationError as error:
        fields = ", ".join(sorted({str(each["loc"][0]) for each in error.errors()}))
        book.tell(row.line, f"its {fields} cannot be read")
        return None
    return card.contact(row.line, (row.line,) * len(card.notes))


def _emails(row: _Row, book: _Book) -> Iterator[str]:
    for name, cell in row.cells:
        for part in cell.split(_SEVERAL) if _EMAIL.fullmatch(name) else ():
            try:
                yield address(part)
            except ValueError as error:
                book.tell(row.line, f"{name}: {error}")


def _notes(row: _Row, book: _Book) -> Iterator[dict[str, str]]:
    for kind, text in (("birthday", "Birthday"), ("anniversary", "Wedding anniversary")):
        for written in row.every(kind)[:1]:
            yield from _dated(kind, text, written, row, book)
    for what, label, value in _pairs(row):
        if what == "relation":
            yield _relative(label, value)
        elif label.casefold() == "anniversary":
            yield from _dated("anniversary", "Wedding anniversary", value, row, book)
        else:
            yield from _dated("other", label or "A day to remember", value, row, book)
    yield from (_relative(kin, name) for kin in ("spouse", "child") for name in row.every(kin))
    yield from ({"kind": "hobby", "text": text} for text in row.every("hobby"))
    yield from ({"kind": "other", "text": text} for text in row.every("note"))


def _relative(label: str, name: str) -> dict[str, str]:
    called = label.casefold()
    kind = "family" if called in _OWN else "other"
    return {
        "kind": kind,
        "text": f"{label.capitalize()} {name}".strip(),
        "about": f"{name} ({called})" if called else name,
    }


def _dated(kind: str, text: str, written: str, row: _Row, book: _Book) -> Iterator[dict[str, str]]:
    try:
        day = read_day(written, book.order)
    except ValueError as error:
        book.tell(row.line, f"{kind}: {error}")
        return
    if day:
        yield {"kind": kind, "text": text, "date": str(day)}
