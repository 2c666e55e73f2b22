"""The event and the place a note tells of, as a line to the reader would name them; "" where that cannot be told."""

from __future__ import annotations

import re
from itertools import dropwhile

from mailhuman.contacts.kin import KIN
from mailhuman.touches.ages import without_age
from mailhuman.touches.proper import NAME, PLACE
from mailhuman.touches.signs import words_of
from mailhuman.touches.topics import CALENDAR, DETERMINER, STOP, WORD, as_heard, clauses, plain, trimmed

_OCCASION = words_of("occasion")
_WORDS = (
    rf"(?P<words>(?:(?!(?:{STOP}|{DETERMINER})\b){WORD}\s+){{0,4}}?{_OCCASION}(?:\s+(?:anniversary|{_OCCASION}))*"
    rf"(?:\s+(?:of|at)\s+(?:the\s+)?{PLACE}(?:\s+(?!{STOP}\b)[a-z][\w'’-]+)?)?)(?!\w)"
)
_OCCASION_PHRASE = re.compile(rf"(?:\b(?P<det>{DETERMINER})\s+)?\b{_WORDS}", re.IGNORECASE)
_OWNED_OCCASION = re.compile(rf"(?<![\w’'-])(?P<owner>(?>{NAME})['’]s?)\s+{_WORDS}", re.IGNORECASE)
_OF_KIN = re.compile(r"^(?:[\w-]+\s+)?[\w-]+['’]s?\s+")
"""Whose it is, which a name with 's says already: "daughter's graduation"."""
_PLACE = re.compile(
    rf"\b(?:in|to|from|round|around|on|at|through|across|visiting|exploring|touring|(?:walking|cycling|"
    rf"sailing)(?= the\b)|(?<!Isle )of)\s+(?P<words>{PLACE})"
)

_PURPOSE = re.compile(r"\bto (?P<verb>(?!the\b|his\b|her\b|their\b)(?-i:[a-z])\w+)\b(?! (?:and|&) )", re.IGNORECASE)
_PLEASANT = frozenset(
    {
        "walk", "hike", "ski", "cycle", "ride", "dive", "surf", "sail", "swim", "climb", "kayak", "fish", "camp",
        "visit", "explore", "tour", "celebrate", "relax", "eat", "taste", "dance", "watch", "photograph", "paint",
        "learn",
    }
)  # fmt: skip
_AT_A_HOUSE = re.compile(
    r"\bat (?:the )?(?-i:[A-Z])[\w.]*(?: (?-i:[A-Z])\w*)*(?:['’]s)?\b|\bfor (?:treatment|rest|a rest|therapy)\b"
)


def happening(text: str) -> str:
    """The event `text` tells of ("the Berlin marathon", "your first exhibition"); "" where that cannot be told."""
    whose, words = _event(text)
    return f"{whose} {words}" if words else ""


def occasion(text: str) -> str:
    """The bare word for the event ("trial", "violin recital"), as it follows a name with 's; "" for none."""
    return _OF_KIN.sub("", _event(text)[1])


def _event(text: str) -> tuple[str, str]:
    """Whose event it is ("the", "your", "Mr van der Berg's") and what it is; two empty strings for none."""
    for clause in clauses(text):
        if found := _OWNED_OCCASION.search(clause):
            return _of_a_name(found["owner"]), without_age(trimmed(found["words"]))
        if found := _OCCASION_PHRASE.search(clause):
            words = without_age(trimmed(found["words"]))
            if found.start("words") == 0 and re.match(rf"{_OCCASION}\b", words, re.IGNORECASE):
                words = words[:1].lower() + words[1:]
            return as_heard(found["det"]), words
    return "", ""


def _of_a_name(owner: str) -> str:
    """`owner` without the word of kin before the name: "Daughter Zoë's" is Zoë's."""
    return " ".join(dropwhile(lambda word: word.casefold() in KIN, owner.split()))


def is_for_pleasure(text: str) -> bool:
    """Whether a note of a journey names no purpose but a pleasant one, and no house it led to ("at Saint Anne's")."""
    told = plain(text)
    for purpose in _PURPOSE.finditer(told):
        if purpose["verb"].casefold() not in _PLEASANT:
            return False
    return _AT_A_HOUSE.search(told) is None


def place(text: str) -> str:
    """The place `text` speaks of ("Hokkaido", "Lake Superior"); "" where there is none."""
    for clause in clauses(text):
        for found in _PLACE.finditer(clause):
            words = found["words"]
            if not CALENDAR.match(words.split()[-1]) and not CALENDAR.match(words):
                return words
    return ""
