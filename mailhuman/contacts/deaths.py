"""Who has died, by the notes: names and words of kin, so that no cheerful word is said of them (gate G1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mailhuman.contacts.kin import KIN
from mailhuman.contacts.wordlists import patterns
from mailhuman.model import Contact, Note

_KIN_WORD = rf"(?:{'|'.join(sorted(KIN, key=len, reverse=True))})(?![\w-])"
_NAME = r"(?-i:[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,2})"
_END = r"\s*(?:$|[.,;:!?()]|(?:in|on|at|last|this|to|after|before|suddenly|and|when|who|a|early|late|recently|with)\b)"
_PARTS = {"name": rf"(?P<name>\b{_NAME})", "kin": rf"(?P<kin>\b{_KIN_WORD})", "other": _KIN_WORD, "end": _END}
_NAMED = re.compile(rf"\b(?:called|named|{_KIN_WORD}),? (?P<name>{_NAME})", re.IGNORECASE)
_ANY_KIN = re.compile(rf"\b{_KIN_WORD}", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<![.!?] )(?<!^)(?<!\bin )(?<!\bat )(?<!\bfrom )(?<!\bto )(?<!\bof )\b(?P<name>{_NAME})")
_FIRST = re.compile(rf"(?P<name>{_NAME})(?=\s*(?:$|[,(:;.–—-]|(?:is|was|has|the|her|his|their|our|my)\b))")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NO_NAMES = frozenset(Path(__file__).with_name("no_names.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class _Death:
    """Who died, as one note tells it: names as written, words of kin in their common form."""

    names: tuple[str, ...]
    kin: frozenset[str]
    note: Note


def deceased_named(contact: Contact) -> tuple[str, ...]:
    """The names of people and animals who have died by the notes on `contact`, each once; never the contact's own."""
    return tuple(dict.fromkeys(name for death in _deaths(contact) for name in death.names))


def stopped_by_death(contact: Contact, note: Note) -> bool:
    """Whether a touch on `note` would be about somebody who has died: the contact, or whom the note is about.

    The note of a loss itself is not stopped: it is what a condolence rests on. A word of kin without a name counts
    unless the note was learned after the death.
    """
    if contact.deceased or note.kind == "loss":
        return contact.deceased
    if note.deceased:
        return True
    words = {_folded(word) for word in _WORD.findall(_bare(f"{note.text} {note.about}"))}
    kin = _kin(f"{note.text} {note.about}")
    return any(
        words & {_folded(name) for name in death.names} or (kin & death.kin and not _learned_after(note, death.note))
        for death in _deaths(contact)
    )


def _deaths(contact: Contact) -> Iterator[_Death]:
    own = {_folded(word) for name in (contact.name, contact.preferred_name) for word in name.split()}
    for note in contact.notes:
        names, kin = _who(note)
        kept = tuple(name for name in names if _folded(name) not in own)
        if kept or kin:
            yield _Death(kept, kin, note)


def _who(note: Note) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names and kin of those whose death `note` tells; none where it tells of no death."""
    found = [at for pattern in patterns("deaths", **_PARTS)["died"] for at in pattern.finditer(note.text)]
    names = [at["name"] for at in found if at.groupdict().get("name")]
    kin = [at["kin"] for at in found if at.groupdict().get("kin")]
    if note.about and (note.deceased or note.kind == "loss"):
        names += [at.group() for at in re.finditer(_NAME, note.about)]
        kin += _ANY_KIN.findall(note.about)
    elif note.deceased:
        names = names or _meant(note.text)
        kin += _ANY_KIN.findall(note.text)[:1]
    return tuple(_single(names)), frozenset(_common(word) for word in kin)


def _meant(text: str) -> list[str]:
    """Whom a note marked deceased is about: somebody called by name in it, else any name in it, else its first word."""
    for pattern in (_NAMED, _INSIDE, _FIRST):
        if names := [name for found in pattern.finditer(text) for name in _single([found["name"]])]:
            return names if pattern is _INSIDE else names[:1]
    return []


def _single(names: Iterable[str]) -> Iterator[str]:
    """Each word of the names, without what stands in capitals for other reasons."""
    for name in names:
        for word in _bare(name).split():
            if not word[0].islower() and _folded(word) not in _NO_NAMES and not _ANY_KIN.fullmatch(word):
                yield word


def _kin(text: str) -> frozenset[str]:
    return frozenset(_common(word) for word in _ANY_KIN.findall(text))


def _common(word: str) -> str:
    return KIN.get(word.casefold(), word.casefold())


def _learned_after(note: Note, death: Note) -> bool:
    told, day = note.learned and note.learned.exact, (death.date or death.learned)
    return bool(told and day and day.exact and told > day.exact)


def _bare(text: str) -> str:
    """Without the 's of a possessive."""
    return re.sub(r"['’]s\b", "", text)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()
