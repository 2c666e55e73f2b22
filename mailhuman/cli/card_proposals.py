"""What people told the writer in their mail, as notes that could stand on their cards; found here, stored by nobody."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailhuman.contacts.find import match
from mailhuman.contacts.staleness import is_stale
from mailhuman.model import Address, Contact, Note, PartialDate, Remembered, ThreadMessage
from mailhuman.touches.finding import Finding
from mailhuman.touches.findings import findings
from mailhuman.touches.promises import due_date

_KINDS = {"good-news": "milestone", "going-away": "event", "loss": "loss", "promise": "promise"}
_PAST = re.compile(r"\b(?:was|were|went|had|came back|got back|returned)\b", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:week|weekend|month)\b", re.IGNORECASE)  # of these only the last day is reckoned
_KEY_LENGTH = 16
RULE = "learn"
"""The name under which it is remembered that a fact is not to be proposed again; no rule is called so."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A note that could be kept: on whose card (None for somebody without one), in which words it was told, its key."""

    sender: Address
    card: Contact | None
    note: Note
    quote: str
    key: str


def proposals(
    messages: Iterable[ThreadMessage],
    owner: frozenset[str],
    today: date,
    contacts: Sequence[Contact],
    history: Iterable[Remembered],
) -> tuple[Proposal, ...]:
    """Every fact in `messages` that people wrote to `owner` (lower-case addresses), the latest first.

    Left out is what is on a card already, what is too old to be spoken of, what was waved off for good, and what
    comes from an address that two cards have.
    """
    thread = _once(messages)
    waved_off = {entry.fact for entry in history if entry.rule == RULE and entry.outcome == "dismissed"}
    found = [
        proposal
        for message in reversed(thread)
        if _is_to(message, owner)
        for proposal in _told_in(message, thread, contacts)
    ]
    return tuple(
        each
        for each in found
        if each.key not in waved_off and not is_stale(each.note, today) and not _is_known(each, found)
    )


def dismissal_of(proposal: Proposal, now: datetime) -> Remembered:
    """What is remembered of a fact never to be proposed again: whose it is and its key, none of its words."""
    return Remembered(
        at=now,
        outcome="dismissed",
        contact=proposal.sender.email,
        rule=RULE,
        category=proposal.note.kind,
        fact=proposal.key,
        scope="fact",
    )


def card_with(proposal: Proposal, note: Note) -> Contact:
    """The card to be saved so that `note` is kept: what it says is added to the card that is there, or to a new one."""
    if proposal.card:
        return replace(proposal.card, notes=(note,))
    return Contact(_name(proposal.sender), (proposal.sender.email,), notes=(note,))


def _name(sender: Address) -> str:
    return " ".join(sender.name.split()) or sender.email.partition("@")[0]


def _once(messages: Iterable[ThreadMessage]) -> tuple[ThreadMessage, ...]:
    """Each message once, oldest first; those without a day first of all."""
    by_id = {message.message_id or str(number): message for number, message in enumerate(messages)}
    return tuple(sorted(by_id.values(), key=lambda each: each.date.timestamp() if each.date else 0.0))


def _is_to(message: ThreadMessage, owner: frozenset[str]) -> bool:
    """Whether a person wrote it to the writer, not a robot and not the writer to somebody."""
    readers = {address.email for address in (*message.to, *message.cc)}
    told_by = message.sender.email if message.sender else ""
    return bool(told_by and message.date and readers & owner) and told_by not in owner and not message.automated


def _told_in(
    message: ThreadMessage, thread: Sequence[ThreadMessage], contacts: Sequence[Contact]
) -> Iterator[Proposal]:
    if message.sender is None or message.date is None:
        return
    found = match(contacts, message.sender.email)
    if found.ambiguous:
        return
    said_on = message.date.date()
    # alone, so that an answer of the writer's settles nothing: the fact is as true after it
    told = findings((message,), frozenset(), said_on)
    # with their own address as the owner's their promises are found, but for those they have kept
    promised = findings(thread, frozenset({message.sender.email}), said_on)
    theirs = (each for each in promised if each.kind == "promise" and each.message is message)
    for each in (*told, *theirs):
        if note := _note(each, said_on):
            yield Proposal(message.sender, found.contact, note, each.quote, _key(each))


def _note(finding: Finding, said_on: date) -> Note | None:
    kind = _KINDS.get(finding.kind)
    if kind is None:
        return None
    learned = PartialDate(said_on.year, said_on.month, said_on.day)
    note = Note(kind, finding.quote, learned=learned, told_by=finding.message.message_id)
    if finding.kind == "loss":
        whom = finding.fill.get("whom", "").removeprefix("your ")
        return replace(note, about=whom, mention="if-raised")
    if finding.kind == "promise":
        return replace(note, text=finding.fill.get("thing") or finding.quote, date=_partial(finding.due), by="them")
    if finding.kind == "good-news":
        return replace(note, date=learned, approximate=True)  # told that day; when it happened is not known
    return _event(note, finding, said_on)


def _event(note: Note, finding: Finding, said_on: date) -> Note:
    due = None if _PAST.search(finding.quote) else due_date(finding.quote, said_on)
    topic = finding.fill.get("topic", "").removeprefix("your ")
    approximate = due is not None and bool(_LOOSE.search(finding.quote))
    return replace(note, text=topic or finding.quote, date=_partial(due), approximate=approximate)


def _partial(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def _key(finding: Finding) -> str:
    """Not the finding's own key: what is not to be kept may still be answered."""
    return hashlib.sha256(f"{RULE}|{finding.key}".encode()).hexdigest()[:_KEY_LENGTH]


def _is_known(proposal: Proposal, found: Sequence[Proposal]) -> bool:
    """Whether the card has it: in these words, or as the one thing of its kind that this message told."""
    note = proposal.note
    there = [each for each in proposal.card.notes if each.kind == note.kind] if proposal.card else []
    if any(_folded(each.text) == _folded(note.text) for each in there):
        return True
    same = [each for each in found if (each.note.told_by, each.note.kind) == (note.told_by, note.kind)]
    kept = sum(bool(note.told_by) and each.told_by == note.told_by for each in there)
    return 0 < len(same) <= kept


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
