"""One card changed within its vCard: only what differs is written anew.

Telephone numbers, pictures and all else that other programs keep there stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mailhuman.contacts.content_lines import ContentLine, content_lines, escaped, parts_of, written_line
from mailhuman.contacts.vcard import FIELDS, address_in
from mailhuman.contacts.vcard_notes import OURS, lines_of
from mailhuman.model import Contact, Note

_SINGLE = {"birthday", "anniversary", "loss"}  # kinds that have a property of their own, which stands once
_OF_KIND = {
    "birthday": {"BDAY"},
    "anniversary": {"ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"},
    "loss": {"DEATHDATE"},
}
_PREFIX = 3  # its place among the parts of N


@dataclass(slots=True)
class _Change:
    """The lines of a file, those that go, by number, and those that come."""

    lines: tuple[ContentLine, ...]
    gone: set[int] = field(default_factory=set)
    new: list[str] = field(default_factory=list)

    def drop(self, which: Callable[[ContentLine], bool]) -> None:
        self.gone |= {line.number for line in self.lines if which(line)}

    def drop_named(self, *names: str) -> None:
        self.drop(lambda line: line.name in names)


def changed_vcard(text: str, old: Contact, new: Contact) -> str:
    """`text`, which holds the one card `old` as it was read, so that it tells `new`; its UID stays.

    Notes of `new` are written whatever their marks: leave out before what is not to be seen.
    """
    change = _Change(content_lines(text.removeprefix("\ufeff"), "")[0])
    _names(change, old, new)
    _fields(change, old, new)
    _emails(change, old, new)
    _notes(change, old, new)
    labels = {line.group for line in change.lines if line.group and line.number in change.gone}
    change.drop(lambda line: line.group in labels and line.name.startswith("X-AB"))
    return _written(text, change)


def _names(change: _Change, old: Contact, new: Contact) -> None:
    plain = [line for line in change.lines if line.name == "N" and not line.param("PHONETIC")]
    if (old.name, old.title) != (new.name, new.title):
        parts = [*(parts_of(plain[0].value) if plain and old.name == new.name else ["", new.name]), "", "", "", "", ""]
        parts[_PREFIX] = new.title
        change.drop(lambda line: line in plain)
        change.new.append(written_line("N", ";".join(escaped(part) for part in parts[:5])))
    if old.name != new.name:
        change.drop_named("FN")
        change.new.append(written_line("FN", escaped(new.name)))
    if old.pronunciation != new.pronunciation:
        change.drop(lambda line: line.name.startswith("X-PHONETIC-") or (line.name == "N" and line not in plain))
        if new.pronunciation:
            change.new.append(written_line("X-PHONETIC-FIRST-NAME", escaped(new.pronunciation)))
    if old.former_names != new.former_names:
        change.drop_named(OURS + "FORMER-NAME")
        change.new += [written_line(OURS + "FORMER-NAME", escaped(name)) for name in new.former_names]


def _fields(change: _Change, old: Contact, new: Contact) -> None:
    default = Contact("")
    for name, of in FIELDS.items():
        value = getattr(new, of)
        if of == "uid" or getattr(old, of) == value:
            continue
        change.drop_named(name)
        if of == "deceased" and not value:
            change.drop_named("DEATHDATE")
        if value != getattr(default, of):
            change.new.append(written_line(name, escaped("true" if value is True else str(value))))


def _emails(change: _Change, old: Contact, new: Contact) -> None:
    change.drop(lambda line: line.name == "EMAIL" and bool(line.value.strip()) and address_in(line) not in new.emails)
    change.new += [written_line("EMAIL", escaped(email)) for email in new.emails if email not in old.emails]


def _notes(change: _Change, old: Contact, new: Contact) -> None:
    """Write the notes that are new, and let those go that are no more; kinds that stand once are written together."""
    gone, come = _difference(old.notes, new.notes), _difference(new.notes, old.notes)
    kinds = {note.kind for note in (*gone, *come)} & _SINGLE
    if old.deceased != new.deceased:
        kinds.add("loss")
    change.drop_named(*(name for kind in kinds for name in _OF_KIND[kind]))
    change.gone |= {note.line for note in (*gone, *_of_kind(old.notes, kinds))}
    told = [*_of_kind(new.notes, kinds), *(note for note in come if note.kind not in kinds)]
    change.new += lines_of(told, deceased=new.deceased)


def _of_kind(notes: Iterable[Note], kinds: set[str]) -> Iterator[Note]:
    return (note for note in notes if note.kind in kinds)


def _difference(these: Sequence[Note], others: Iterable[Note]) -> list[Note]:
    """Those of `these` that are not among `others`, wherever they stand; one that is there once is met once."""
    left = Counter(replace(note, line=0) for note in others)
    found = []
    for note in these:
        bare = replace(note, line=0)
        if left[bare]:
            left[bare] -= 1
        else:
            found.append(note)
    return found


def _written(text: str, change: _Change) -> str:
    """The lines of the file that stay, as they are, with the new ones before its end."""
    pieces = re.split(r"(\r\n|\n|\r)", text)
    physical = ["".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    end = next(line.number for line in change.lines if line.name == "END")
    starts = [line.number for line in change.lines]
    stretches = zip(starts, [*starts[1:], len(physical) + 1], strict=True)
    dropped = {at for start, stop in stretches if start in change.gone for at in range(start, stop)}
    new = "".join(change.new) if "\r\n" in text else "".join(change.new).replace("\r\n", "\n")
    before = "".join(line for at, line in enumerate(physical[: end - 1], start=1) if at not in dropped)
    return before + new + "".join(physical[end - 1 :])
