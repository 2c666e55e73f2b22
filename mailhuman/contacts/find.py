"""Who is who: cards are found by address and never by name; a name only tells that caution is due."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mailhuman.model import Address, Contact

_NUMBER = re.compile(r"\d+")
_STANDALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Match:
    """The one card an address belongs to, if any; `ambiguous` where two or more cards have it."""

    contact: Contact | None = None
    ambiguous: bool = False


def match(contacts: Iterable[Contact], email: str) -> Match:
    """Find the card that has the address `email`, whatever its case."""
    wanted = email.strip().lower()
    found = [card for card in contacts if wanted and wanted in card.emails]
    return Match(found[0] if len(found) == 1 else None, len(found) > 1)


def same_name_elsewhere(contacts: Sequence[Contact], address: Address) -> bool:
    """Whether a card with other addresses bears the name shown with `address`: perhaps the same person, perhaps not.

    Case, accents, emoji and the order of the words make no difference; a name of one word is compared with what
    people are called by.
    """
    shown = _words(address.name)
    others = (card for card in contacts if address.email.strip().lower() not in card.emails)
    return bool(shown) and any(shown in _names(card, alone=len(shown) == 1) for card in others)


def any_named(addresses: Iterable[Address]) -> Callable[[Contact], bool]:
    """A question of a card: whether it bears the name shown with any of `addresses` (see `same_name_elsewhere`)."""
    shown = {words for each in addresses if (words := _words(each.name))}
    return lambda card: not shown.isdisjoint(_names(card, alone=True))


def called(contacts: Sequence[Contact], who: str) -> tuple[Contact, ...]:
    """The cards `who` may mean when the owner types it: that of a uid, else an address, else a name or part of one.

    This is for asking the owner back, never for telling whom a mail is to.
    """
    wanted = who.strip()
    if not wanted:
        return ()
    found = tuple(card for card in contacts if card.uid == wanted)
    return found or tuple(card for card in contacts if wanted.lower() in card.emails) or _named(contacts, wanted)


def _named(contacts: Sequence[Contact], name: str) -> tuple[Contact, ...]:
    """The cards of that name, else those it is part of; a number in it must be there too."""
    words = _words(name)
    if not words:
        return ()
    found = tuple(card for card in contacts if words in _names(card, alone=False))
    found = found or tuple(card for card in contacts if words <= frozenset().union(*_names(card, alone=False)))
    return tuple(card for card in found if _numbers(name) <= _numbers(card.name))


def _numbers(name: str) -> frozenset[str]:
    """The numbers in a name, which tell apart those who are called Jo 1 and Jo 2."""
    return frozenset(_NUMBER.findall(name))


def _names(card: Contact, *, alone: bool) -> list[frozenset[str]]:
    names = [_words(name) for name in (card.name, card.preferred_name, *card.former_names)]
    return [*names, frozenset(_listed(card.name)[:1])] if alone else names


def _words(name: str) -> frozenset[str]:
    return frozenset(_listed(name))


@lru_cache(maxsize=20_000)
def _listed(name: str) -> tuple[str, ...]:
    """The words of a name, bare of case, accents, emoji, marks and titles."""
    split = unicodedata.normalize("NFKD", name.casefold().translate(_STANDALONE))
    letters = "".join(char if unicodedata.category(char)[0] == "L" else " " * (char in " ,.-'’") for char in split)
    return tuple(word for word in letters.split() if word not in TITLES)


TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "sir", "dame", "rev"})
