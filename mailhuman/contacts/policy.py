"""What may be said of a note: how freely, whether its subject is sensitive, and by what key its use is remembered."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

from mailhuman.contacts.deaths import deceased_named, stopped_by_death
from mailhuman.contacts.staleness import is_stale
from mailhuman.contacts.wordlists import patterns
from mailhuman.model import Contact, Mention, Note

__all__ = [
    "asks_for_business_only",
    "deceased_named",
    "fact_key",
    "is_stale",
    "mention_of",
    "sensitive",
    "stopped_by_death",
]

_STRICTER: tuple[Mention, ...] = ("free", "if-raised", "never")
_HELD_BACK = frozenset({"illness", "loss"})  # kinds that wait until the other side speaks of them
_WISHES = frozenset({"preference", "other", "work", "last-talk"})  # kinds of note a wish is written in
_KEY_LENGTH = 16


def fact_key(contact: Contact, note: Note) -> str:
    """A stable name of the fact `note` tells of `contact`: 16 hex digits of a hash of person, kind and words.

    The same words in another case or spacing are the same fact; dates and marks do not count.
    """
    who = contact.uid or next(iter(contact.emails), contact.name)
    words = " ".join(unicodedata.normalize("NFC", note.text).casefold().split())
    told = f"{who}\x1f{note.kind}\x1f{words}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:_KEY_LENGTH]


def mention_of(contact: Contact, note: Note) -> Mention:
    """How freely `note` may be mentioned: the stricter of what it says and what the card says.

    A note that says nothing is free, but illness, loss and sensitive subjects wait until the other raises them.
    """
    own = note.mention or ("if-raised" if note.kind in _HELD_BACK or sensitive(note) else "free")
    return max(own, contact.mention, key=_STRICTER.index)


def sensitive(note: Note) -> str | None:
    """The sensitive subject `note` touches (health, faith, money, …: the names in sensitive.yaml), or None."""
    if note.kind == "illness":
        return "health"
    return _subject(f"{note.text}\n{note.about}")


@lru_cache(maxsize=8192)  # asked of the same notes by rule after rule
def _subject(told: str) -> str | None:
    return next(
        (name for name, found in patterns("sensitive").items() if any(each.search(told) for each in found)), None
    )


def asks_for_business_only(contact: Contact) -> bool:
    """Whether a note says that this person wants no personal remarks."""
    wishes = patterns("business_only")["business-only"]
    return any(each.search(note.text) for note in contact.notes if note.kind in _WISHES for each in wishes)
