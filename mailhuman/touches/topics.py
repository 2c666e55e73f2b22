"""What a note or a sentence is about, as the few words that fit into a line somebody would really write.

No tagger is at hand yet, so this goes by the look of words; where it is not sure it gives nothing, and the note is
not used. What it gives never holds markup, emoji or the syntax of any template language.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[{}<>%$\\`|@#=\[\]]|__|https?:|www\.")
_CLAUSE = re.compile(r"[.;!?()\n]|,\s|\s[-–—]\s|:\s| and (?=(?:is|was|has|had|will)\b)")
_DETERMINER = r"(?:an?|the|his|her|their|my|our|your|its)"
_TIME = (
    r"(?:(?:early |late )?(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|night|"
    r"weekend|week|month|year|day|time|moment|end|beginning|middle|first|second|third|last|next|past|coming)s?)"
)
_STOP = (
    r"(?:in|on|at|with|from|to|for|by|and|or|but|when|where|who|whose|which|that|all|since|until|till|after|before|during|"
    r"last|this|next|every|each|is|was|are|were|has|have|had|will|would|can|could|went|goes|because|so|as|most|again|"
    r"now|near|around|round|through|across|about|over|under|into|started|opened|opens|starts|begins|ends|turned|"
    r"yesterday|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|together|still|just|also|too|he|she|"
    r"they|we|i|it|him|them|us|me)"
)
_WORD = r"[\w'’-]+(?:\.\d+)?"
_PHRASE = re.compile(
    rf"\b(?P<det>{_DETERMINER})\s+(?P<words>(?!{_TIME}\b)(?:(?!{_STOP}\b){_WORD})(?:\s+(?!{_STOP}\b){_WORD}){{0,4}})",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    rf"^(?:(?:also|still|just|recently|currently|now|has|is|was|been|keen on|into|loves?|likes?|enjoys?|both)\s+)*"
    rf"(?P<verb>[A-Za-z]+?(?:ing|ed|es|s)|took up|keen)\b(?:\s+and\s+[A-Za-z]+?(?:ing|ed|s)\b)?"
    rf"(?P<prep>\s+(?:with|at|in|for|on|to)\b)?"
    rf"\s+(?P<words>(?!{_STOP}\b){_WORD}(?:\s+(?!{_STOP}\b){_WORD}){{0,4}})",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(rf"^(?P<words>[A-Za-z]+ing)\b(?=\s+{_STOP}\b|$)", re.IGNORECASE)
_SMALL = re.compile(r"^(?P<words>[^\W\d_][\w'’-]*(?:\s+(?!(?:is|was|has|had|are|were)\b)[\w'’-]+){0,3})$")
_PROPER = re.compile(r"(?<![.!?]\s)(?<!^)\b(?P<words>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})")
_PLACE = re.compile(
    r"\b(?:in|to|from|round|around|on|at|through|across|visiting|exploring|touring|of)\s+"
    r"(?P<words>(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]+){0,2})"
)
_CALENDAR = re.compile(rf"^{_TIME}$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?i:called|named|son|daughter|boy|girl|child|baby|twins|husband|wife|partner|mother|father|mum|mom|dad|brother|sister|"
    r"niece|nephew|grandson|granddaughter|dog|cat|horse|puppy|kitten)\s+(?:is\s+)?(?P<words>[A-Z][\w’'-]+(?:\s+and\s+[A-Z][\w’'-]+)?)"
)
_NOT_NAMES = frozenset({"He", "She", "They", "We", "It", "His", "Her", "Their", "The", "A", "An", "In", "On", "At"})
_OCCASION = (
    r"(?:exhibition|concert|race|marathon|tournament|match|game|trial|recital|performance|show|premiere|final|regatta|"
    r"competition|contest|exam|interview|talk|lecture|keynote|conference|wedding|party|festival|graduation|launch|opening|"
    r"audition|fair|market stall|climb|ride|triathlon|viva|reading|gig|championships?|cup|open day|fundraiser|auction|"
    r"ceremony|reunion|defen[cs]e|move|swim|run|debut|christening|derby|parade|workshop|inspection|driving test|test|"
    r"hearing)"
)
_OCCASION_PHRASE = re.compile(
    rf"(?:\b(?P<det>{_DETERMINER})\s+)?(?P<words>(?:(?!(?:{_STOP}|{_DETERMINER})\b){_WORD}\s+){{0,4}}?{_OCCASION}"
    rf"(?:\s+(?:of|at)\s+(?:the\s+)?(?-i:[A-Z])[\w'’-]+(?:\s+(?!{_STOP}\b)[a-z][\w'’-]+)?)?)(?!\w)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b[A-Z][\w-]*['’]s\b")
_KEEN = re.compile(r"^(?:(?:big|really|very|keen|mad|crazy) )*(?:into|on|about) ", re.IGNORECASE)
_DOER = re.compile(r"^(?:\w+ )*\w+(?:er|ist|or|ian)s?$", re.IGNORECASE)  # "beekeeper" is a person, not a pastime
_PASTIMES = re.compile(
    r"\b(?:chess|golf|tennis|football|cricket|rugby|yoga|pilates|opera|jazz|poetry|ceramics|pottery|photography|genealogy|judo|"
    r"karate|salsa|tango|origami|astronomy|badminton|squash|bridge|archery|ballet|theatre|origami|calligraphy|basketball|"
    r"volleyball|handball|hockey|fencing|weaving|carpentry|woodwork|surfing|crosswords?|sudoku|darts|snooker|bowls)\b",
    re.IGNORECASE,
)
_PERSONAL = frozenset({"me", "told", "not", "be", "said", "asked"})  # a clause with these is no name of a thing
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "my", "our"})
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
    for clause in _clauses(text):
        for phrase in (_from_verb(clause), _from_determiner(clause), _proper(clause), _short(clause)):
            if phrase and len(phrase.split()) <= _LONGEST:
                return phrase
    return ""


def happening(text: str) -> str:
    """The event `text` tells of ("the Berlin marathon", "your first exhibition"); "" where that cannot be told."""
    for clause in _clauses(text):
        if found := _OCCASION_PHRASE.search(clause):
            words = _trimmed(found["words"])
            if owned := _OWNED.search(words):
                return words[owned.start() :]
            if found.start("words") == 0 and re.match(rf"{_OCCASION}\b", words, re.IGNORECASE):
                words = words[:1].lower() + words[1:]
            return f"{_article(found['det'])} {words}"
    return ""


def occasion(text: str) -> str:
    """The bare word for the event ("trial", "violin recital"), as it follows a name with 's; "" for none."""
    return happening(text).partition(" ")[2]


def place(text: str) -> str:
    """The place `text` speaks of ("Hokkaido", "Lake Superior"); "" where there is none."""
    for clause in _clauses(text):
        for found in _PLACE.finditer(clause):
            words = found["words"]
            if not _CALENDAR.match(words.split()[-1]) and not _CALENDAR.match(words):
                return words
    return ""


def person(text: str) -> str:
    """The one named in `text` beside a word of kin ("a boy called Mateo"); "" where nobody is."""
    found = _NAMED.search(plain(text))
    name = re.sub(r"['’]s$", "", found["words"]) if found else ""
    return name if name not in _NOT_NAMES and is_safe(name) else ""


def _clauses(text: str) -> list[str]:
    return [
        _KEEN.sub("", clause.strip()) for clause in _CLAUSE.split(plain(text)) if clause.strip() and is_safe(clause)
    ]


def _from_verb(clause: str) -> str:
    if activity := _ACTIVITY.match(clause):
        return activity["words"].lower()
    found = _VERB_FIRST.match(clause)
    if not found:
        return ""
    words = _trimmed(found["words"])
    if _CALENDAR.match(words) or _is_doer(words) or words.casefold().split(" ")[0] in _DETERMINERS:
        return ""
    inside = _PHRASE.search(clause, found.end())
    if len(words.split()) == 1 and inside and re.match(r"\s+(?:in|at)\s+$", clause[found.end() : inside.start()]):
        return "the " + _trimmed(inside["words"])
    return words


def _from_determiner(clause: str) -> str:
    found = _PHRASE.search(clause)
    if not found or re.search(r"\bon\s+$", clause[: found.start()]):
        return ""
    return f"{_article(found['det'])} {_trimmed(found['words'])}"


def _article(determiner: str | None) -> str:
    """How the reader would hear it: what is theirs is yours, a thing noted is the thing."""
    theirs = {"his", "her", "their", "your", "its"}
    return "your" if determiner and determiner.casefold() in theirs else "the"


def _proper(clause: str) -> str:
    for found in _PROPER.finditer(clause):
        if not _CALENDAR.match(found["words"]) and found["words"] not in _NOT_NAMES:
            return found["words"]
    return ""


def _short(clause: str) -> str:
    if pastime := _PASTIMES.search(clause):
        return pastime.group().lower()
    found = _SMALL.match(re.split(rf"\s+{_STOP}\b", clause, maxsplit=1, flags=re.IGNORECASE)[0])
    words = found["words"] if found else ""
    if not words or _PERSONAL & set(words.casefold().split()) or _is_doer(words):
        return ""
    return words[:1].lower() + words[1:] if words[:1].islower() or words.endswith("ing") else ""


def _is_doer(words: str) -> bool:
    return " " not in words and _DOER.match(words) is not None


def _trimmed(words: str) -> str:
    """Without the adjectives with which one speaks of somebody, not to them."""
    return re.sub(r"\b(?:little|big|own|new|beloved|famous)\s+(?=\w)", "", words.strip(" ,.'’-"))
