"""A card as the page to read before a call: how to say the name, what is open between you, what had better wait."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mailhuman.cli.who import counted, person
from mailhuman.contacts.page import Page, page_of
from mailhuman.contacts.policy import asks_for_business_only
from mailhuman.contacts.staleness import is_stale
from mailhuman.model import Contact, Note
from mailhuman.show.safe import on_one_line
from mailhuman.show.words import day_words
from mailhuman.touches.birthdays import day_is_sure
from mailhuman.touches.days import said_day

_WIDEST = 80
_NEAR = 6  # days within which a weekday names one day only
_BY = {"me": "By you", "them": "By them", None: "By one of you"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, "" for the top of the page, and its lines."""

    heading: str
    lines: tuple[str, ...]


def print_page(card: Contact, now: datetime) -> None:
    """Print the page, wrapped at words, in at most 80 columns."""
    from mailhuman.show.terminal import new_console, put

    console = new_console(width=min(shutil.get_terminal_size().columns, _WIDEST))
    for section in sections(card, now):
        if section.heading:
            console.print()
            put(console, section.heading, style="bold")
        else:
            put(console, person(card), style="bold")
        for line in section.lines:
            put(console, line, indent=2, hang=2)


def sections(card: Contact, now: datetime) -> tuple[Section, ...]:
    """The page part by part, those with nothing in them left out but for the first."""
    page = page_of(card, now.date())
    found = [Section("", tuple(_who(card, now)))]
    if not card.deceased:
        found += [
            Section("Last conversation", tuple(_last(page, now.date()))),
            Section("Open promises", tuple(_promises(page, now.date()))),
            Section("Within two weeks", tuple(_coming(page, now.date()))),
            Section("Free to mention", tuple(_free(note, now.date()) for note in page.free)),
            Section("Better not mentioned", tuple(_better_not(page))),
        ]
    return tuple(section for section in found if section.lines or not section.heading)


def _who(card: Contact, now: datetime) -> Iterator[str]:
    if card.deceased:
        yield f"{on_one_line(card.name)} has died."
    said = {
        "Say the name": card.pronunciation,
        "Called": card.preferred_name if card.preferred_name != card.name else "",
        "Title": card.title,
        "Pronouns": card.pronouns,
        "Language": card.language,
    }
    yield from (f"{what}: {on_one_line(value)}" for what, value in said.items() if value.strip())
    if card.timezone.strip() and not card.deceased:
        yield f"Time zone: {on_one_line(card.timezone)}{_there(card.timezone.strip(), now)}"
    if asks_for_business_only(card) and not card.deceased:
        yield "They ask to keep to business: no personal remarks."


def _there(zone: str, now: datetime) -> str:
    """The time there; "" for what is no name of a zone."""
    try:
        there = now.astimezone(ZoneInfo(zone))
    except (ValueError, KeyError, OSError, OverflowError):  # what is unknown, no name at all, or a folder of names
        return ""
    other = "" if there.date() == now.date() else f" {said_day(there.date(), now.date())}"
    return f", {there:%H:%M} there{other}"


def _last(page: Page, today: date) -> Iterator[str]:
    if note := page.last_talk:
        yield f"{_when(note)}{on_one_line(note.text)}{_old(note, today)}"


def _promises(page: Page, today: date) -> Iterator[str]:
    for note in page.promises:
        yield f"{_BY[note.by]}{_due(note, today)}: {on_one_line(note.text)}"
    if page.old_promises:
        yield f"{counted(page.old_promises, 'promise')} of long ago not shown; `mailhuman contacts show` has all."


def _due(note: Note, today: date) -> str:
    if note.date is None:
        return ", no day named"
    day = note.date.exact
    was = "was due" if day and day < today else "due"
    return f", {was} {'about ' if note.approximate else ''}{_day(day, today) if day else day_words(str(note.date))}"


def _day(day: date, today: date) -> str:
    """A day in words: with its year, unless it is near."""
    near = abs((day - today).days) <= _NEAR
    return said_day(day, today) if near else f"on {day_words(day.isoformat())}"


def _coming(page: Page, today: date) -> Iterator[str]:
    for day, note in page.coming:
        sure = not note.approximate and (note.kind != "birthday" or day_is_sure(note))
        words = _day(day, today)
        when = words if sure else f"about {words.removeprefix('on ')}"
        about = f" (about {on_one_line(note.about)})" if note.about else ""
        yield f"{when[0].upper()}{when[1:]}: {_named(note)}{about}{_from(note)}"


def _free(note: Note, today: date) -> str:
    marks = (f"about {on_one_line(note.about)}" if note.about else "", _dated(note))
    told = ", ".join(mark for mark in marks if mark)
    return f"{_named(note)}{f' ({told})' if told else ''}{_from(note)}{_old(note, today)}"


def _named(note: Note) -> str:
    """The words of a note, its kind before them where they do not name it."""
    text = on_one_line(note.text)
    kind = "earlier conversation" if note.kind == "last-talk" else note.kind
    return text if kind == "other" or kind in text.casefold() else f"{kind}: {text}"


def _dated(note: Note) -> str:
    return f"{'about ' if note.approximate else ''}{day_words(str(note.date))}" if note.date else ""


def _when(note: Note) -> str:
    day = note.date or note.learned
    return f"{'about ' if note.approximate else ''}{day_words(str(day))}: " if day else ""


def _from(note: Note) -> str:
    return {"told": "", "inferred": "; not told, only inferred", "third-party": "; heard from somebody else"}[
        note.source
    ]


def _old(note: Note, today: date) -> str:
    return " [old]" if is_stale(note, today) else ""


def _better_not(page: Page) -> Iterator[str]:
    if page.waiting:
        kinds = ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in Counter(page.waiting).items())
        verb = "waits" if len(page.waiting) == 1 else "wait"
        yield f"{counted(len(page.waiting), 'note')} {verb} until they raise it: {kinds}."
    if page.mourned:
        yield f"{counted(page.mourned, 'note')} about somebody who has died."
    if page.hidden:
        yield f"{counted(page.hidden, 'note')} marked never."
