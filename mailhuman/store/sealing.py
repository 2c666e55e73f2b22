"""How rows are kept: as they are, or sealed, so that who has the file without the key reads no note and no address.

Sealed rows are encrypted with AES-SIV (RFC 5297, 256 bits), which needs no counter that could ever repeat. Of each row
one column holds all that is private, as JSON under a seal bound to the row's table and owner; the others are blank.
Addresses, which are looked up, are sealed so that one address always looks the same: that tells who has the file how
many cards share an address, and no more. What stays in clear: ids, the order and number of rows, rules that
were switched, and where a draft was seen (account, folder, UID, times).
"""

from __future__ import annotations

import json
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol  # Any: a row holds values of any type

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import JSON, Boolean, Column, Table

from mailhuman.errors import StoreError
from mailhuman.store import tables
from mailhuman.store.rows import Row


@dataclass(frozen=True, slots=True)
class _Layout:
    """What becomes of a table's columns: `body` takes the seal of all that are in no other list."""

    bound: tuple[str, ...] = ()  # in clear, and part of the seal: a row moved elsewhere does not open
    clear: tuple[str, ...] = ()
    filed: tuple[str, ...] = ()  # sealed each by itself, always to the same
    body: str = ""
    blanks: Mapping[str, Any] | None = None


def _layout(table: Table, bound: Sequence[str], clear: Sequence[str], body: str) -> _Layout:
    inside = [column for column in table.c if column.name not in {*bound, *clear}]
    return _Layout(tuple(bound), tuple(clear), body=body, blanks={each.name: _blank(each) for each in inside})


def _blank(column: Column[Any]) -> object:
    """What a column holds that has nothing to say."""
    if column.nullable:
        return None
    return [] if isinstance(column.type, JSON) else False if isinstance(column.type, Boolean) else ""


LAYOUTS: dict[Table, _Layout] = {
    tables.contacts: _layout(tables.contacts, ["uid"], ["place"], "name"),
    tables.addresses: _Layout(clear=("contact", "place"), filed=("email",)),
    tables.notes: _layout(tables.notes, ["contact"], ["place"], "text"),
    tables.history: _layout(tables.history, ["place"], [], "text"),
    tables.switches: _Layout(clear=("target", "folder", "place", "enabled"), filed=("person",)),
    tables.traces: _layout(
        tables.traces, ["account", "folder", "lineage"], ["uidvalidity", "uid", "seen", "born"], "subject"
    ),
    tables.watched: _layout(
        tables.watched,
        ["account", "folder", "lineage"],
        ["uidvalidity", "uid", "reviewed", "sent_from", "note_uidvalidity", "note_uid"],
        "digest",
    ),
}
"""Every table that holds something private, in an order in which rows may be written."""


class Seal(Protocol):
    """Closes rows before they are written, and opens them when they are read."""

    @property
    def lock(self) -> str:
        """The id of the lock whose key this is; empty where rows are kept as they are."""

    def filed(self, value: str) -> str:
        """What a value that is looked up is filed under."""

    def read(self, filed: str) -> str:
        """The value that was filed."""

    def close(self, table: Table, row: Row) -> Row:
        """The row as it is written."""

    def open(self, table: Table, row: Mapping[str, Any]) -> Row:
        """The row as it was before it was closed."""

    def open_all(self, table: Table, names: Sequence[str], found: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        """Many rows, given and yielded as the values of the columns `names`."""


class Unsealed:
    """Keeps rows as they are."""

    lock = ""

    def filed(self, value: str) -> str:
        """The value itself."""
        return value

    def read(self, filed: str) -> str:
        """The value itself."""
        return filed

    def close(self, _table: Table, row: Row) -> Row:
        """The row itself."""
        return row

    def open(self, _table: Table, row: Mapping[str, Any]) -> Row:
        """The row itself."""
        return dict(row)

    def open_all(self, _table: Table, _names: Sequence[str], found: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        """The rows themselves."""
        return found


class Sealed:
    """Seals rows with a key of 64 bytes. StoreError for a row that does not open: it was changed, or moved."""

    def __init__(self, lock: str, key: bytes) -> None:
        self.lock = lock
        self._cipher = AESSIV(key)

    def filed(self, value: str) -> str:
        """The value under a seal that is always the same; an empty one stays empty."""
        return self._close(value, [b"filed"]) if value else ""

    def read(self, filed: str) -> str:
        """The value under such a seal."""
        return self._open(filed, [b"filed"]) if filed else ""

    def close(self, table: Table, row: Row) -> Row:
        """The row with its private values under seal."""
        layout = LAYOUTS[table]
        clear = {name: row[name] for name in (*layout.bound, *layout.clear)}
        filed = {name: self.filed(row[name]) for name in layout.filed}
        if layout.blanks is None:
            return {**clear, **filed}
        inside = {name: row[name] for name, blank in layout.blanks.items() if row[name] != blank}
        return {**clear, **layout.blanks, layout.body: self._close(_written(inside), _binding(table, row))}

    def open(self, table: Table, row: Mapping[str, Any]) -> Row:
        """The row with its values as they were."""
        layout = LAYOUTS[table]
        clear = {name: row[name] for name in (*layout.bound, *layout.clear) if name in row}
        filed = {name: self.read(row[name]) for name in layout.filed}
        if layout.blanks is None:
            return {**clear, **filed}
        return {**clear, **layout.blanks, **json.loads(self._open(row[layout.body], _binding(table, row)))}

    def open_all(self, table: Table, names: Sequence[str], found: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """Many rows, without those values that are not asked for."""
        for values in found:
            row = self.open(table, dict(zip(names, values, strict=True)))
            yield [row[name] for name in names]

    def _close(self, text: str, binding: list[bytes]) -> str:
        return b2a_base64(self._cipher.encrypt(text.encode(), binding), newline=False).decode()

    def _open(self, sealed: str, binding: list[bytes]) -> str:
        try:
            return self._cipher.decrypt(a2b_base64(sealed), binding).decode()
        except (InvalidTag, NotBase64, ValueError):
            raise StoreError(
                "an encrypted row of the database does not open: it was changed outside mailhuman",
                next_step="put a copy of the database back; `mailhuman store export` writes one you can keep",
            ) from None


def _binding(table: Table, row: Mapping[str, Any]) -> list[bytes]:
    """What the seal of a row is bound to: the table, and whose row it is."""
    return [table.name.encode(), *(str(row[name]).encode() for name in LAYOUTS[table].bound)]


def _written(inside: Mapping[str, Any]) -> str:
    try:
        return json.dumps(inside, ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        raise StoreError(
            "a value is of a kind that cannot be stored; nothing was changed", next_step="give text in its place"
        ) from None
