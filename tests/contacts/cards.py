"""Invented cards for tests, and a strategy that makes any card the format can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from hypothesis import strategies as st

from mailhuman.model import NOTE_KINDS, Contact, Note, PartialDate

BY_WHOM: tuple[Literal["me", "them"] | None, ...] = (None, "me", "them")


def note(  # noqa: PLR0913 - a note has this much to it
    kind: str, text: str, *, date: str = "", learned: str = "", deceased: bool = False, about: str = ""
) -> Note:
    """A note with its dates as they are written."""
    return Note(
        kind,
        text,
        PartialDate.parse(date) if date else None,
        learned=PartialDate.parse(learned) if learned else None,
        deceased=deceased,
        about=about,
    )


def card(*notes: Note, name: str = "Priya Raman") -> Contact:
    """A card with these notes."""
    return Contact(name, ("priya@acme.example",), notes=notes)


def without_lines(cards: Iterable[Contact]) -> tuple[Contact, ...]:
    """The cards as they are apart from where they stood in a file."""
    return tuple(replace(each, line=0, notes=tuple(replace(note, line=0) for note in each.notes)) for each in cards)


_words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
_some_words = _words.filter(lambda text: bool(text.strip()))
_field = _words.map(str.strip)  # of a card's own fields vCards keep no blanks around them
_some_field = _some_words.map(str.strip)
_days = st.dates(date(1, 1, 1)).map(lambda day: PartialDate(day.year, day.month, day.day))
partial_dates = _days.flatmap(
    lambda day: st.sampled_from(
        [day, PartialDate(None, day.month, day.day), PartialDate(day.year, day.month), PartialDate(day.year)]
    )
)
notes = st.builds(
    Note,
    kind=st.sampled_from(NOTE_KINDS),
    text=_some_words,
    date=st.none() | partial_dates,
    approximate=st.booleans(),
    learned=st.none() | partial_dates,
    source=st.sampled_from(("told", "inferred", "third-party")),
    told_by=_words,
    by=st.sampled_from(BY_WHOM),
    mention=st.sampled_from((None, "free", "if-raised", "never")),
    about=_words,
    deceased=st.booleans(),
)
_emails = st.from_regex(r"[a-z0-9.]{1,8}@[a-z]{1,6}\.example", fullmatch=True)
contacts = st.builds(
    Contact,
    name=_some_field,
    emails=st.lists(_emails, max_size=3, unique=True).map(tuple),
    uid=_field,
    preferred_name=_field,
    former_names=st.lists(_some_field, max_size=2).map(tuple),
    title=_field,
    pronunciation=_field,
    pronouns=_field,
    language=_field,
    timezone=_field,
    keep_in_touch=st.none() | st.integers(1, 36_500),
    deceased=st.booleans(),
    mention=st.sampled_from(("free", "if-raised", "never")),
    notes=st.lists(notes, max_size=4).map(tuple),
)
address_books = st.lists(contacts, max_size=4, unique_by=lambda each: each.uid or object()).map(tuple)
