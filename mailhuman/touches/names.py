"""Whether the greeting calls the reader by the right name: spelling, accents, somebody else's name, a former one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from mailhuman.contacts.find import TITLES

_NEAR = 0.72  # ratio above which two first names differ by a slip, not by being two names
_SHORTEST = 3


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
    listed = [
        part for part in name.split() if part.rstrip(".").casefold() not in TITLES and any(map(str.isalpha, part))
    ]
    return listed[0] if listed else ""


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
