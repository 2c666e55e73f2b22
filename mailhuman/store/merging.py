"""Decides what saving cards does to those that are there: which one each takes up, and what the two make together.

A card is the same as a stored one by its uid, else by an address they share, if only one stored card has it; of
several, the one of the same name. One without any address is the same as a stored one of its name without any. Cards
given together are never taken for one another, but by uid: two people of one family may share a mailbox.
A field left at its default says nothing, so a merge never empties a field; replacing does.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from mailhuman.model import Contact, Note

MakeUid = Callable[[], str]
Noun = TypeVar("Noun", Contact, Note)


@dataclass(frozen=True, slots=True)
class Step:
    """One card to be written: `old` is the stored card whose place it takes, None for a new one."""

    old: Contact | None
    new: Contact

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return self.old != self.new


def plan(given: Iterable[Contact], stored: Sequence[Contact], *, whole: bool, make_uid: MakeUid) -> tuple[Step, ...]:
    """The steps that save `given` beside `stored`, in the order given; `whole` replaces where it would merge."""
    cards = _one_a_uid([_tidy(card) for card in given], whole=whole)
    steps = []
    for card, old in zip(cards, claims(cards, stored), strict=True):
        new = card if whole or old is None else merged(old, card)
        # a stored card keeps its uid: what is remembered of its facts hangs on it
        steps.append(Step(old, replace(new, uid=old.uid if old else card.uid or make_uid())))
    return tuple(steps)


def claims(given: Sequence[Contact], stored: Sequence[Contact]) -> list[Contact | None]:
    """For each given card the stored one it takes up, or None; no stored card is taken up twice.

    Those with the uid choose first, then those with the name, then the others, each in their order.
    """
    shelf = _Shelf(stored)
    wanted = [shelf.candidates(card) for card in given]
    taken: dict[str, int] = {}
    for number in sorted(range(len(given)), key=lambda number: _distance(given[number], wanted[number])):
        free = next((old.uid for old in wanted[number] if old.uid not in taken), None)
        if free is not None:
            taken[free] = number
    chosen = {number: uid for uid, number in taken.items()}
    return [shelf.card(chosen.get(number)) for number in range(len(given))]


def merged(old: Contact, new: Contact) -> Contact:
    """`old` with what `new` says: its fields where they say something, its addresses and notes where they are new."""
    together = _filled(old, new)
    return replace(
        together,
        emails=_once((*old.emails, *new.emails)),
        former_names=_once((*old.former_names, *new.former_names)),
        notes=_notes(old.notes, new.notes),
    )


def _notes(old: Sequence[Note], new: Sequence[Note]) -> tuple[Note, ...]:
    """The notes of both: what is told again of a fact fills or corrects the note that is there, the rest comes last."""
    notes = list(old)
    free: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, note in enumerate(old):
        free[_fact(note)].append(place)
    untold = list(new)
    for fits in (_same_day, _one_day_unknown):
        for note in tuple(untold):
            places = free[_fact(note)]
            there = next((place for place in places if fits(old[place], note)), None)
            if there is not None:
                places.remove(there)
                untold.remove(note)
                notes[there] = _note(old[there], note)
    return (*notes, *untold)


def _same_day(old: Note, new: Note) -> bool:
    return old.date == new.date


def _one_day_unknown(old: Note, new: Note) -> bool:
    """There is one birthday, and another day corrects it, where two trips to one town are two."""
    return new.kind == "birthday" or None in {old.date, new.date}


def _note(old: Note, new: Note) -> Note:
    if old == new:  # nearly all, when a file is read again
        return old
    together = _filled(old, new)
    return replace(together, text=old.text, approximate=new.approximate if new.date else old.approximate)


def _fact(note: Note) -> tuple[str, str, str]:
    return note.kind, _folded(note.text), _folded(note.about)


def _filled(old: Noun, new: Noun) -> Noun:
    """`old` with every field of `new` that is not at its default."""
    said = {each.name: getattr(new, each.name) for each in fields(new)}
    return replace(old, **{each.name: said[each.name] for each in fields(new) if said[each.name] != each.default})


def _tidy(card: Contact) -> Contact:
    """The card as it is kept: addresses in lower case and once each, without the line numbers of a file."""
    emails = _once(email.strip().lower() for email in card.emails)
    notes = tuple(replace(note, line=0) if note.line else note for note in card.notes)
    return replace(card, emails=emails, notes=notes, line=0)


def _one_a_uid(cards: Sequence[Contact], *, whole: bool) -> list[Contact]:
    """The cards, those of one uid together: merged, or the last of them where cards are replaced."""
    found: dict[str, Contact] = {}
    for number, card in enumerate(cards):
        key = card.uid or f"no uid {number}"
        found[key] = merged(found[key], card) if key in found and not whole else card
    return list(found.values())


def _distance(card: Contact, candidates: Sequence[Contact]) -> int:
    """0 where a card is known by its uid, 1 by its name as well as an address, 2 by an address alone."""
    if not candidates or card.uid == candidates[0].uid:
        return 0
    return 1 if _folded(card.name) == _folded(candidates[0].name) else 2


class _Shelf:
    """Stored cards found by uid, by address, and by name where they have no address."""

    def __init__(self, stored: Sequence[Contact]) -> None:
        self._by_uid = {card.uid: card for card in stored}
        self._by_email: dict[str, list[Contact]] = defaultdict(list)
        self._without: dict[str, list[Contact]] = defaultdict(list)
        for card in stored:
            for email in card.emails:
                self._by_email[email].append(card)
            if not card.emails:
                self._without[_folded(card.name)].append(card)

    def card(self, uid: str | None) -> Contact | None:
        return None if uid is None else self._by_uid[uid]

    def candidates(self, card: Contact) -> list[Contact]:
        """The stored cards that may be `card`, the likeliest first."""
        if card.uid in self._by_uid:
            return [self._by_uid[card.uid]]
        if not card.emails:
            return [] if card.uid else self._without.get(_folded(card.name), [])
        sharing = {old.uid: old for email in card.emails for old in self._by_email.get(email, ())}
        named = [old for old in sharing.values() if _folded(old.name) == _folded(card.name)]
        return named or (list(sharing.values()) if len(sharing) == 1 else [])


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
