"""By which title somebody is to be addressed: as their card says, as they sign, as their address shows."""

from __future__ import annotations

import re

from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.names import called, family, folded, given

_WRITTEN = r"(?:Prof(?:essor)?|Dr|Doctor|Mrs|Mr|Ms|Miss|Mx)"
_TITLE = re.compile(
    rf"^(?P<title>{_WRITTEN})(?P<dot>\.?)(?=\s)"
    rf"(?: (?:Dr|Prof|med|rer|nat|phil|habil)\.?(?=\s))*",
    re.IGNORECASE,
)
_AFTER = re.compile(r",? (?:Ph\.?D|M\.?D|D\.?Phil|Sc\.?D)\b\.?", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\((?P<title>{_WRITTEN})\.?\)", re.IGNORECASE)
_SAID = {
    "prof": "Professor", "professor": "Professor", "dr": "Dr", "doctor": "Dr", "mrs": "Mrs", "mr": "Mr", "ms": "Ms",
    "miss": "Miss", "mx": "Mx",
}  # fmt: skip
_LEARNED = ("Dr", "Professor")  # the higher last
_CIVIL_BY_PRONOUN = {"she": "Ms", "he": "Mr"}
_LAST_LINES = 12
_LONGEST_NAME = 9  # words of a line that is a signature and no sentence


def title_of(about: Circumstances) -> str:
    """The reader's title in the form one writes it ("Professor", "Dr", "Mrs"); "" where none is known."""
    card = about.contact
    named = (card.title, f"{card.title} {card.name}", card.name) if card else ()
    shown = (*named, *_signatures(about), about.reader.name if about.reader else "")
    return next(filter(None, map(_title_in, shown)), "")


def greeted_with(name: str) -> tuple[str, str]:
    """The title in the name of a greeting, as written and as one writes it; two empty strings where it has none."""
    found = _TITLE.match(f"{name} ")
    return (found["title"] + found["dot"], _SAID[found["title"].casefold()]) if found else ("", "")


def better_title(greeted: str, about: Circumstances) -> str:
    """The title that belongs in the place of `greeted`; "" where that is right, or nothing better is known."""
    known = title_of(about)
    if known in _LEARNED:
        lower = greeted not in _LEARNED or _LEARNED.index(greeted) < _LEARNED.index(known)
        return known if lower else ""
    if known:
        return known if greeted not in (*_LEARNED, known) else ""
    pronoun = about.contact.pronouns.partition("/")[0].strip().casefold() if about.contact else ""
    civil = _CIVIL_BY_PRONOUN.get(pronoun, "")
    crossed = {"Ms": greeted == "Mr", "Mr": greeted in {"Mrs", "Ms", "Miss"}}
    return civil if crossed.get(civil) else ""


def formal_name(about: Circumstances) -> str:
    """How one writes to somebody with a title with whom no first name has been used ("Dr Nair"); "" for all others."""
    title, last = title_of(about), next(filter(None, map(family, _names(about))), "")
    return f"{title} {last}" if title and last and not _on_first_names(about) else ""


def _on_first_names(about: Circumstances) -> bool:
    """Whether they sign by their first name alone, are noted by it, or were greeted by it before."""
    names = _names(about)
    firsts = {folded(called(name, names)) for name in names} - {""}
    signed = about.signed_as
    noted = about.contact.preferred_name if about.contact else ""
    if folded(noted) in firsts or (signed and folded(signed) in firsts):
        return True
    openings = (each.own_text.split("\n", 1)[0] for each in about.mine)
    return any(not greeted_with(line.partition(" ")[2])[1] and _speaks(line, firsts) for line in openings)


def _speaks(line: str, names: set[str]) -> bool:
    return not names.isdisjoint(folded(word.strip(",.:!")) for word in line.split())


def _names(about: Circumstances) -> tuple[str, ...]:
    card, reader = about.contact, about.reader
    return (card.name if card else "", card.preferred_name if card else "", reader.name if reader else "")


def _signatures(about: Circumstances) -> list[str]:
    """The lines at the end of the reader's mails that hold their name, the newest first."""
    families = {folded(family(name)) for name in _names(about)} - {""}
    firsts = {folded(given(name)) for name in _names(about)} - {""}
    found = []
    for each in reversed(about.theirs):
        for line in each.text.rstrip().split("\n")[-_LAST_LINES:]:
            words = set(folded(line.replace(",", " ")).split())
            if 1 < len(words) <= _LONGEST_NAME and words & firsts and any(last in folded(line) for last in families):
                found.append(line.strip())
    return found


def _title_in(shown: str) -> str:
    """The title in a card's field, a line of a signature or a display name."""
    if found := _TITLE.match(f"{shown} ") or _IN_BRACKETS.search(shown):
        return _SAID[found["title"].casefold()]
    return "Dr" if _AFTER.search(shown) else ""
