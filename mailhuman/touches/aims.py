"""What a note says two people share: an aim still ahead of them, or the place and work they know each other from."""

from __future__ import annotations

import re
from datetime import date

from mailhuman.touches.happenings import happening
from mailhuman.touches.meetings import met_at
from mailhuman.touches.proper import CAPITAL, PLACE
from mailhuman.touches.topics import clauses, is_safe, plain, topic

_AIM = re.compile(
    r"\b(?:(?:our|the|a) (?:\w+ )?(?:goal|aim|target)(?: (?:is|of)|:)|(?:we|both)(?: of us)?(?: are| both)? "
    r"(?:want|need|working (?:towards?|for)|aim(?:ing)? (?:for|at)|working on))\s+"
    r"(?P<aim>(?:to (?:get|reach|make|open|launch|finish) )?(?:the|our|a)\s+[\w’' -]+)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:on|built|ran|did|made|wrote|organi[sz]ed) (?P<what>the (?:[\w’'-]+ ){1,3}?[\w’'-]+)(?= together|$)"
)
_MOST_WORDS = 5
_GLAD_OF = re.compile(  # what people openly work towards; an aim of another kind may be nobody else's business
    r"\b(?:launch|opening|release|premi[eè]re|exhibition|fair|festival|concert|tour|book|edition|issue|publication|"
    r"delivery|hand-?over|go-?live|move|certification|tender|bid|completion|deadline|inauguration|anniversary)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(  # all that may stand beside the name: a note that says more may say why not to speak of it
    r"\b(?:we|i|both|us|first|once|met|meet|know|each|other|him|her|them|from|at|in|on|during|the|a|of|built|ran|did|made|"
    r"wrote|organi[sz]ed|worked|together|with|spoke|back|early|late|spring|summer|autumn|winter|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|\d{1,4}|project|work|for)\b|[^\w\s]",
    re.IGNORECASE,
)
_PROPER = re.compile(rf"(?<=\s){CAPITAL}")
_HALF, _YEAR = 180, 365


def aim(text: str) -> str:
    """The aim `text` says both share ("the April launch"); "" where none is named."""
    found = _AIM.search(plain(text))
    if not found:
        return ""
    told = re.sub(r"^to \w+ ", "", found["aim"].strip())
    for cut in (r"\s+(?:by|before|to|in|on|at|and|together|with|this|next)\b.*$", r"\s+(?:of|for)\b.*$"):
        if len(told.split()) > _MOST_WORDS or "of" not in cut:
            told = re.sub(cut, "", told)
    told = re.sub(r"^(?:our|a)\b", "the", told, flags=re.IGNORECASE)
    if not _GLAD_OF.search(told):
        return ""
    return told if 2 <= len(told.split()) <= _MOST_WORDS and is_safe(told) else ""  # noqa: PLR2004 - an article and a word


def encounter(text: str) -> str:
    """What two people know each other from ("the Porto workshop"), where it has a name of its own; "" otherwise."""
    if told := met_at(text):
        return told
    for told in (happening(text), _built(text), _placed(topic(text), text)):
        if told.startswith("the ") and _PROPER.search(told):
            rest = plain(text).replace(told.removeprefix("the "), " ", 1)
            return "" if _FRAME.sub(" ", rest).strip() else told
    return ""


def _placed(told: str, text: str) -> str:
    """`told` with the place that follows it: "the course in Turku"."""
    found = re.search(rf"{re.escape(told.removeprefix('the '))}( (?:in|at) {PLACE})", plain(text)) if told else None
    return told + found[1] if found else told


def _built(text: str) -> str:
    first = (clauses(text) or [""])[0]
    found = _WORK.search(first)
    return found["what"] if found else ""


def span_since(day: date, today: date) -> str:
    """The time from `day` to `today` as one says it of something long ago; "" for less than half a year."""
    days = (today - day).days
    if days < _HALF:
        return ""
    years = round(days / _YEAR)
    if years == 0 or days < _YEAR - 60:
        return "more than half a year"
    if _YEAR * 1.35 <= days < _YEAR * 1.75:
        return "about a year and a half"
    return "about a year" if years == 1 else f"about {('', '', 'two', 'three', 'four', 'five')[min(years, 5)]} years"
