"""What hangs over the reader: a death, illness, a parting, or a person of theirs of whom another note bids silence.

Where it is not certain, silence: a cheerful line beside trouble hurts more than a line that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mailhuman.contacts.kin import KIN
from mailhuman.contacts.policy import mention_of, sensitive
from mailhuman.contacts.staleness import first_day
from mailhuman.model import Contact, Note
from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.gravity import grave_word, is_of_people, is_of_the_reader
from mailhuman.touches.leaks import EMPTY
from mailhuman.touches.names import folded
from mailhuman.touches.sentences import body
from mailhuman.touches.signs import find_sign

GRIEF = timedelta(days=90)
_TROUBLE = timedelta(days=90)
_PARTING = timedelta(days=730)
_FORTNIGHT = timedelta(days=14)
_SOBER = frozenset({"other", "illness", "loss"})  # kinds of note that tell of what has changed
_WEIGHTY = frozenset(
    {"separation", "money", "law", "leaving"}
)  # subjects of sensitive.yaml that no trade speaks of daily
_CARRIES = 5  # letters of a word that says what a note is about
_AROUND = 7  # days before and after the anniversary of a death
_COUPLE = frozenset({"family", "anniversary", "school"})  # kinds of note that a parting makes sore
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@asked_once
def grieving(about: Circumstances) -> bool:
    """Whether a loss shows in the thread or the draft, or a note tells of one lately or around its anniversary."""
    if about.shows("loss", within=GRIEF):
        return True
    today = about.situation.now.date()
    card = about.contact
    return bool(card and (card.deceased or any(_near_a_death(note, today) for note in card.notes)))


def _near_a_death(note: Note, today: date) -> bool:
    if note.kind != "loss" and not note.deceased and not find_sign("loss", note.text):
        return False
    told = note.date or note.learned
    if told is None:
        return False
    day = told.exact
    if day and timedelta(0) <= today - day <= GRIEF:
        return True
    years = (told.in_year(year) for year in (today.year - 1, today.year, today.year + 1))
    return any(each and abs((today - each).days) <= _AROUND for each in years)


@asked_once
def in_trouble(about: Circumstances) -> bool:
    """Whether illness or another trouble of theirs shows in thread, draft or a note of the last three months."""
    if any(find_sign("grave", text) for text in _heard(about)):
        return True
    return any(_is_grave(note) and _within(note, _TROUBLE, about) for note in _notes(about))


@asked_once
def of_people(about: Circumstances) -> bool:
    """Whether the draft, or the reader's last mail if it is recent, speaks of people, not of things alone."""
    last = about.last_theirs
    recent = last and (last.date is None or about.situation.now - last.date <= _FORTNIGHT)
    texts = (body(about.own).of(about.own), body(last.own_text).of(last.own_text) if last and recent else "")
    return any(is_of_people(text) for text in texts)


@asked_once
def of_themselves(about: Circumstances) -> bool:
    """Whether the reader's last mail, if it is recent, says how or where they are."""
    last = about.last_theirs
    recent = last and (last.date is None or about.situation.now - last.date <= _FORTNIGHT)
    said = about.said_last
    return bool(recent and find_sign("of-themselves", body(said).of(said)))


@asked_once
def closing(about: Circumstances) -> bool:
    """Whether something ends with the draft, is refused or is forbidden."""
    subject = about.situation.draft.subject
    return any(find_sign("closing", text) for text in (body(about.own).of(about.own), subject))


@asked_once
def of_the_reader(about: Circumstances) -> bool:
    """Whether the draft tells its reader how they stand."""
    return is_of_the_reader(body(about.own).of(about.own))


@asked_once
def sombre(about: Circumstances) -> bool:
    """Whether grave words, of whatever matter, stand in the draft, its subject or the reader's last mail."""
    last = about.last_theirs
    texts = (about.own, about.situation.draft.subject, last.own_text if last else "")
    return any(
        find_sign("sombre", text) or grave_word(text) or sensitive(Note("other", text)) in _WEIGHTY for text in texts
    )


def _is_grave(note: Note) -> bool:
    return note.kind == "illness" or find_sign("grave", note.text) is not None


@asked_once
def parted(about: Circumstances) -> bool:
    """Whether they and their partner are coming apart, by a note of the last two years or by the thread."""
    if any(find_sign("parting", text) for text in _heard(about)):
        return True
    return any(_tells_of_parting(note) and _within(note, _PARTING, about) for note in _notes(about))


def sore(note: Note) -> bool:
    """Whether `note` is about the family or the couple, so that a parting makes it no small talk."""
    return note.kind in _COUPLE or bool(_kin(note) & {"spouse", "husband", "wife", "partner", "fiancé", "fiancée"})


def _tells_of_parting(note: Note) -> bool:
    return sensitive(note) == "separation" or find_sign("parting", note.text) is not None


def shadowed(card: Contact, note: Note) -> bool:
    """Whether another note bids silence about somebody `note` names: a child whose illness is marked never, say."""
    own = {folded(part) for part in f"{card.name} {card.preferred_name}".split()}
    named = _subjects(note) - own
    return any(
        other is not note and mention_of(card, other) != "free" and named & (_subjects(other) - own)
        for other in card.notes
    )


def superseded(card: Contact, note: Note) -> bool:
    """Whether a later note, of a kind that is no small talk, speaks of the same: what it says may undo this one.

    "Wedding in Skye", then "the wedding is off": whatever the later words are, the earlier note is no longer safe.
    """
    own = {folded(part) for part in f"{card.name} {card.preferred_name}".split()}
    told = (_content(note) | _subjects(note)) - own
    return any(
        other is not note
        and other.kind in _SOBER
        and _later(other, note)
        and told & (_content(other) | _subjects(other))
        for other in card.notes
    )


def _later(other: Note, note: Note) -> bool:
    before, after = (first_day(each.learned or each.date) for each in (note, other))
    return bool(before and after and after > before)


def _content(note: Note) -> set[str]:
    return {word for word in map(folded, _WORD.findall(note.text)) if len(word) >= _CARRIES and word not in EMPTY}


@asked_once
def told_of_family(about: Circumstances) -> bool:
    """Whether the reader's own last mails speak of somebody of theirs: then only what they said is to be taken up."""
    oldest = about.situation.now - _FORTNIGHT
    lately = (each.own_text for each in about.theirs if each.date is None or each.date >= oldest)
    return any(find_sign("their-own", text) for text in lately)


def _subjects(note: Note) -> set[str]:
    """Names and words of kin in a note, folded."""
    return names_in(note) | _kin(note)


def names_in(note: Note) -> set[str]:
    """What may be names in a note, folded: every word with a capital that is not a common one."""
    words = _WORD.findall(re.sub(r"['’]s\b", "", f"{note.text} {note.about}"))
    return {folded(word) for word in words if word[0].isupper() and folded(word) not in EMPTY}


def _kin(note: Note) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(re.sub(r"['’]s\b", "", f"{note.text} {note.about}")))
    return {KIN.get(word, word) for word in words if word in KIN}


def _heard(about: Circumstances) -> Iterator[str]:
    """The draft's own words, and what the reader wrote in the last three months."""
    yield about.own
    oldest = about.situation.now - _TROUBLE
    for each in about.theirs:
        if each.date is None or each.date >= oldest:
            yield each.own_text


def _notes(about: Circumstances) -> tuple[Note, ...]:
    return about.contact.notes if about.contact else ()


def _within(note: Note, span: timedelta, about: Circumstances) -> bool:
    """Whether `note` was learned, or falls, within `span`; one without any date counts as fresh."""
    days = [day for written in (note.date, note.learned) if (day := first_day(written))]
    return not days or about.situation.now.date() - max(days) <= span
