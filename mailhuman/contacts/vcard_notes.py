"""Notes as properties of a vCard: BDAY, ANNIVERSARY, HOBBY, RELATED, NOTE … read into kinds of note, and written back.

What no property holds goes into parameters: CREATED, DERIVED and AUTHOR-NAME (RFC 9554) for when, how and from whom a
thing was learned, and X-MAILHUMAN-… for the rest, so that a note comes back with its marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from mailhuman.contacts.card import WrittenNote
from mailhuman.contacts.content_lines import ContentLine, escaped, unescaped, written_line
from mailhuman.contacts.kin import KIN
from mailhuman.model import Note, PartialDate

OURS = "X-MAILHUMAN-"
_DATE = re.compile(r"(?:(?P<year>[0-9]{4})-?|--)(?:(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})?)?(?:[T ].*)?")
_OWN = frozenset(KIN) | {"sibling", "kin", "sweetheart", "family", "relative", "domestic partner"}
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_MARKS = ("approximate", "by", "mention", "about", "deceased")
_BIRTHDAY, _ANNIVERSARY, _DIED = "Birthday", "Wedding anniversary", "Died"
_SAID = {"birthday": ("BDAY", _BIRTHDAY), "anniversary": ("ANNIVERSARY", _ANNIVERSARY), "loss": ("DEATHDATE", _DIED)}
_TOLD = {"hobby": "HOBBY", "expertise": "EXPERTISE"}


def note_from(line: ContentLine, label: str) -> Note | None:
    """The note a property makes; None for one that makes none. `label` is that of its group (X-ABLABEL), or "".

    ValueError says what is wrong with its value.
    """
    read = _READERS.get(line.name)
    if read is None or not line.value.strip():
        return None
    fields = read(line, (_LABEL.sub(r"\1", unescaped(label))).strip())
    return _marked(line, fields) if fields else None


def _marked(line: ContentLine, fields: Mapping[str, object]) -> Note:
    """The note with the marks its parameters carry."""
    marks: dict[str, object] = {
        name: line.param(OURS + name.upper())
        for name in ("kind", "date", "learned", *_MARKS)
        if OURS + name.upper() in line.params
    }
    if created := line.param("CREATED"):
        marks["learned"] = str(read_date(created))
    if line.has("DERIVED", "true"):
        marks["source"] = "inferred"
    marks |= {name: line.param(key) for name, key in _FROM.items() if line.param(key)}
    try:
        return WrittenNote.model_validate({**fields, **marks}).note(line.number)
    except ValidationError as error:
        wrong = ", ".join(str(each["loc"][0]) for each in error.errors())
        raise ValueError(f"its {wrong} cannot be read") from None


_FROM = {"told_by": "AUTHOR-NAME", "source": OURS + "SOURCE"}


def read_date(written: str, without_year: str = "") -> PartialDate:
    """Read a date of vCard 3 or 4, with or without hyphens; the year `without_year` stands for no year.

    ValueError for anything else.
    """
    found = _DATE.fullmatch(written.strip())
    year, month, day = found.group("year", "month", "day") if found else (None, None, None)
    if year in {without_year, "0000"}:
        year = None
    return PartialDate.parse("-".join([year or "-", *(part for part in (month, day) if part)]))


def _dated(kind: str, text: str) -> Callable[[ContentLine, str], dict[str, object]]:
    def read(line: ContentLine, _label: str) -> dict[str, object]:
        if line.has("VALUE", "text"):
            return {"kind": kind, "text": f"{text}: {line.text}", "approximate": True}
        return {"kind": kind, "text": text, "date": str(read_date(line.value, line.param("X-APPLE-OMIT-YEAR")))}

    return read


def _told(kind: str, before: str = "") -> Callable[[ContentLine, str], dict[str, object]]:
    return lambda line, _label: {"kind": kind, "text": before + line.text}


def _related(line: ContentLine, label: str) -> dict[str, object]:
    """Somebody of theirs, by name; a link to another card names nobody."""
    name = line.text.strip()
    if re.match(r"(?:urn|https?|mailto|data):", name, re.IGNORECASE):
        return {}
    types = [each.casefold() for each in line.params.get("TYPE", ())]
    called = label.casefold() or next((each for each in types if each in _OWN), next(iter(types), ""))
    if line.name in {"X-SPOUSE", "X-EVOLUTION-SPOUSE"}:
        called = "spouse"
    kind = "family" if called in _OWN else "other"
    text, about = f"{called.capitalize()} {name}".strip(), f"{name} ({called})" if called else name
    return {"kind": kind, "text": text, "about": about}


def _labelled_date(line: ContentLine, label: str) -> dict[str, object]:
    day = str(read_date(line.value, line.param("X-APPLE-OMIT-YEAR")))
    if label.casefold() == "anniversary":
        return {"kind": "anniversary", "text": _ANNIVERSARY, "date": day}
    return {"kind": "other", "text": label or "A day to remember", "date": day}


_READERS: dict[str, Callable[[ContentLine, str], dict[str, object]]] = {
    "BDAY": _dated("birthday", _BIRTHDAY),
    "ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "X-ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "X-EVOLUTION-ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "DEATHDATE": _dated("loss", _DIED),
    "X-ABDATE": _labelled_date,
    "NOTE": _told("other"),
    "HOBBY": _told("hobby"),
    "INTEREST": _told("other", "Interested in "),
    "EXPERTISE": _told("expertise"),
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "X-SPOUSE": _related,
    "X-EVOLUTION-SPOUSE": _related,
}


def without_echoes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes without a bare birthday or anniversary where another note tells of the same day in more words."""

    def echo(note: Note) -> bool:
        bare = note == Note(note.kind, _SAID.get(note.kind, ("", ""))[1], note.date, line=note.line)
        return bare and any(
            (each.kind, each.date) == (note.kind, note.date) and each.text != note.text for each in notes
        )

    return tuple(note for note in notes if not echo(note))


def lines_of(notes: Sequence[Note], *, deceased: bool) -> Iterator[str]:
    """Write notes as properties, folded and ended; `deceased` says whether the contact has died.

    The first birthday and anniversary are written as BDAY and ANNIVERSARY, the first bare "Died" as DEATHDATE; where
    the note has words of its own it is written as a NOTE as well.
    """
    used: set[str] = set()
    for note in notes:
        name, text = _SAID.get(note.kind, ("", ""))
        if note.kind == "loss" and not (deceased and note.text == text):
            name = ""
        if name and name not in used and note.date and not note.approximate:
            used.add(name)
            yield written_line(name, _compact(note.date), _marks(note) if note.text == text else ())
            if note.text == text:
                continue
        yield _note_line(note)


def _note_line(note: Note) -> str:
    kind = () if note.kind in {*_TOLD, "other"} else ((OURS + "KIND", note.kind),)
    day = ((OURS + "DATE", str(note.date)),) if note.date else ()
    return written_line(_TOLD.get(note.kind, "NOTE"), escaped(note.text), (*kind, *day, *_marks(note)))


def _marks(note: Note) -> tuple[tuple[str, str], ...]:
    """What a note carries besides its words and its day, as parameters."""
    found = [(OURS + name.upper(), _said(getattr(note, name))) for name in _MARKS if getattr(note, name)]
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


def _compact(day: PartialDate) -> str:
    """A date as vCard 4 writes it: 20260310, --0310, 2026-03, 2026."""
    if day.month and day.day:
        return f"{day.year:04d}{day.month:02d}{day.day:02d}" if day.year else f"--{day.month:02d}{day.day:02d}"
    return str(day)
