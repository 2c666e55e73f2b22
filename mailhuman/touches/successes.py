"""A success a note tells of, as it follows "Congratulations on": becoming partner, winning the cup, your new role."""

from __future__ import annotations

import re

from mailhuman.touches.deeds import gerund
from mailhuman.touches.signs import find_sign, signs
from mailhuman.touches.topics import STOP, WORD, clauses, plain, trimmed

_WHO = r"^(?:(?:she|he|they|has|have|just|finally|recently|was|been|got|is|now|officially|has been)\s+)*"
_ROLE = re.compile(
    rf"{_WHO}(?:made|promoted(?: to)?|promotion to|appointed|named|elected|became|becomes|becoming|chosen as|"
    rf"new (?:job|role|post|position) (?:as|of)|(?:takes|took|taking) over as|(?:starts|started|starting) (?:out )?as)"
    rf"\s+(?:as\s+|the\s+)?(?P<role>(?:an?\s+)?(?!(?:{STOP}|an?|redundant|homeless)\b){WORD}"
    rf"(?:\s+(?:of|for|at|and|the)\s+{WORD}|\s+(?!{STOP}\b){WORD}){{0,4}})",
    re.IGNORECASE,
)
_PAST = re.compile(rf"{_WHO}(?P<verb>[a-z]+)\s+(?P<rest>.+)$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\s+(?:(?:from|since|on|in|at|by|after|before|last|this|next|yesterday|today|as of|with effect)\b"
    r"(?=\s+(?:the\s+)?(?:\d|early|late|mid|spring|summer|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"mon|tue|wed|thu|fri|sat|sun|last|this|week|month|year|weekend|now|end|beginning)|$)|"
    r"(?:yesterday|today|last \w+|this \w+|because|so|but|who|which|after|when|where|thanks)\b).*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?<=\w{3})\s+(?:for|with) .*$")  # what it was for they know better
_HEARD = {"her": "your", "his": "your", "their": "your", "my": "your", "our": "your"}
_OWN = re.compile(r"\b(?:her|his|their|my|our)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?-i:[A-Z])[\w-]*['’]s\b")
_STATES = {
    "engaged": "your engagement", "married": "your wedding", "graduated": "your graduation",
    "promoted": "your promotion", "elected": "your election", "qualified": "qualifying", "published": "being published",
}  # fmt: skip
_SHARED = frozenset({"launch", "book launch", "opening", "debut", "wedding", "engagement"})
_LONGEST = 9  # words that may stand in a line


def success(text: str) -> str:
    """What they are to be congratulated on; "" where the note tells of none of their own, or not plainly."""
    for clause in clauses(text):
        for found in (_role(clause), _deed(clause), _state(clause), _thing(clause)):
            if found and len(found.split()) <= _LONGEST:
                return found
    return ""


def _role(clause: str) -> str:
    found = _ROLE.search(clause)
    role = _UNTIL.sub("", found["role"]) if found else ""
    return f"becoming {_heard(role)}" if role else ""


def _deed(clause: str) -> str:
    found = _PAST.match(clause)
    if not found or not signs()["achieved"][0].match(clause[found.start("verb") :]):
        return ""
    doing = gerund(found["verb"].lower())
    rest = _heard(trimmed(_FOR.sub("", _UNTIL.sub("", found["rest"]))))
    return f"{doing} {rest}" if doing and rest else ""


def _state(clause: str) -> str:
    found = re.match(rf"{_WHO}(?P<state>{'|'.join(_STATES)})\b", clause, re.IGNORECASE)
    return _STATES[found["state"].lower()] if found else ""


def _thing(clause: str) -> str:
    """A noun of honour of their own; of an opening or a launch one says "the", of the rest "your"."""
    found = signs()["honour"][0].search(plain(clause))
    if not found or find_sign("relation", clause) or _OF_ANOTHER.search(clause):
        return ""
    what = found["what"].lower() if found["what"].istitle() else found["what"]
    return f"{'the' if what in _SHARED else 'your'} {what}"


def _heard(words: str) -> str:
    return _OWN.sub(lambda found: _HEARD[found.group().lower()], words)
