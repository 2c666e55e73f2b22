"""Notes written as properties of a vCard: as the one that other programs know, where it reads back as the same note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from mailhuman.contacts.content_lines import ContentLine, content_lines, escaped, folded, raw_params, written_line
from mailhuman.contacts.vcard_notes import INTERESTED, LEVEL, MARKS, OURS, SAID, note_from
from mailhuman.model import Note, PartialDate

Params = tuple[tuple[str, str], ...]
_KNOWN = {"hobby": ("HOBBY", ""), "expertise": ("EXPERTISE", ""), "other": ("INTEREST", INTERESTED)}
_LEVEL = re.compile(r"(?P<words>.*)" + re.escape(LEVEL).replace(r"\{\}", "(?P<level>[^()]+)"), re.DOTALL)
_OF_OURS = re.compile(rf"{OURS}.*|CREATED|DERIVED|AUTHOR-NAME")
_OF_VALUE = frozenset({"VALUE", "X-APPLE-OMIT-YEAR", "LEVEL", "TYPE", "ENCODING", "CHARSET"})
_NO_YEAR = "1604"


@dataclass(frozen=True, slots=True)
class Style:
    """What a file wants of new lines: its version ("3.0", "4.0"), and the groups that are taken in it (upper case)."""

    version: str = "4.0"
    groups: Collection[str] = ()


_NEW = Style()


def lines_of(notes: Sequence[Note], *, deceased: bool, style: Style = _NEW) -> Iterator[str]:
    """Write notes as properties, folded and ended; `deceased` says whether the contact has died.

    The first birthday and anniversary are written as BDAY and ANNIVERSARY, the first bare "Died" as DEATHDATE; where
    the note has words of its own it is written as a NOTE as well. A note with a property of its own (HOBBY, RELATED,
    a labelled date …) is written as that; all others as NOTE.
    """
    used: set[str] = set()
    groups = set(style.groups)
    for note in notes:
        name, text = SAID.get(note.kind, ("", ""))
        if note.kind == "loss" and not (deceased and note.text == text):
            name = ""
        if name and name not in used and note.date and not note.approximate:
            used.add(name)
            day, params = _day(note.date, style)
            yield written_line(name, day, (*params, *(_marks(note) if note.text == text else ())))
            if note.text == text:
                continue
        yield _note_line(note, style, groups)


def _note_line(note: Note, style: Style, groups: set[str]) -> str:
    """The first way of writing `note` that reads back as the same; NOTE with our parameters always does."""
    for written in (_known(note), _relative(note), _labelled(note, style, groups)):
        if written and read_back(written) == replace(note, line=0):
            return written
    kind = () if note.kind == "other" else ((OURS + "KIND", note.kind),)
    day = ((OURS + "DATE", str(note.date)),) if note.date else ()
    return written_line("NOTE", escaped(note.text), (*kind, *day, *_marks(note)))


def read_back(written: str) -> Note | None:
    """The note that lines make, with the label of its group; None where they make none."""
    lines, wrong = content_lines(written, "")
    label = next((line.value for line in lines if line.name == "X-ABLABEL"), "")
    try:
        found = note_from(lines[0], label) if lines and not wrong else None
    except ValueError:
        return None
    return replace(found, line=0) if found else None


def _known(note: Note) -> str:
    """HOBBY, EXPERTISE or INTEREST, with its level."""
    name, before = _KNOWN.get(note.kind, ("", ""))
    if not name or not note.text.startswith(before):
        return ""
    found = _LEVEL.fullmatch(note.text)
    words = (found["words"] if found else note.text).removeprefix(before)
    level = (("LEVEL", found["level"]),) if found else ()
    day = ((OURS + "DATE", str(note.date)),) if note.date else ()
    return written_line(name, escaped(words), (*level, *day, *_marks(note)))


def _relative(note: Note) -> str:
    """RELATED, for somebody of theirs who is told by name alone."""
    found = re.fullmatch(r"(?P<name>.+) \((?P<called>[^()]+)\)", note.about, re.DOTALL)
    name, called = (found["name"], found["called"]) if found else (note.about, "")
    if not name or note.text != f"{called.capitalize()} {name}".strip():
        return ""
    kind = (("TYPE", called),) if called else ()
    return written_line("RELATED", escaped(name), (*kind, ("VALUE", "text"), *_marks(replace(note, about=""))))


def _labelled(note: Note, style: Style, groups: set[str]) -> str:
    """A day with its label, as Apple and Google write it; its group is taken from then on."""
    if note.kind != "other" or note.date is None:
        return ""
    number = next(number for number in range(1, len(groups) + 2) if f"ITEM{number}" not in groups)
    day, params = _day(note.date, replace(style, version="3.0"))
    label = written_line(f"item{number}.X-ABLabel", escaped(note.text))
    written = written_line(f"item{number}.X-ABDATE", day, (*params, *_marks(note))) + label
    if read_back(written) == replace(note, line=0):
        groups.add(f"ITEM{number}")
    return written


def marked_anew(line: ContentLine, label: str, note: Note) -> str:
    """The line of a note that says the same as `note` but for our marks, with those; "" where that cannot be done."""
    own = [given for name, given in raw_params(line.head) if not _OF_OURS.fullmatch(name)]
    for marks in (_marks(replace(note, about="")), _marks(note)):
        ours = written_line("", "", marks).replace("\r\n ", "").rstrip(":\r\n")
        written = folded(f"{line.head.partition(';')[0]}{''.join(own)}{ours}:{line.value}")
        if read_back(written + (written_line(f"{line.group}.X-ABLABEL", label) if label else "")) == note:
            return written
    return ""


def told_anew(line: ContentLine, note: Note, style: Style) -> str:
    """The line of a note with what `note` says now and every parameter we do not know; "" where that cannot be done."""
    written = next(lines_of([note], deceased=note.kind == "loss", style=style))
    (fresh, *others), _ = content_lines(written, "")
    if others or fresh.name != line.name:
        return ""
    known = {name for name, _ in raw_params(fresh.head)}
    strange = [
        given
        for name, given in raw_params(line.head)
        if not (_OF_OURS.fullmatch(name) or name in _OF_VALUE or name in known)
    ]
    start = line.head.partition(";")[0]
    again = folded(f"{start}{''.join(strange)}{fresh.head.removeprefix(fresh.head.partition(';')[0])}:{fresh.value}")
    return again if read_back(again) == note else ""


def _marks(note: Note) -> Params:
    """What a note carries besides its words and its day, as parameters."""
    found = [(OURS + name.upper(), _said(getattr(note, name))) for name in MARKS if getattr(note, name)]
    if note.learned and note.learned.exact:
        found.append(("CREATED", f"{_compact(note.learned)}T000000Z"))
    elif note.learned:
        found.append((OURS + "LEARNED", str(note.learned)))
    if note.source == "inferred":
        found.append(("DERIVED", "true"))
    elif note.source != "told":
        found.append((OURS + "SOURCE", note.source))
    if note.told_by:
        found.append(("AUTHOR-NAME", note.told_by))
    return tuple(found)


def _said(mark: object) -> str:
    return "true" if mark is True else str(mark)


def _day(day: PartialDate, style: Style) -> tuple[str, Params]:
    """A date as the version has it; vCard 3 knows no day without a year, so Apple marks a year to be left out."""
    if style.version == "4.0":
        return _compact(day), ()
    if day.year or not (day.month and day.day):
        return str(day), ()
    return f"{_NO_YEAR}-{day.month:02d}-{day.day:02d}", (("X-APPLE-OMIT-YEAR", _NO_YEAR),)


def _compact(day: PartialDate) -> str:
    """A date as vCard 4 writes it: 20260310, --0310, 2026-03, 2026."""
    if day.month and day.day:
        return f"{day.year:04d}{day.month:02d}{day.day:02d}" if day.year else f"--{day.month:02d}{day.day:02d}"
    return str(day)
