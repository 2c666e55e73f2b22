"""A card as its owner reads it on a terminal: calm lines, no note that is marked never."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from mailhuman.cli.who import counted, person
from mailhuman.contacts.policy import is_stale, mention_of, sensitive, stopped_by_death
from mailhuman.model import Contact, Note
from mailhuman.show.safe import on_one_line
from mailhuman.show.words import day_words

_WIDEST = 100
_INDENT = 15  # columns the kind of a note takes, with the margin
_SOURCES = {"inferred": "inferred, not told", "third-party": "heard from somebody else"}


def listing(cards: Sequence[Contact]) -> Iterator[str]:
    """One line a person, by name."""
    for card in sorted(cards, key=lambda each: each.name.casefold()):
        notes = counted(len(card.notes), "note") if card.notes else "no notes"
        more = f" and {len(card.emails) - 1} more" if len(card.emails) > 1 else ""
        yield f"{person(card)}{more}  {notes}"


def card_lines(card: Contact, today: date) -> Iterator[str]:
    """The whole card: who it is, then the notes; of those marked never only that there are some."""
    yield on_one_line(card.name)
    yield from (f"  {on_one_line(email)}" for email in card.emails)
    yield from (f"  {fact}" for fact in _facts(card))
    shown = [note for note in card.notes if mention_of(card, note) != "never"]
    if shown:
        yield ""
    for note in shown:
        yield from _note_lines(card, note, today)
    if hidden := len(card.notes) - len(shown):
        yield ""
        yield f"  {counted(hidden, 'note')} marked never, shown only by `mailhuman contacts edit` and `export`."


def _facts(card: Contact) -> Iterator[str]:
    said = {
        "called": card.preferred_name if card.preferred_name != card.name else "",
        "title": card.title,
        "said": card.pronunciation,
        "pronouns": card.pronouns,
        "formerly": ", ".join(card.former_names),
        "language": card.language,
        "time zone": card.timezone,
        "keep in touch": f"every {counted(card.keep_in_touch, 'day')}" if card.keep_in_touch else "",
    }
    yield from (f"{what}: {on_one_line(value)}" for what, value in said.items() if value)
    if card.deceased:
        yield "has died: nothing is suggested any more"
    if card.mention != "free":
        yield "nothing here is mentioned" + (" unless they raise it" if card.mention == "if-raised" else "")


def _note_lines(card: Contact, note: Note, today: date) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    blank = " " * _INDENT
    first = f"  {note.kind:<{_INDENT - 2}}"
    yield from textwrap.wrap(on_one_line(note.text), width, initial_indent=first, subsequent_indent=blank)
    remarks = " · ".join(_remarks(card, note, today))
    yield from textwrap.wrap(remarks, width, initial_indent=blank, subsequent_indent=blank)


def _remarks(card: Contact, note: Note, today: date) -> Iterator[str]:
    """What else is known of a note: its day, whom it is about, whence it comes, and what holds it back."""
    if note.date:
        yield ("about " if note.approximate else "") + day_words(str(note.date))
    if note.about:
        yield f"about {on_one_line(note.about)}"
    if note.by:
        yield "promised by you" if note.by == "me" else "promised by them"
    if note.learned:
        yield f"learned {day_words(str(note.learned))}"
    if note.source != "told":
        yield _SOURCES[note.source] + (f" ({on_one_line(note.told_by)})" if note.told_by else "")
    if stopped_by_death(card, note):
        yield "about somebody who has died: never suggested"
    elif mention_of(card, note) == "if-raised":
        yield "only if they raise it" + (f" ({subject})" if (subject := sensitive(note)) else "")
    if is_stale(note, today):
        yield "old: is it still true?"
