"""Private facts in a draft: a sentence that tells somebody what a note about another person keeps back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from mailhuman.contacts.find import match
from mailhuman.contacts.policy import mention_of
from mailhuman.contacts.wordlists import patterns
from mailhuman.model import Contact, Note
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.names import first, folded
from mailhuman.touches.signs import find_sign

_STEM = 5  # letters two words must share to be of one family: chemo, chemotherapy
EMPTY = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())
_WORD = re.compile(r"[^\W\d_][\w’']+")
_PRONOUNS = frozenset(
    {"he", "she", "they", "him", "her", "his", "their", "them", "he's", "she's", "they're", "he’s", "she’s"}
)


def leaks(
    spoken: set[str], sentence: str, card: Contact, readers: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, str]]:
    """A private fact about `card`, told to somebody else; `spoken` are the words the sentence names people by.

    `readers` are those of `readers_called`.
    """
    strangers = [names for email, names in readers.items() if email not in card.emails]
    if not strangers or not (called_by(card) - frozenset().union(*strangers)) & spoken:
        return  # nobody else reads it, or they mean a reader with the same name
    for note in card.notes:
        mention = mention_of(card, note)
        if mention != "free" and tells(sentence, note, card):
            name = first(_name(card))
            kind = "marked never" if mention == "never" else "kept private"
            why = f"You have a note about {name} {kind}; this line would share it with others who read this mail."
            yield "private-fact", "leak", why
            return


def readers_called(about: Circumstances) -> Mapping[str, frozenset[str]]:
    """The address of each reader, with the first names they go by: that of the mail, and that of their card."""
    cards = ((each, match(about.situation.contacts, each.email).contact) for each in about.readers)
    return {
        each.email: frozenset({folded(first(each.name))} | ({folded(first(_name(card)))} if card else set()))
        for each, card in cards
    }


def _name(card: Contact) -> str:
    return card.preferred_name or card.name


def called_by(card: Contact) -> frozenset[str]:
    """The single names a person goes by: given, preferred and family name."""
    return _called_by(card.name, card.preferred_name)


@lru_cache(maxsize=20_000)
def _called_by(name: str, preferred: str) -> frozenset[str]:
    names = (first(name), first(preferred), name.rsplit(maxsplit=1)[-1])
    return frozenset(map(folded, names)) - {""}


def spoken_words(sentence: str) -> set[str]:
    """The words of `sentence` as names are compared: folded, without the 's of a possessive."""
    return {folded(re.sub(r"['’][sS]$", "", word)) for word in _WORD.findall(sentence)}


def carried_on(spoken: set[str], before: set[str], sentence: str) -> set[str]:
    """`spoken`, with the words of the sentence before where a pronoun, or a confidence, may mean somebody in it."""
    discreet = "confidence" in _subjects(Note(kind="other", text=sentence))
    return spoken | before if discreet or spoken & _PRONOUNS else spoken


def tells(sentence: str, note: Note, card: Contact) -> bool:
    """Whether `sentence` gives `note` away: a word of the same family, the same subject, or a hint at trouble."""
    own_name = {folded(part) for part in card.name.split()}
    theirs, ours = _stems(note.text, own_name), _stems(sentence, own_name)
    if any(left.startswith(right) or right.startswith(left) for left in theirs for right in ours):
        return True
    private, told = _subjects(note), _subjects(Note(kind="other", text=sentence))
    return bool(private & told or "confidence" in told or (private and find_sign("hardship", sentence)))


def _subjects(note: Note) -> set[str]:
    """Every sensitive subject `note` touches, not only the first."""
    told = f"{note.text}\n{note.about}"
    named = {name for name, found in patterns("sensitive").items() if any(each.search(told) for each in found)}
    return named | ({"health"} if note.kind == "illness" else set())


def _stems(text: str, without: set[str]) -> set[str]:
    listed = spoken_words(text) - without
    return {word for word in listed if len(word) >= _STEM and word not in EMPTY}
