"""Whom a note names beside a word of kin ("a boy called Mateo", "Biscuit, his old spaniel"), as one asks after them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mailhuman.contacts import kin
from mailhuman.touches.signs import signs, words_of
from mailhuman.touches.topics import is_safe, plain

_NAME = r"(?-i:(?:(?:Mr|Mrs|Miss|Lady|Sir|Captain) )?[^\W\d_a-z][^\W\d_A-Z][\w’']*(?:-(?-i:[A-Z])[\w’']+)?)"
_AND = rf"(?:\s*\(\d+\))?(?:,? (?:and|&) (?P<second>{_NAME})(?:\s*\(\d+\))?)?(?![\w-])"
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
    """The one or two named in `text` ("Ama and Kofi"), or in `about`; "the twins" where only that is said; else ""."""
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
        names = [re.sub(r"['’]s$", "", name) for name in (found["first"], found["second"]) if name]
        if names and not any(is_no_name(name) for name in names):
            return " and ".join(names)
    return ""


def _named_in(about: str) -> str:
    """The name in "Emma (daughter)" or "daughter Emma"."""
    names = [word for word in re.findall(_NAME, about) if not is_no_name(word) and word.casefold() not in kin.KIN]
    return names[0] if names else ""


def _several(told: str) -> str:
    found = _SEVERAL.search(told)
    return f"the {found['all'].lower()}" if found else ""


def is_no_name(word: str) -> bool:
    """Whether a word with a capital is a common one, a place, a nation or a title, and no name."""
    common = word.casefold() in _NOT_NAMES or word.casefold() in kin.KIN or _SEVERAL.fullmatch(word)
    return bool(common) or signs()["demonym"][0].fullmatch(word) is not None


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
