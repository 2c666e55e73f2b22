"""Whether the greeting calls the reader by the right name: spelling, accents, somebody else's name, a former one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from mailhuman.contacts.find import TITLES

_NEAR = 0.72  # ratio above which two first names differ by a slip, not by being two names
_SHORTEST = 3
_INITIAL = re.compile(r"[^\W\d_]\.?")
_OFFICE = re.compile(
    r"\b(?:team|support|sales|office|bookings?|reservations?|reception|info|admin\w*|accounts?|billing|service|"
    r"services|"
    r"help ?desk|department|dept|hr|press|editors?|editorial|orders?|shop|store|customer|gmbh|ltd|limited|inc|llc|"
    r"plc|ag|"
    r"bv|sarl|company|group|university|college|school|museum|library|clinic|hotel|club|society|association|via|"
    r"no-?reply)\b",
    re.IGNORECASE,
)  # words of addresses that no single person stands behind
_KNIGHT = re.compile(r"(?:sir|dame)\b", re.IGNORECASE)  # titles that go before a given name
_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "zu",
        "bin", "ibn", "bint", "al", "el",
    }
)  # fmt: skip  # written small, so that Al and Van may be first names


def folded(name: str) -> str:
    """`name` for comparing: composed, case folded, without emoji and marks of direction."""
    letters = (char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] in "LMP Z")
    return " ".join("".join(letters).casefold().split())


def bare(name: str) -> str:
    """`name` folded and without accents: how it looks on a keyboard that lacks them."""
    split = unicodedata.normalize("NFD", folded(name).translate(str.maketrans("øłđı", "oldi")))
    return "".join(char for char in split if not unicodedata.combining(char))


def first(name: str) -> str:
    """The first word of a full name, titles and "Surname, First" order minded; emoji left out."""
    if "," in name:
        name = name.split(",", 1)[1]
    listed = _without_titles(name)
    return listed[0] if listed else ""


def given(name: str) -> str:
    """What somebody of that full name is called; "" where it shows none: initials, "Dr Nair", "Mr van der Berg"."""
    name = name.title() if name.isupper() and len(name) > _SHORTEST else name
    words = _without_titles(name.split(",", 1)[1] if "," in name else name)
    titled = len(words) < len(name.split()) and "," not in name and not _KNIGHT.match(name)
    while words and _INITIAL.fullmatch(words[0]):
        words, titled = words[1:], True  # after an initial, a single word is the family's
    if not words or words[0] in _PARTICLES or (titled and len(words) == 1):
        return ""
    return words[0]


def given_in_header(name: str) -> str:
    """What somebody is called whose address shows `name`: ANITA NAIR is Anita; "" for an office or a firm."""
    if _OFFICE.search(name) or "@" in name:
        return ""
    return given(name)


def family(name: str) -> str:
    """The family name of a full name with its particles ("van der Berg"); "" where it shows none."""
    if "," in name:
        return " ".join(_without_titles(name.split(",", 1)[0]))
    words = _without_titles(name)
    at = next((number for number, word in enumerate(words) if number and word in _PARTICLES), len(words) - 1)
    if words and words[0] in _PARTICLES:
        at = 0
    return " ".join(words[at:]) if at > 0 or len(words) < len(name.split()) else ""


def called(short: str, full: Iterable[str]) -> str:
    """What somebody is called who signs, or is noted as, `short`: "Anne Marie" of the full name "Anne Marie Dubois"."""
    words = _without_titles(short)
    whole = folded(" ".join(words))
    longer = any(len(folded(name).split()) > len(words) and folded(name).startswith(f"{whole} ") for name in full)
    return " ".join(words) if len(words) > 1 and longer and not _INITIAL.fullmatch(words[-1]) else given(short)


def _without_titles(name: str) -> list[str]:
    return [part for part in name.split() if part.rstrip(".").casefold() not in TITLES and any(map(str.isalpha, part))]


def slip(written: str, right: Iterable[str]) -> str:
    """The form among `right` that `written` misspells; "" where it is right, or is another name altogether."""
    forms = [form for form in dict.fromkeys(right) if form]
    if not written or any(folded(written) == folded(form) for form in forms):
        return ""
    for form in forms:
        if bare(written) == bare(form) or _near(bare(written), bare(form)):
            return form
    return ""


def _near(written: str, form: str) -> bool:
    if min(len(written), len(form)) < _SHORTEST or written in form or form in written:
        return False  # "Kat" and "Katharine" are short and long forms, not slips
    return SequenceMatcher(None, written, form).ratio() >= _NEAR and written[0] == form[0]
