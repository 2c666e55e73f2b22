"""Notes as properties of a vCard: BDAY, ANNIVERSARY, HOBBY, RELATED, NOTE … read into kinds of note.

What no property holds goes into parameters: CREATED, DERIVED and AUTHOR-NAME (RFC 9554) for when, how and from whom a
thing was learned, and X-MAILHUMAN-… for the rest, so that a note comes back with its marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pydantic import ValidationError

from mailhuman.contacts.card import WrittenNote
from mailhuman.contacts.content_lines import ContentLine, parts_of, unescaped
from mailhuman.contacts.kin import KIN
from mailhuman.model import Note, PartialDate

OURS = "X-MAILHUMAN-"
_DATE = re.compile(r"(?:(?P<year>[0-9]{4})-?|--)(?:(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})?)?(?:[T ].*)?")
_OWN = frozenset(KIN) | {"sibling", "kin", "sweetheart", "family", "relative", "domestic partner"}
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
MARKS = ("approximate", "by", "mention", "about", "deceased")
"""Fields of a note for which there are parameters of ours."""
_BIRTHDAY, _ANNIVERSARY, _DIED = "Birthday", "Wedding anniversary", "Died"
SAID = {"birthday": ("BDAY", _BIRTHDAY), "anniversary": ("ANNIVERSARY", _ANNIVERSARY), "loss": ("DEATHDATE", _DIED)}
"""Kinds of note with a property of their own that stands once, and what such a note says."""
INTERESTED = "Interested in "
LEVEL = " (level: {})"
"""How strong an interest is (RFC 6715), as it stands behind the words of a note."""
_ANDROID = "vnd.android.cursor.item/"
_ANDROID_EVENTS = {"1": "Anniversary", "2": "", "3": "Birthday"}
_ANDROID_RELATIONS = {
    "1": "assistant", "2": "brother", "3": "child", "4": "domestic partner", "5": "father", "6": "friend",
    "7": "manager", "8": "mother", "9": "parent", "10": "partner", "11": "referred by", "12": "relative",
    "13": "sister", "14": "spouse",
}  # fmt: skip


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
        for name in ("kind", "date", "learned", *MARKS)
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
    def read(line: ContentLine, _label: str) -> dict[str, object]:
        level = line.param("LEVEL")
        return {"kind": kind, "text": f"{before}{line.text}{LEVEL.format(level) if level else ''}"}

    return read


def _related(line: ContentLine, label: str) -> dict[str, object]:
    """Somebody of theirs, by name; a link to another card names nobody."""
    name = line.text.strip()
    if re.match(r"(?:urn|https?|mailto|data):", name, re.IGNORECASE):
        return {}
    types = [each.casefold() for each in line.params.get("TYPE", ()) if each.casefold() != "pref"]
    called = label.casefold() or next((each for each in types if each in _OWN), next(iter(types), ""))
    return _kin_named(name, "spouse" if "SPOUSE" in line.name else called)


def _kin_named(name: str, called: str) -> dict[str, object]:
    kind = "family" if called in _OWN else "other"
    text, about = f"{called.capitalize()} {name}".strip(), f"{name} ({called})" if called else name
    return {"kind": kind, "text": text, "about": about}


def _labelled_date(line: ContentLine, label: str) -> dict[str, object]:
    types = [each for each in line.params.get("TYPE", ()) if each.casefold() != "pref"]
    return _day_called(str(read_date(line.value, line.param("X-APPLE-OMIT-YEAR"))), label or next(iter(types), ""))


def _day_called(day: str, label: str) -> dict[str, object]:
    kind, text = _DAYS.get(label.casefold(), ("other", label or "A day to remember"))
    return {"kind": kind, "text": text, "date": day}


_DAYS = {"anniversary": ("anniversary", _ANNIVERSARY), "birthday": ("birthday", _BIRTHDAY)}


def _android(line: ContentLine, _label: str) -> dict[str, object]:
    """An event or a relation as Android writes what vCard 2.1 has no property for: kind, value, type, own label."""
    what, value, number, label, *_ = [*(part.strip() for part in parts_of(line.value)), "", "", "", ""]
    if what == f"{_ANDROID}contact_event" and value:
        return _day_called(str(read_date(value)), _ANDROID_EVENTS.get(number, label))
    if what == f"{_ANDROID}relation" and value:
        return _kin_named(value, _ANDROID_RELATIONS.get(number, label.casefold()))
    return {}


_READERS: dict[str, Callable[[ContentLine, str], dict[str, object]]] = {
    "BDAY": _dated("birthday", _BIRTHDAY),
    "ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "X-ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "X-EVOLUTION-ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "DEATHDATE": _dated("loss", _DIED),
    "X-KADDRESSBOOK-X-ANNIVERSARY": _dated("anniversary", _ANNIVERSARY),
    "X-ABDATE": _labelled_date,
    "X-EVENT": _labelled_date,
    "NOTE": _told("other"),
    "HOBBY": _told("hobby"),
    "INTEREST": _told("other", INTERESTED),
    "EXPERTISE": _told("expertise"),
    "RELATED": _related,
    "X-ABRELATEDNAMES": _related,
    "X-RELATION": _related,
    "X-SPOUSE": _related,
    "X-KADDRESSBOOK-X-SPOUSESNAME": _related,
    "X-ANDROID-CUSTOM": _android,
    "X-EVOLUTION-SPOUSE": _related,
}


def without_echoes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes without a bare birthday or anniversary where another note tells of the same day in more words."""

    def echo(note: Note) -> bool:
        bare = note == Note(note.kind, SAID.get(note.kind, ("", ""))[1], note.date, line=note.line)
        return bare and any(
            (each.kind, each.date) == (note.kind, note.date) and each.text != note.text for each in notes
        )

    return tuple(note for note in notes if not echo(note))
