"""What a note says somebody does, as it follows "are you still": keeping bees, singing in the barbershop quartet."""

from __future__ import annotations

import re

from mailhuman.touches.pastimes import as_doing, says_nothing
from mailhuman.touches.signs import is_wholly, words_of
from mailhuman.touches.topics import CALENDAR, DETERMINER, STOP, WORD, as_heard, clauses, topic, trimmed

_NOUN = rf"(?!{STOP}\b){WORD}(?:\s+(?!(?:{STOP}|{DETERMINER})\b){WORD}){{0,4}}"
_DOING = re.compile(
    rf"^(?P<verb>[a-z-]+ing(?: (?:up|out|off|down))?)(?: and [a-z]+(?:s|ing)\b)?(?P<prep> (?:in|with|at|for))?"
    rf"(?: (?P<det>{DETERMINER}))? (?P<words>{_NOUN})"
    rf"(?: (?P<place>in|with|at) (?P<its>{DETERMINER}) (?P<house>{_NOUN}))?",
    re.IGNORECASE,
)
_WHERE = frozenset(
    {"volunteering", "singing", "playing", "rowing", "running", "climbing", "helping", "swimming", "acting"}
)
_SAYS_NOTHING = re.compile(r"\b(?:\w+thing|\w+where|people)\b", re.IGNORECASE)
_IS_FOR = re.compile(r"(?:hunting|foraging|looking|searching|fishing) for\b", re.IGNORECASE)
_LONGEST = 8


def doing(text: str) -> str:
    """What they do by the first clause of `text` that has a topic; "" where it names a thing, or is not plain."""
    clause = next((each for each in clauses(text) if topic(each)), "")
    told, _ = as_doing(clause)
    found = _DOING.match(told)
    words = trimmed(found["words"]) if found else ""
    if not found or CALENDAR.match(words) or _SAYS_NOTHING.search(words):
        return told.partition(" ")[0] if found or _is_alone(told) else ""
    if (found["prep"] and found["verb"] not in _WHERE and not _IS_FOR.match(told)) or (
        found["verb"] == "keeping" and found["det"]
    ):
        return "" if says_nothing(found["verb"].partition(" ")[0]) else found["verb"]
    own = "own " if re.match(r"own\b", found["words"]) else ""
    what = f"{as_heard(found['det'])} {own}{words}" if found["det"] else words
    phrase = f"{found['verb']}{found['prep'] or ''} {what}"
    if found["house"] and not _names(phrase, topic(clause)):
        phrase = f"{phrase} {found['place']} {as_heard(found['its'])} {trimmed(found['house'])}"
    if found["verb"] == topic(clause) and not _fits(words):
        return found["verb"]
    return "" if len(phrase.split()) > _LONGEST or not _names(phrase, topic(clause)) else phrase


def _fits(words: str) -> bool:
    return not is_wholly("no-pastime", words.rpartition(" ")[2])


def _is_alone(told: str) -> bool:
    return bool(re.match(rf"[a-z-]+ing(?: {STOP}\b|$)", told, re.IGNORECASE)) and not says_nothing(
        told.partition(" ")[0]
    )


def _names(phrase: str, what: str) -> bool:
    """Whether `phrase` says all that the topic says, and speaks of nobody of theirs."""
    if re.search(rf"\b{words_of('relation')}\b(?! history)", phrase, re.IGNORECASE):
        return False
    return set(what.casefold().split()) - {"the", "your"} <= set(phrase.casefold().split())
