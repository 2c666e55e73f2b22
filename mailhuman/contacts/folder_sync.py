"""Decides what brings the cards here and a folder of vCards to the same: by UID, with what was the same last time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mailhuman.contacts.vcard import dump_vcards, spoken_of
from mailhuman.model import Contact, Note

Prefer = Literal["mine", "theirs", ""]
Deed = Literal[
    "nothing", "write", "save", "conflict", "gone there", "gone here", "delete here", "delete there", "namesake", "over"
]
"""What is to be done with one person.

write their file, save it as a card here, or leave both: a conflict; gone on one side, which is told; another card has
an address of theirs. "over": gone on both sides.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """What was the same last time: the UID in the folder, that of the card here, and a hash of what each side told."""

    theirs: str
    mine: str
    their_hash: str
    my_hash: str


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done with one person, known there or here or on both sides, and the pair of last time."""

    deed: Deed
    mine: Contact | None
    theirs: Contact | None
    pair: Pair | None = None


def told(card: Contact) -> Contact:
    """What a vCard of `card` tells, apart from its UID: the notes marked never stay here."""
    return replace(card, uid="", notes=spoken_of(card))


def hash_of(card: Contact) -> str:
    """A hash of what is told of a card to the other side; the order of its lines makes no difference."""
    lines = sorted(dump_vcards([told(card)]).replace("\r\n ", "").split("\r\n"))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def actions(
    mine: Sequence[Contact],
    theirs: Sequence[Contact],
    last: Iterable[Pair],
    *,
    prefer: Prefer = "",
    delete: bool = False,
) -> tuple[Action, ...]:
    """What is to be done, person by person: those of last time first, then the others of the folder, then those here.

    A person new on both sides is the same by UID, else by an address only the two of them have. Where both sides
    changed, or differ at their first meeting, `prefer` says which one holds; without it that is a conflict. Who is
    gone on one side is deleted on the other only with `delete`, and only if nothing was changed there meanwhile.
    """
    here, there = {card.uid: card for card in mine}, {card.uid: card for card in theirs}
    known = [_known(pair, here.pop(pair.mine, None), there.pop(pair.theirs, None), prefer, delete) for pair in last]
    taken = {email for action in known if action.mine for email in action.mine.emails}
    met = [_met(card, here, taken, prefer) for card in there.values()]
    return (*known, *met, *(Action("write", card, None) for card in here.values()))


def _known(pair: Pair, mine: Contact | None, theirs: Contact | None, prefer: Prefer, delete: bool) -> Action:  # noqa: FBT001 - handed on
    changed_here = mine is not None and hash_of(mine) != pair.my_hash
    changed_there = theirs is not None and hash_of(theirs) != pair.their_hash
    if mine is None or theirs is None:
        return Action(_gone(mine, theirs, changed_here or changed_there, delete), mine, theirs, pair)
    if changed_here and changed_there:
        return Action(_differing(mine, theirs, prefer), mine, theirs, pair)
    return Action("write" if changed_here else "save" if changed_there else "nothing", mine, theirs, pair)


def _gone(mine: Contact | None, theirs: Contact | None, changed: bool, delete: bool) -> Deed:  # noqa: FBT001 - as above
    if mine is None and theirs is None:
        return "over"
    if theirs is None:
        return "delete here" if delete and not changed else "gone there"
    return "delete there" if delete and not changed else "gone here"


def _differing(mine: Contact, theirs: Contact, prefer: Prefer) -> Deed:
    if hash_of(mine) == hash_of(theirs):
        return "nothing"
    return {"mine": "write", "theirs": "save", "": "conflict"}[prefer]  # type: ignore[return-value]  # deeds all three


def _met(theirs: Contact, here: dict[str, Contact], taken: set[str], prefer: Prefer) -> Action:
    """Somebody of the folder who was not known last time; whom they are the same as is taken out of `here`."""
    sharing = [card for card in here.values() if set(card.emails) & set(theirs.emails)]
    same = here.get(theirs.uid) or (sharing[0] if len(sharing) == 1 else None)
    if same is None and (sharing or taken & set(theirs.emails)):
        return Action("namesake", None, theirs)
    if same is None:
        return Action("save", None, theirs)
    del here[same.uid]
    return Action(_differing(same, theirs, prefer), same, theirs)


def taken_over(mine: Contact | None, theirs: Contact) -> Contact:
    """The card here as the folder has it, with our uid and the notes marked never.

    Notes that have lost our marks to a program that does not know them get them back.
    """
    if mine is None:
        return theirs
    hidden = tuple(note for note in mine.notes if note not in spoken_of(mine))
    ours = list(spoken_of(mine))
    return replace(theirs, uid=mine.uid, notes=(*(_marked(note, ours) for note in theirs.notes), *hidden))


def _marked(note: Note, ours: list[Note]) -> Note:
    """The note of ours that tells the same, else `note` as it came; each of ours is met once."""
    bare = replace(note, line=0)
    found = bare if bare in ours else next((each for each in ours if _is_stripped(bare, each)), None)
    if found is None:
        return note
    ours.remove(found)
    return found


def _is_stripped(note: Note, ours: Note) -> bool:
    """Whether `note` is `ours` without the marks that only we know."""
    plain = Note(note.kind, note.text, note.date, about=note.about if note.about == ours.about else "")
    same_kind = note.kind == ours.kind and note.date == ours.date
    return note == plain and note.text == ours.text and (same_kind or (note.kind == "other" and note.date is None))
