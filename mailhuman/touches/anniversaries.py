"""A day that comes round every year, by a note: a wedding day, the opening of a shop, the first work done together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from mailhuman.contacts.kin import KIN
from mailhuman.contacts.staleness import first_day
from mailhuman.model import Contact, Note
from mailhuman.touches.gravity import grave_word, is_uneasy
from mailhuman.touches.proper import CAPITAL
from mailhuman.touches.topics import is_safe, plain

_WEDDING = re.compile(
    r"^(?:(?:his|her|their) )?wedding(?: (?:anniversary|day))?(?:,? (?:with|to) \w+)?$", re.IGNORECASE
)
_BEGAN = re.compile(
    r"^(?:(?:she|he|they) )?(?P<verb>opened|founded|started|set up|took over|joined|launched|began)\s+"
    r"(?P<det>the|an?|his|her|their)?\s*(?P<what>(?!(?:with|at|in|on|out|off|a\b))[\w’'-]+(?:\s+(?!(?:with|at|in|on|after|when|and)\b)[\w’'-]+){0,3})$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"^(?P<what>our (?:first|joint) [\w’'-]+(?: [\w’'-]+){0,2}?)(?: together)?$|"
    r"^(?P<did>we (?:opened|founded|started|began|launched|finished|built) (?:the|our) [\w’'-]+(?: [\w’'-]+){0,2}?)"
    r"(?: together)?$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:marriage|divorce|husband|wife|date|night|kiss|strike|court|trial|row|quarrel|support|recovery|"
    r"anonymous|army|war|party|union|church|prison|clinic|therapy|programme)\b",
    re.IGNORECASE,
)
_ROUND = {
    1: "a year", 2: "two years", 3: "three years", 5: "five years", 10: "ten years", 15: "fifteen years",
    20: "twenty years", 25: "twenty-five years", 30: "thirty years", 40: "forty years", 50: "fifty years",
}  # fmt: skip
_LIVES = 5 * 366  # days for which what somebody began is believed to go on, unconfirmed
_WORD = re.compile(r"[^\W\d_]{4,}")


def marked(note: Note, card: Contact, day: date | None) -> Mapping[str, object] | None:
    """What a wording says of `day`, on which `note` comes round; None where it is no day to speak of."""
    text = plain(note.text).rstrip(".")
    if day is None or not is_safe(text) or is_uneasy(text) or grave_word(text) or _is_undone(note, card):
        return None
    if _WEDDING.match(text) and not note.about:
        return {"wedding": True, "years": "", "since": ""}
    heard = first_day(note.learned or note.date)
    if heard is None or (day - heard).days > _LIVES:
        return None
    years = _ROUND.get(day.year - note.date.year) if note.date and note.date.year else None
    since = _since(text)
    return {"wedding": False, "years": years, "since": since} if years and since and not note.about else None


def _since(text: str) -> str:
    """What began, as it follows "since": "you opened the yarn shop", "our first map"; "" where that is not plain."""
    if any(word.casefold() in KIN for word in _WORD.findall(text)) or _TELLS.search(text):
        return ""
    if shared := _SHARED.match(text):
        rest = (shared["what"] or shared["did"]).partition(" ")[2]
        return f"our {rest}" if shared["what"] else f"we {rest}"
    found = _BEGAN.match(text)
    if not found or (not found["det"] and not re.match(CAPITAL, found["what"])):
        return ""
    what = found["what"]
    own = "your" if (found["det"] or "the").casefold() in {"his", "her", "their", "a", "an"} else "the"
    return f"you {found['verb'].lower()} {what if not found['det'] else f'{own} {what}'}"


def _is_undone(note: Note, card: Contact) -> bool:
    """Whether a later note that is no small talk speaks of the same thing: the shop may be closed by now."""
    heard = first_day(note.learned or note.date)
    told = {word.casefold() for word in _WORD.findall(note.text)}
    later = (each for each in card.notes if each.kind in {"other", "loss", "illness", "work", "job"})
    for each in later:
        known = first_day(each.learned or each.date)
        if known and heard and known > heard and told & {word.casefold() for word in _WORD.findall(each.text)}:
            return True
    return False
