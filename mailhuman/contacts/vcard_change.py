"""One card changed within its vCard: only what differs is written anew.

Telephone numbers, pictures and all else that other programs keep there stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mailhuman.contacts.content_lines import ContentLine, content_lines, escaped, raw_parts, with_value, written_line
from mailhuman.contacts.vcard import FIELDS, address_in, preference
from mailhuman.contacts.vcard_note_lines import Style, lines_of, marked_anew, told_anew
from mailhuman.contacts.vcard_notes import OURS
from mailhuman.model import Contact, Note

_SINGLE = {"birthday", "anniversary", "loss"}  # kinds that have a property of their own, which stands once
_OF_KIND = {
    "birthday": {"BDAY"},
    "anniversary": {"ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY"},
    "loss": {"DEATHDATE"},
}
_SOUNDS = {f"X-PHONETIC-{which}-NAME" for which in ("FIRST", "MIDDLE", "LAST")}
_PREFIX = 3  # its place among the parts of N


@dataclass(slots=True)
class _Change:
    """The lines of a file; those that are written in another way or go (then as ""), by number; those that come."""

    lines: tuple[ContentLine, ...]
    instead: dict[int, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)

    def named(self, name: str) -> list[ContentLine]:
        """The lines of a property that hold something, the preferred first, as they are read."""
        return sorted((line for line in self.lines if line.name == name and line.value.strip()), key=preference)

    def drop(self, which: Callable[[ContentLine], bool]) -> None:
        self.instead |= {line.number: "" for line in self.lines if which(line)}

    def drop_named(self, *names: str) -> None:
        self.drop(lambda line: line.name in names)

    def put(self, name: str, value: str) -> None:
        """Give the line of `name` that is read another value, escaped already; add one where there is none."""
        there = self.named(name)
        if there:
            self.instead[there[0].number] = with_value(there[0], value)
        else:
            self.new.append(written_line(name, value))

    @property
    def style(self) -> Style:
        version = next((line.value.strip() for line in self.lines if line.name == "VERSION"), "4.0")
        return Style(version, frozenset(line.group for line in self.lines if line.group))


def changed_vcard(text: str, old: Contact, new: Contact) -> str:
    """`text`, which holds the one card `old` as it was read, so that it tells `new`; its UID stays.

    What a line says in parameters or parts we do not know stays in it as well. Notes of `new` are written whatever
    their marks: leave out before what is not to be seen.
    """
    change = _Change(content_lines(text.removeprefix("\ufeff"), "")[0])
    _names(change, old, new)
    _fields(change, old, new)
    _emails(change, old, new)
    _notes(change, old, new)
    _drop_labels(change)
    return _written(text, change)


def _drop_labels(change: _Change) -> None:
    """Let the labels go of which nothing is left to label."""
    own = [line for line in change.lines if line.group and not line.name.startswith("X-AB")]
    own += [line for line in change.lines if line.group and line.name in {"X-ABDATE", "X-ABRELATEDNAMES"}]
    left = {line.group for line in own if change.instead.get(line.number, line.head)}
    empty = {line.group for line in own} - left
    change.drop(lambda line: line.group in empty and line.name.startswith("X-AB"))


def _names(change: _Change, old: Contact, new: Contact) -> None:
    plain = [line for line in change.named("N") if not line.param("PHONETIC")]
    if old.name != new.name:
        change.put("FN", escaped(new.name))
    if (old.name, old.title) != (new.name, new.title) and (plain or new.title):
        parts = [*(raw_parts(plain[0].value) if plain and old.name == new.name else ["", escaped(new.name)]), *[""] * 4]
        parts[_PREFIX] = escaped(new.title)
        value = ";".join(parts[:5])
        if plain:
            change.instead[plain[0].number] = with_value(plain[0], value)
        else:
            change.new.append(written_line("N", value))
    if old.pronunciation != new.pronunciation:
        change.drop(lambda line: line.name in _SOUNDS or bool(line.name == "N" and line.param("PHONETIC")))
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
        if of == "deceased" and not value:
            change.drop_named("DEATHDATE")
        if value == getattr(default, of):
            change.drop_named(name)
        else:
            others = _other_nicknames(change) if of == "preferred_name" else []
            change.put(name, ",".join([escaped("true" if value is True else str(value)), *others]))


def _other_nicknames(change: _Change) -> list[str]:
    """What stands beside the first nickname in its line."""
    line = next(iter(change.named("NICKNAME")), None)
    return [part for part in raw_parts(line.value, ",") if part.strip()][1:] if line else []


def _emails(change: _Change, old: Contact, new: Contact) -> None:
    change.drop(lambda line: line.name == "EMAIL" and bool(line.value.strip()) and address_in(line) not in new.emails)
    change.new += [written_line("EMAIL", escaped(email)) for email in new.emails if email not in old.emails]


def _notes(change: _Change, old: Contact, new: Contact) -> None:
    """Write the notes that are new, and let those go that are no more; kinds that stand once are written together."""
    gone, come = _difference(old.notes, new.notes), _difference(new.notes, old.notes)
    for before, after in _same_line(change, gone, come):
        gone.remove(before)
        come.remove(after)
    kinds = {note.kind for note in (*gone, *come)} & _SINGLE
    if old.deceased != new.deceased:
        kinds.add("loss")
    change.drop_named(*(name for kind in kinds for name in _OF_KIND[kind]))
    change.instead |= {note.line: "" for note in (*gone, *_of_kind(old.notes, kinds))}
    told = [*_of_kind(new.notes, kinds), *(note for note in come if note.kind not in kinds)]
    change.new += lines_of(told, deceased=new.deceased, style=change.style)


def _same_line(change: _Change, gone: Sequence[Note], come: Sequence[Note]) -> list[tuple[Note, Note]]:
    """The notes that can stay in their line, with other marks or other words; what is strange in it stays too."""
    lines = {line.number: line for line in change.lines}
    labels = {line.group: line.value for line in change.lines if line.name == "X-ABLABEL"}
    found: list[tuple[Note, Note]] = []
    for note in come:
        for before in sorted(gone, key=lambda each: (each.text, each.date) != (note.text, note.date)):
            if before.kind != note.kind or any(before is each for each, _ in found):
                continue
            line = lines[before.line]
            bare = replace(note, line=0)
            written = (
                marked_anew(line, labels.get(line.group, ""), bare)
                if (before.text, before.date) == (note.text, note.date)
                else told_anew(line, bare, change.style)
            )
            if written:
                change.instead[line.number] = written
                found.append((before, note))
                break
    return found


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
    """The lines of the file that stay, as they are, with the new ones before its end, which end as its others do."""
    pieces = re.split(r"(\r\n|\n|\r)", text)
    physical = ["".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    starts = [line.number for line in change.lines]
    stretches = zip(starts, [*starts[1:], len(physical) + 1], strict=True)
    ending = "\r\n" if "\r\n" in text else "\n"
    made = {number: line.replace("\r\n", ending) for number, line in change.instead.items()}
    told = [made.get(start, "".join(physical[start - 1 : stop - 1])) for start, stop in stretches]
    end = next(at for at, line in enumerate(change.lines) if line.name == "END")
    new = (line.replace("\r\n", ending) for line in change.new)
    return "".join([*physical[: starts[0] - 1], *told[:end], *new, *told[end:]])
