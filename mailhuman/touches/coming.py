"""What lies ahead of them, or just behind, by their own word: a test on Friday, a show, the end of a holiday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mailhuman.touches.finding import Finding
from mailhuman.touches.promises import due_date
from mailhuman.touches.proper import PLACE

_TREAT = (
    r"(?:(?:summer |winter |autumn |easter |christmas )?holidays?|vacation|honeymoon|party|reunion|christening|wedding|"
    r"graduation|anniversary|hen do|stag do|hen weekend|stag weekend|housewarming|half-?term)"
)
_TRIAL = (
    r"(?:driving test|theory test|(?:first |final |last |oral )?exams?|finals|viva|(?:thesis )?defen[cs]e|"
    r"(?:first )?exhibition|private view|(?:choir |school |christmas |piano |violin )?concert|recital|"
    r"(?:half[- ]|first )?marathon|triathlon|"
    r"(?:10k |boat |first )?race|audition|premi[eè]re|opening night|first night|(?:school )?play|gig|"
    r"(?:house |big )?move|(?:job )?interview|book launch|launch|opening|swim|tournament|regatta|"
    r"match|debut|performance|show|market stall)"
)
_OWN = rf"(?P<owned>(?:my|our)\s+(?:(?!last\b|old\b|car\b)[\w’'-]+\s+){{0,2}}?(?:{_TREAT}|{_TRIAL}))\b"
_SET = re.compile(
    rf"\b{_OWN}(?:\s+(?:in|at)\s+(?:the\s+)?\w+)?\s+"
    r"(?:is|are|starts?|opens?|begins?|takes place|comes up|falls)(?: coming up)?\s+"
    rf"(?P<when>(?:on|this|next|tomorrow|today|in)\b.*)",
    re.IGNORECASE,
)
_HAVE = re.compile(
    rf"\b(?:I|we)(?:['’]ve| have)(?: got)?\s+(?P<owned>(?:my|our|an?|the)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_TRIAL}))\s+"
    rf"(?P<when>(?:on|this|next|tomorrow|today)\b.*)",
    re.IGNORECASE,
)
_DOING = re.compile(
    rf"\b(?:I(?:['’]m| am|['’]ll be| will be)|we(?:['’]re| are)|I|we)\s+(?:running|run|doing|swimming|sitting|"
    r"taking|defending|playing in|singing in|performing in|riding in|racing in)\s+"
    rf"(?P<owned>(?:(?:my|our|the|a|in)\s+)+(?:[\w’'-]+\s+){{0,2}}?(?:{_TRIAL}))\s+"
    rf"(?P<when>(?:on|this|next|tomorrow|today)\b.*)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|not|never|cancell?ed|postponed|called off|moved to|unless|whether|hop(?:e|ing) to|might|may|could|would|"
    r"supposed|instead|dread\w*|client['’]?s?|customer|with you|your|board|hearing|deadline)\b|n['’]t\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:I|we)(?:['’]m|['’]re|['’]ve| am| are| have| got| came| just| only| now| arrived)*\s+"
    r"(?:back|home|returned)(?: now| again| safely)? from\s+(?P<what>[^.!?;,]*)",
    re.IGNORECASE,
)
_LEISURE = re.compile(
    r"\b(?:holidays?|vacation|honeymoon|walking|hiking|cycling|skiing|sailing|camping|travell?ing|trek\w*|safari|beach|"
    r"sea|seaside|mountains|island|islands|weeks|fortnight|cruise|pilgrimage|half-?term|coast)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:plant|site|office|conference|course|training|clients?|customers?|meetings?|fair|hospital|clinic|rehab|court|"
    r"funeral|parents?|mother|father|mum|mom|dad|family|leave|lawyers?|audit|factory|headquarters|fieldwork|field|"
    r"hearing|treatment|sick\w*|ill\w*|care|exile|duty|deployment|army|reserve|nursing|burying|sister|brother|work)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:in|on|to|round|around|through|across)\s+(?P<place>{PLACE})")
_AHEAD, _BEHIND, _UNDATED, _HOME = 21, 10, 3, 7  # days


@dataclass(frozen=True, slots=True)
class Coming:
    """What it is, as the reader would hear it ("your driving test"), whether a treat or a trial, and its day."""

    topic: str
    form: str
    day: date | None


def coming(told: str, said_on: date) -> Coming | None:
    """What of their own `told`, said on that day, says is about to happen; None where there is nothing, or no day."""
    if told.rstrip().endswith("?") or _UNSURE.search(told):
        return None
    for pattern in (_SET, _HAVE, _DOING):
        if found := pattern.search(told):
            day = due_date(found["when"], said_on)
            words = re.sub(r"^(?:(?:my|our|the|an?|in)\s+)+", "", found["owned"], flags=re.IGNORECASE)
            return Coming(f"your {words}", form_of_day(words), day) if day else None
    return None


def form_of_day(words: str) -> str:
    """Whether one enjoys such a day ("treat": a wedding, a holiday) or needs luck for it ("trial": a test, a race)."""
    return "treat" if re.search(rf"{_TREAT}$", words, re.IGNORECASE) else "trial"


def is_timely(finding: Finding, said_on: date | None, today: date) -> bool:
    """Whether one speaks of a day of theirs today: before it, or not long after; without a day, only at once."""
    if finding.kind == "home-again":
        return said_on is not None and (today - said_on).days <= _HOME
    if finding.due is None:
        return said_on is not None and (today - said_on).days <= _UNDATED
    return -_BEHIND <= (finding.due - today).days <= _AHEAD


def home_from(told: str) -> str | None:
    """The place of the holiday they say they are back from, "" where none is named; None where it is no holiday."""
    found = _BACK.search(told)
    if not found or re.search(r"\b(?:when|once|until|till|if|after|before)\b", told[: found.start()], re.IGNORECASE):
        return None
    what = found["what"]
    if _WORK.search(told) or not _LEISURE.search(what):
        return None
    place = _PLACE.search(what)
    return place["place"] if place else ""
