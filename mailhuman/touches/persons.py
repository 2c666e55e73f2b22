"""Whom a note names beside a word of kin ("a boy called Mateo", "Biscuit, his old spaniel"), as one asks after them."""

from __future__ import annotations

import re
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path

from mailhuman.contacts import kin
from mailhuman.touches.proper import NAME, TITLE
from mailhuman.touches.signs import is_wholly, words_of
from mailhuman.touches.topics import is_safe, plain

_NAME = rf"(?>{NAME})"  # whole or not at all: no part of a name is anybody's name
_AGED = r"(?:\s*\(\d+\))?"
_AND = rf"{_AGED}(?:, (?P<second>{_NAME}){_AGED}(?=,? (?:and|&) ))?(?:,? (?:and|&) (?P<last>{_NAME}){_AGED})?(?![\w-])"
_NOT_AFTER = r"(?!\s+(?:of\b|graduate|student|uni\b|university|college|school|fan\b|supporter|speaker|citizen|born\b))"
_DOES = (
    "is|are|has|have|was|starts?|started|plays|goes|went|loves|got|turns?|turned|works|studies|wants|passed|won|moved|lives|"
    "sings|rides|swims|learns|finished"
)
_SEVERAL = re.compile(r"\b(?P<all>twins|triplets|boys|girls|kids|children|grandchildren|dogs|cats)\b", re.IGNORECASE)
_LISTED = Path(kin.__file__).with_name("no_names.txt").read_text(encoding="utf-8")
_SMALL = (
    "he she they we it his her their the a an in on at not also now was and but born just "
    "everyone everybody all both work"
)
_NOT_NAMES = frozenset(f"{_LISTED} {_SMALL}".casefold().split())
_ALONGSIDE = re.compile(r"\b(?:with|and|for|by|against|of)\s+(?:[a-z-]+\s+){0,3}$")


def person(text: str, about: str = "") -> str:
    """Up to three who are named in `text` ("Ama and Kofi"), or one in `about`; "the twins" where no more is said."""
    told = plain(text)
    if not is_safe(told):
        return ""
    named = next(filter(None, (_first_named(pattern, told) for pattern in _patterns())), "")
    found = named or _named_in(plain(about)) or _several(told)
    return found if is_safe(found) else ""


def is_plural(words: str) -> bool:
    """Whether one says "are" of them."""
    return " and " in words or words.startswith("the ")


def doer(text: str, about: str = "") -> str:
    """Like `person`, but "" for one who only comes along ("a half marathon with her husband Arun")."""
    who = person(text, about)
    at = plain(text).find(who.split(" and ")[0]) if who else -1
    return "" if at > 0 and _ALONGSIDE.search(plain(text)[:at]) else who


def possessive(words: str) -> str:
    """`words` as an owner: Mei's, the twins'."""
    return f"{words}'" if words.endswith("s") and words.startswith("the ") else f"{words}'s"


def _first_named(pattern: re.Pattern[str], told: str) -> str:
    for found in pattern.finditer(told):
        names = [_as_called(name) for name in found.group("first", "second", "last") if name]
        if all(names):
            return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return ""


def _as_called(name: str) -> str:
    """`name` up to the first word that is none ("Max" of "Max Year 9"); "" where nothing is left of it."""
    title = re.match(rf"{TITLE} ", name)
    words = name.removeprefix(title.group() if title else "").split()
    called = " ".join(takewhile(lambda word: not is_no_name(word), words))
    return f"{title.group()}{called}" if title and called else called


def _named_in(about: str) -> str:
    """The name in "Emma (daughter)" or "daughter Emma"."""
    called = (
        " ".join(dropwhile(lambda word: word.casefold() in kin.KIN, name.split())) for name in re.findall(_NAME, about)
    )
    return next(filter(None, map(_as_called, called)), "")


def _several(told: str) -> str:
    found = _SEVERAL.search(told)
    return f"the {found['all'].lower()}" if found else ""


def is_no_name(word: str) -> bool:
    """Whether a word with a capital is a common one, a place, a nation or a title, and no name."""
    common = word.casefold() in _NOT_NAMES or word.casefold() in kin.KIN or _SEVERAL.fullmatch(word)
    return bool(common) or is_wholly("demonym", word)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = map(words_of, ("relation", "animal"))
    whose = rf"(?i:{'|'.join(words)})\b"
    called = r"(?:(?:is |was |are )?(?i:called|named) |is |are )?"
    before = (
        rf"\b{whose}(?:,| -| –| —|:| \(|[.!]+(?= (?i:called|named))|) ?{called}(?P<first>{_NAME}){_AND}{_NOT_AFTER}"
    )
    theirs = r"(?:(?:his|her|their|the|an?|our) )?(?:[a-z-]+ ){0,3}?"
    after = rf"(?<![\w’'-])(?P<first>{_NAME}){_AND}(?:, | \(|: | - | – ){theirs}{whose}"
    alone = rf"(?:^|[.;] )(?P<first>{_NAME}){_AND}(?:(?<=\))|(?=\s+(?:{_DOES})\b))"
    return re.compile(before), re.compile(after), re.compile(alone)
