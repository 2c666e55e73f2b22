"""Rule by rule, what could be said: every candidate with the note or the finding behind it, before any gate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailhuman.contacts.policy import fact_key
from mailhuman.contacts.staleness import first_day
from mailhuman.model import Contact, Note, Span
from mailhuman.touches.aims import span_since
from mailhuman.touches.anniversaries import marked
from mailhuman.touches.birthdays import day_is_sure, of_the_contact
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.coming import is_timely
from mailhuman.touches.conditions import CONDITIONS
from mailhuman.touches.days import retold, said_day
from mailhuman.touches.exchange import is_formal
from mailhuman.touches.filling import filled
from mailhuman.touches.finding import Finding, same_matter, shares_a_word
from mailhuman.touches.form import form_candidates
from mailhuman.touches.hours import day_there, hour_there
from mailhuman.touches.naming import name_candidates
from mailhuman.touches.noticed import gives_orders
from mailhuman.touches.rule import NoteNeed, Rule
from mailhuman.touches.signs import find_sign
from mailhuman.touches.vocabulary import CATEGORIES, Category


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a rule could say: the fact behind it and what fills its wording."""

    rule: Rule
    fill: Mapping[str, object]
    fact: str
    note: Note | None = None
    finding: Finding | None = None
    where: Span | None = None
    marks: tuple[str, ...] = field(default=())

    @property
    def category(self) -> Category:
        """The category of its rule."""
        return CATEGORIES[self.rule.category]


def candidates(rule: Rule, about: Circumstances) -> Iterator[Candidate]:
    """All that `rule` could say here."""
    if not all(CONDITIONS[name](about) for name in rule.when):
        return
    if any(CONDITIONS[name](about) for name in rule.unless):
        return
    if rule.note:
        yield from _from_notes(rule, rule.note, about)
    elif rule.finding:
        yield from _from_thread(rule, about)
    else:
        yield from _from_draft(rule, about)


def _from_draft(rule: Rule, about: Circumstances) -> Iterator[Candidate]:
    """What the name, the form of the draft or the hour where it is read gives cause for."""
    if rule.form == "off-hours":
        for fact, fill, note in hour_there(about):
            yield Candidate(rule, {**_people(about), **fill}, _hash(rule.id, fact), note=note)
        return
    found = name_candidates(rule.name, about) if rule.name else form_candidates(rule.form or "", about)
    for fact, given, where in found:
        yield Candidate(rule, given, _hash(rule.id, fact), where=where)


def _from_notes(rule: Rule, need: NoteNeed, about: Circumstances) -> Iterator[Candidate]:
    """What the reader's notes offer; of cards that are not certain to be the reader's too, for the gate G9 to shut."""
    for contact in (about.contact,) if about.contact else about.unsure_cards:
        yield from _from_card(rule, need, contact, about)


def _from_card(rule: Rule, need: NoteNeed, contact: Contact, about: Circumstances) -> Iterator[Candidate]:
    now = about.situation.now
    today = now.date() if "promise" in need.kinds else day_there(contact.timezone, now)  # their days are lived there
    for note in contact.notes:
        if (
            gives_orders(note.text)
            or note.kind not in need.kinds
            or need.by not in {None, note.by}
            or not _signs_fit(need, note)
        ):
            continue
        if note.kind == "birthday" and not (day_is_sure(note) and of_the_contact(note, contact)):
            continue
        day = _day_meant(note, today, need)
        if need.window and (day is None or not -need.window.before <= (today - day).days <= need.window.after):
            continue
        fill = filled(need, note, contact, today)
        if fill is None or not _age_fits(need, note, today):
            continue
        if need.bears_on_draft and not shares_a_word(_of_what(note, str(fill["topic"])), about.own):
            continue
        known = first_day(note.date or note.learned)
        if note.kind == "anniversary":
            day_marked = marked(note, contact, day)
            if day_marked is None:
                continue
            fill |= day_marked
        fill["span"] = span_since(known, today) if known else ""
        times = {"days": (today - day).days if day else None, "when": said_day(day, today)}
        yield Candidate(rule, {**_people(about), **fill, **times}, fact_key(contact, note), note=note)


def _of_what(note: Note, topic: str) -> str:
    """What the draft must speak of: of what they know well anything the note names, else the topic."""
    return f"{topic} {note.text}" if note.kind == "expertise" else topic


def _age_fits(need: NoteNeed, note: Note, today: date) -> bool:
    """Whether the note is as old, and as fresh, as the rule wants it; a day still ahead is no past."""
    known = first_day(note.date or note.learned)
    heard = first_day(note.learned) or known
    if need.older_than and (known is None or (today - known).days < need.older_than):
        return False
    return not need.younger_than or (
        heard is not None and (today - heard).days <= need.younger_than and not (note.date and known and known < today)
    )


def _signs_fit(need: NoteNeed, note: Note) -> bool:
    return (need.sign is None or find_sign(need.sign, note.text) is not None) and not any(
        find_sign(sign, f"{note.text}\n{note.about}") for sign in need.without
    )


def _day_meant(note: Note, today: date, need: NoteNeed) -> date | None:
    """The day the note's date falls on, the nearest anniversary of it where it comes round every year."""
    if note.date is None and need.since_learned:
        return note.learned.exact if note.learned else None
    if note.date is None or note.approximate:
        return None
    if not need.yearly:
        return note.date.exact
    days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := note.date.in_year(year))]
    return min(days, key=lambda day: abs((day - today).days), default=None)


def _from_thread(rule: Rule, about: Circumstances) -> Iterator[Candidate]:
    today = about.situation.now.date()
    for finding in about.findings:
        if finding.kind != rule.finding or not _still_open(finding, about, today):
            continue
        said_on = finding.message.date.date() if finding.message.date else None
        told = {name: retold(words, said_on, today) for name, words in finding.fill.items()}
        if told.get("deed") == "":
            continue
        fill: dict[str, object] = {
            **_people(about),
            **told,
            "said": said_day(said_on, today),
            "due": said_day(finding.due, today),
        }
        fill["over"] = finding.due is not None and finding.due < today
        yield Candidate(rule, fill, finding.key, finding=finding)


def _still_open(finding: Finding, about: Circumstances, today: date) -> bool:
    """Whether the draft leaves it untouched: the thing not named, the promise due, not brought along."""
    if finding.kind == "promise":
        thing = finding.fill["matter"]
        return bool(finding.due and finding.due <= today) and not (thing and same_matter(thing, about.own))
    if finding.kind == "their-promise":
        thing = finding.fill["thing"]
        wanted = bool(thing) and not find_sign("no-gift", finding.quote)
        return bool(finding.due and finding.due < today and wanted and same_matter(finding.fill["matter"], about.own))
    said_on = finding.message.date.date() if finding.message.date else None
    if finding.kind in {"going-away", "home-again"} and not is_timely(finding, said_on, today):
        return False
    if finding.kind == "waiting":
        return _answers(about, finding)
    named = next((words for each in ("topic", "name", "what", "on") if (words := finding.fill.get(each))), "")
    return not (named and same_matter(named, about.own))


def _answers(about: Circumstances, finding: Finding) -> bool:
    """Whether the draft is an answer in the exchange the finding stands in: by its references, or the subject."""
    draft, message = about.situation.draft, finding.message
    if message.message_id and message.message_id in {*draft.in_reply_to, *draft.references}:
        return True
    bare = [subject.split(":")[-1].strip().casefold() for subject in (draft.subject, message.subject)]
    return bare[0] == bare[1]


def _people(about: Circumstances) -> dict[str, object]:
    called = about.signed_as or (about.contact.preferred_name if about.contact else "")
    return {"reader": called, "formal": is_formal(about)}


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
