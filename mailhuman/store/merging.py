"""Decides what saving cards does to those that are there: which one each takes up, and what the two make together.

A card is the same as a stored one by its uid, else by an address they share, if only one stored card has it; of
several, by the one of the same name. One without any address is the same as the only stored one of its name without
any. Cards given together are never taken for one another, but by uid: two people of one family may share a mailbox.
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
    """For each given card the stored one it takes up, or None; a stored card is taken up once.

    Of several given cards that could take up one, the one with its uid does, else the one of its name, else the first.
    """
    found = _Shelf(stored).matches(given)
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, old in enumerate(found):
        if old:
            wanted[old.uid].append(number)
    taken = {min(numbers, key=lambda number: _nearness(given[number], found[number])) for numbers in wanted.values()}
    return [old if number in taken else None for number, old in enumerate(found)]


def merged(old: Contact, new: Contact) -> Contact:
    """`old` with what `new` says: its fields where they say something, its addresses and notes where they are new."""
    together = _filled(old, new)
    return replace(
        together,
        emails=_once((*old.emails, *new.emails)),
        former_names=_once((*old.former_names, *new.former_names)),
        notes=_notes(old.notes, new.notes),
    )


def _notes(old: Sequence[Note], new: Iterable[Note]) -> tuple[Note, ...]:
    """The notes of both, each fact once: what is told again of a fact fills or corrects the note that is there."""
    notes = list(old)
    for note in new:
        place = _place_of(note, notes)
        if place is None:
            notes.append(note)
        else:
            notes[place] = _note(notes[place], note)
    return tuple(notes)


def _place_of(note: Note, notes: Sequence[Note]) -> int | None:
    """Where the same fact stands in `notes`: the same words on the same day, else where one of the days is unknown."""
    same = [place for place, each in enumerate(notes) if _fact(each) == _fact(note)]
    exact = [place for place in same if notes[place].date == note.date]
    # there is one birthday: another day corrects it, where two trips to one town are two
    loose = [place for place in same if note.kind == "birthday" or None in {notes[place].date, note.date}]
    return next(iter(exact or loose), None)


def _note(old: Note, new: Note) -> Note:
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
    return replace(card, emails=emails, notes=tuple(replace(note, line=0) for note in card.notes), line=0)


def _one_a_uid(cards: Sequence[Contact], *, whole: bool) -> list[Contact]:
    """The cards, those of one uid together: merged, or the last of them where cards are replaced."""
    found: dict[str, Contact] = {}
    for number, card in enumerate(cards):
        key = card.uid or f"no uid {number}"
        found[key] = merged(found[key], card) if key in found and not whole else card
    return list(found.values())


def _nearness(card: Contact, old: Contact | None) -> int:
    if old and card.uid == old.uid:
        return 0
    return 1 if old and _folded(card.name) == _folded(old.name) else 2


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

    def matches(self, given: Iterable[Contact]) -> list[Contact | None]:
        return [self._match(card) for card in given]

    def _match(self, card: Contact) -> Contact | None:
        if card.uid in self._by_uid:
            return self._by_uid[card.uid]
        if not card.emails:
            return _only([] if card.uid else self._without[_folded(card.name)])
        sharing = {old.uid: old for email in card.emails for old in self._by_email.get(email, ())}
        named = [old for old in sharing.values() if _folded(old.name) == _folded(card.name)]
        return _only(list(sharing.values())) or _only(named)


def _only(cards: Sequence[Contact]) -> Contact | None:
    return cards[0] if len(cards) == 1 else None


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
