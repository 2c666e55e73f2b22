"""What a note or a sentence is about, as the few words that fit into a line somebody would really write.

No tagger is at hand yet, so this goes by the look of words; where it is not sure it gives nothing, and the note is
not used. What it gives never holds markup, emoji or the syntax of any template language.
"""

from __future__ import annotations

import re
import unicodedata

from mailhuman.touches.pastimes import (
    as_doing,
    bare_doing,
    begins_with_a_verb,
    form_of,
    leads_nowhere,
    loved_in,
    says_nothing,
    without_lead,
)
from mailhuman.touches.proper import PLACE
from mailhuman.touches.signs import find_sign, is_wholly, signs, words_of

_UNSAFE = re.compile(r"[{}<>%$\\`|@#=\[\]]|__|https?:|www\.")
_STOP_MARK = r"(?<!\b[A-Z])(?<!\bSt)(?<!\bMt)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bProf)(?<!\bvs)\.(?=\s|$)"
_CLAUSE = re.compile(rf"{_STOP_MARK}|[;!?()\n]|,\s|\s[-–—]\s|:\s| and (?=(?:is|was|has|had|will)\b)")
DETERMINER = r"(?:an?|the|his|her|their|my|our|your|its)"
_TIME = (
    r"(?:(?:early |late )?(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|night|"
    r"weekend|week|month|year|day|time|moment|end|beginning|middle|first|second|third|last|next|past|coming)s?)"
)
STOP = (
    r"(?:in|on|at|with|from|to|for|by|and|or|but|when|where|who|whose|which|that|all|since|until|till|after|before|during|"
    r"last|this|next|every|each|is|was|are|were|has|have|had|will|would|can|could|went|goes|because|so|as|whether|if|how|why|what|most|again|"
    r"better|best|than|"
    r"now|near|around|round|through|across|about|over|under|into|started|opened|opens|starts|begins|ends|turned|"
    r"called|named|yesterday|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|together|still|just|also|too|he|she|"
    r"they|we|i|it|him|them|us|me)(?!-)"
)
WORD = r"[\w'’-]+(?:\.\d+)?"
_PHRASE = re.compile(
    rf"\b(?P<det>{DETERMINER})\s+(?P<words>(?!{_TIME}\b(?! (?:course|class|classes|lessons|crossword)\b))"
    rf"(?:(?!{STOP}\b){WORD})(?:\s+(?!{STOP}\b){WORD}){{0,4}})",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"^(?P<verb>[A-Za-z-]+ing)(?:\s+and\s+[A-Za-z]+?(?:ing|ed|s)\b)?(?P<particle>\s+(?:up|out|off|down))?"
    rf"(?P<prep>\s+(?:with|at|in|for|on|to)\b)?"
    rf"\s+(?P<words>(?!{STOP}\b){WORD}(?:\s+(?!{STOP}\b){WORD}){{0,4}})",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    rf"^(?P<words>(?:(?!{DETERMINER}\b|{STOP}\b)[A-Za-z][a-z-]+ )?(?!evening|morning|\w+thing\b)[A-Za-z-]+ing)\b"
    rf"(?=\s+{STOP}\b|$)",
    re.IGNORECASE,
)
_SMALL = re.compile(r"^(?P<words>[^\W\d_][\w'’-]*(?:\s+(?!(?:is|was|has|had|are|were)\b)[\w'’-]+){0,3})$")
_PROPER = re.compile(rf"(?<![.!?]\s)(?<!^)\b(?P<words>(?>{PLACE}))(?!\s+(?!{STOP}\b)[a-z])")
CALENDAR = re.compile(rf"^{_TIME}$", re.IGNORECASE)
_NOT_NAMES = frozenset({"He", "She", "They", "We", "It", "His", "Her", "Their", "The", "A", "An", "In", "On", "At"})
_LEVEL = re.compile(r" \(level: [^()]+\)")  # as vCards tell how strong an interest is
_LEADS_IN = re.compile(
    r"^(?:(?:was|is|still|currently) )*(?:(?:has )?(?:an? )?season[- ]ticket(?:s| holder)? (?:to|for)|"
    r"waiting (?:to hear (?:about|from)|for|on)|looking (?:at|for|into)|"
    r"deciding (?:between|on|about)|knows? (?:everything|all|a lot|a great deal|much) about|(?:an )?expert (?:in|on)|"
    r"hoping for|looking forward to|wondering about|thinking about|in the middle of) ",
    re.IGNORECASE,
)
_DOER = re.compile(r"^(?:\w+ )*\w+(?:er|ist|or|ian)s?$", re.IGNORECASE)  # "beekeeper" is a person, not a pastime
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "my", "our"})
_TAIL = re.compile(
    r"(?<=\w)\s+(?:going|running|alive|afloat|working|roadworthy|flying|up|down|out|off|back|away|along|only|weekly|daily|"
    r"monthly|regularly|often|sometimes|occasionally|competitively|professionally|seriously|badly|well|strong|very|really|"
    r"quite|much|too|himself|herself|themselves|instead|while|despite|ever|never|always|once|twice|ago)"
    r"(?:\s+(?:strong|well|smoothly|nicely|again|properly|and\b.*|for\b.*))?$",
    re.IGNORECASE,
)  # what comes after the name of a thing and is none of it: "the old Land Rover going"
_MADE = re.compile(
    r"(?:play|do|practi[sc]|learn|study|restor|repair|build|writ|renovat|collect|train|support|follow|lov|enjoy|go|mak|"
    r"paint|hav|finish|start|try|race|rac)[a-z]*ing$|(?:playing|doing|going|making|having|racing|trying|taking)$",
    re.IGNORECASE,
)  # of these one asks after the thing, not the doing
_LONGEST = 6


def plain(text: str) -> str:
    """`text` composed, on one line, without emoji, control or direction marks."""
    kept = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in {"So", "Cf", "Cs", "Co", "Sk"}
    )
    return " ".join("".join(kept).split())


def is_safe(words: str) -> bool:
    """Whether `words` may stand in a line offered for pasting: no markup, links, template or shell syntax."""
    return not _UNSAFE.search(words)


def topic(text: str) -> str:
    """What `text` is about, as it fits after "how is it going with"; "" where that cannot be told."""
    for clause in clauses(text):
        if leads_nowhere(clause):
            continue
        for find in (_from_verb, _named, _from_determiner, _proper, _short, bare_doing):
            if (phrase := find(clause)) and _fits(phrase):
                return phrase
    return ""


def _fits(phrase: str) -> bool:
    """Whether `phrase` names a thing or a doing, and can stand behind "time for"."""
    if len(phrase.split()) > _LONGEST or re.match(rf"(?:{STOP}|of|up|out|off)\b", phrase, re.IGNORECASE):
        return False
    if (
        is_wholly("no-pastime", phrase.rsplit(maxsplit=1)[-1])
        or says_nothing(phrase)
        or phrase.casefold() in _DETERMINERS
    ):
        return False
    return phrase.endswith("ing") or not begins_with_a_verb(phrase)


def clauses(text: str) -> list[str]:
    """The clauses of a note that may be quoted from, without what leads into them ("big on …", "trying …")."""
    return [
        without_lead(_LEADS_IN.sub("", clause.strip()))
        for clause in _CLAUSE.split(_LEVEL.sub("", plain(text)))
        if clause.strip() and is_safe(clause)
    ]


def _from_verb(clause: str) -> str:
    told, bare = as_doing(clause)
    activity = _ACTIVITY.match(told if bare else clause)
    if activity and not says_nothing(activity["words"]):
        return activity["words"].lower()
    return _from_object(told, bare=bare) or ("" if bare else _alone(told))


def _from_object(told: str, *, bare: bool) -> str:
    """What is done, by the words after the verb; of some verbs with it. `bare`: the verb stood in -ing already."""
    found = _DONE.match(told)
    words = trimmed(found["words"]) if found else ""
    if not found or CALENDAR.match(words) or words.casefold().split(" ")[0] in _DETERMINERS:
        return ""
    verb = f"{found['verb'].lower()}{found['particle'] or ''}"
    if find_sign("no-thing", words):
        return "" if says_nothing(verb) else verb
    if found["particle"] or is_wholly("asked-as-done", verb) or (bare and not found["prep"] and not _MADE.match(verb)):
        return f"{verb} {words}"
    inside = _PHRASE.search(told, found.end())
    if len(words.split()) == 1 and inside and re.match(r"\s+(?:in|at)\s+$", told[found.end() : inside.start()]):
        house = trimmed(inside["words"])
        return words if house.rpartition(" ")[2][:1].isupper() else f"the {house}"  # a place is not the pastime
    return f"the {words}" if verb == "keeping" else words


def _alone(told: str) -> str:
    """The doing where nothing is said of what is done: "climbs on Tuesdays"; the house or band it is done in first."""
    verb, _, rest = told.partition(" ")
    return "" if not verb or says_nothing(verb) or _PHRASE.search(rest) else verb


def _from_determiner(clause: str) -> str:
    found = _PHRASE.search(clause)
    if not found or re.search(rf"\b{_where(clause, found['words'])}\s+$", clause[: found.start()]):
        return ""
    return f"{as_heard(found['det'])} {trimmed(found['words'])}"


def _where(clause: str, words: str) -> str:
    """The prepositions after which `words` tell where or for whom it is done, and not what."""
    doing, bare = as_doing(clause)
    named = doing and trimmed(words).rpartition(" ")[2][:1].isupper()
    return f"(?:on{'|for' if doing and not bare else ''}{'|in|at|round' if named else ''})"


def as_heard(determiner: str | None) -> str:
    """How the reader would hear it: what is theirs is yours, a thing noted is the thing."""
    theirs = {"his", "her", "their", "your", "its"}
    return "your" if determiner and determiner.casefold() in theirs else "the"


def _proper(clause: str) -> str:
    for found in _PROPER.finditer(clause):
        before = clause[: found.start()]
        if as_doing(clause)[0] and re.search(r"\b(?:in|at|on|round|near|from|by|over|across|for)\s+$", before):
            continue  # where it is done, and not what
        if not CALENDAR.match(found["words"]) and found["words"] not in _NOT_NAMES:
            return found["words"]
    return ""


def _named(clause: str) -> str:
    """A pastime known by its name that the clause begins with, and the word before it: "film photography"."""
    found = re.match(
        rf"(?!{DETERMINER}\b)(?P<before>\w+ )?{words_of('pastime')}\b(?=\s+{STOP}\b|$)", clause, re.IGNORECASE
    )
    return _small_first(found.group()) if found else ""


def _short(clause: str) -> str:
    found = _SMALL.match(re.split(rf"\s+{STOP}\b", clause, maxsplit=1, flags=re.IGNORECASE)[0])
    words = _TAIL.sub("", found["words"]) if found else ""
    pastime = signs()["pastime"][0].search(clause)
    if form_of(words) == "course" or (pastime and _is_haunt(words.rpartition(" ")[2])):
        return _small_first(words)
    if pastime:
        return pastime.group().lower()
    if loved := loved_in(clause):
        return loved
    if not words or find_sign("no-thing", words) or _is_doer(words):
        return ""
    if _is_haunt(words):
        return f"the {words[:1].lower()}{words[1:]}"
    return words[:1].lower() + words[1:] if words[:1].islower() or words.endswith("ing") else ""


def _is_haunt(words: str) -> bool:
    return is_wholly("haunt", words)


def _small_first(words: str) -> str:
    """`words` with a small letter first, but for the name of a people ("Italian opera")."""
    return words if signs()["demonym"][0].match(words) else words[:1].lower() + words[1:]


def _is_doer(words: str) -> bool:
    return " " not in words and _DOER.match(words) is not None


def trimmed(words: str) -> str:
    """Without the adjectives with which one speaks of somebody, not to them, and what is no part of the name."""
    bare = _TAIL.sub("", re.sub(r"\s+(?:of|with|and)$", "", words.strip(" ,.'’-")))
    return re.sub(r"\b(?:little|big|own|new|beloved|famous)\s+(?=\w)", "", bare)
