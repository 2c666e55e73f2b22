"""Good news a sentence tells: a promotion, a prize, a birth …, whom it happened to, and whether it is a fact.

What is hoped for, supposed, denied, only the background of something else, or told with a sour face is no news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mailhuman.places import read_yaml
from mailhuman.touches.persons import is_no_name
from mailhuman.touches.proper import NAME
from mailhuman.touches.signs import find_sign, words_of

_FILE = Path(__file__).with_suffix(".yaml")
_ADVERB = (
    r"(?:just|finally|now|also|already|at last|recently|actually|officially|both|all|even|only just|today|yesterday|"
    r"fully|really|nearly always)"
)
_AUXILIARY = rf"(?:\s+(?:have|has|had|am|is|are|was|were|been|be|got|will|shall|going to|{_ADVERB}))*"
_KIN = r"(?:\s+\w+){0,2}?\s+{relation}(?:-in-law)?"
_COMPANION = (
    r"(?:\s+\w+){0,2}?\s+(?:apprentices?|trainees?|students?|pupils?|assistant|colleague|intern|team|choir|band|orchestra|club|"
    r"lads|juniors|girls|boys|friend|neighbour|neighbor|flatmate|boss|godchild|goddaughter|godson)"
)
_BACKGROUND = re.compile(
    r"\b(?:if|hop(?:e|es|ed|ing)|wish|unless|whether|when|once|until|till|before|after|since|suppos\w*|imagin\w*|dream\w*|"
    r"in case|as if|even if|would|could|might|may|should|not|never|nobody|no one|hardly|almost|nearly|practically|"
    r"rumou?r\w*|apparently|pretend\w*|wonder\w*|said to|they say|the day|the year|the time|where|while|who|which|"
    r"applied|application|applying|interview(?:ed)? for|in the running|try|trying|want\w*|plan\w*|"
    r"claims?|instead)\b|n['’]t\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:!?…]|[,.]\s|\s[-–—]\s|\b(?:and|but|so)\b", re.IGNORECASE)
_MUSED = re.compile(r",?\s*(?:can|would) you (?:believe|imagine) (?:it|that)\?+\s*$", re.IGNORECASE)
_ADVERSE = re.compile(
    r"\bbut\b|\bby (?:nobody|no one)\b|\b(?:which|that) you (?:have|did|never)\b|\bonly that\b|\bexcept\b|\bthough\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(r"(?:ment|tion|sion|ness|ance|ence|ship|ics|ing|ers|ors|ists)$", re.IGNORECASE)
_PARENTS = frozenset({"dad", "mum", "mom", "mam", "gran", "grandma", "grandpa", "grandad"})
_OWN_YES = re.compile(r"\bI (?:said yes|accepted)\b|\bproposed to me\b", re.IGNORECASE)
_NAMED_SO = frozenset(
    {"prize", "medal", "cup", "trophy", "title", "fellowship", "scholarship", "bursary", "championship"}
)
_OWN_WORK = frozenset({"thesis", "dissertation", "apprenticeship", "diploma", "phd", "PhD", "doctorate", "master"})


@dataclass(frozen=True, slots=True)
class News:
    """What one congratulates on ("your promotion"), and whom else it happened to ("your son Kofi", "Femi", "")."""

    kind: str
    on: str
    whose: str


def news_in(told: str) -> News | None:
    """The first good news `told` gives as a fact; None where there is none, or it is told with a sour face."""
    told = _MUSED.sub(".", told)
    if told.rstrip().endswith("?") or find_sign("sour", told) or find_sign("grudge", told) or _ADVERSE.search(told):
        return None
    for kind, on, pattern in _patterns():
        for found in pattern.finditer(told):
            whose = _whose(found)
            if whose is not None and not is_background(told, found.start()):
                what = found["what"] if "what" in pattern.groupindex and found["what"] else ""
                return News(kind, _on(kind, on, what, found), whose)
    return None


def is_background(told: str, start: int) -> bool:
    """Whether what stands at `start` of `told` is hoped for, supposed, denied, or leads up to something else."""
    return _BACKGROUND.search(_before(told, start)) is not None


def _before(told: str, start: int) -> str:
    """What of the same clause stands before the news; what leads a clause in belongs to it."""
    cuts = [each.end() for each in _BREAK.finditer(told[:start])]
    lead = told[:start]
    opening = re.match(r"\s*(?:if|when|unless|in case|suppose|once|should|had)\b", lead, re.IGNORECASE)
    return lead if opening else lead[cuts[-1] if cuts else 0 :]


def _whose(found: re.Match[str]) -> str | None:
    """Whom it happened to: "" for the teller; None where the word with a capital is no name."""
    given = found.groupdict()
    if child := given.get("child"):
        return child
    if given.get("kin"):
        name = given.get("kin_name") or ""
        words = " ".join(given["kin"].split()[1:])
        return f"your {words} {name}".strip()
    name = re.sub(r"['’]s$", "", given.get("name") or "")
    if name.casefold() in _PARENTS:
        return f"your {name.casefold()}"
    if name and (is_no_name(name) or _NO_PERSON.search(name)):
        return None
    return "" if _OWN_YES.search(found.string) else name


def _on(kind: str, on: str, what: str, found: re.Match[str]) -> str:
    if kind == "exam":
        return f"passing your {what}" if what else on
    if kind == "role" and "promotion" in found.group().casefold():
        return "your promotion"
    if kind == "award" and what in _NAMED_SO:
        return f"the {what}"
    if what.startswith("master"):
        return "your master's degree"
    if kind == "degree" and what in _OWN_WORK:
        return f"your {what}"
    return on.replace("{what}", what or "news")


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    kin = _KIN.replace("{relation}", words_of("relation"))
    who = (
        rf"(?:\b(?:I|we)(?:['’](?:ve|m|re|ll))?|(?P<kin>\b(?:my|our)(?:{kin}|{_COMPANION}))(?:,?\s+(?P<kin_name>{NAME}))?|"
        rf"(?<![\w’'-])(?P<name>{NAME})(?:['’]s)?)"
    )
    for entry in read_yaml(_FILE.read_text(encoding="utf-8"), str(_FILE)).data:
        for pattern in entry.get("who", ()):
            yield entry["news"], entry["on"], re.compile(rf"{who}{_AUXILIARY}\s+(?:{pattern})", re.IGNORECASE)
        for pattern in entry.get("thing", ()):
            yield entry["news"], entry["on"], re.compile(pattern, re.IGNORECASE)
