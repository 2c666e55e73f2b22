"""Promises of the writer's own: "I'll send you the checklist by Tuesday", the thing and the day it falls due."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import FR, SU, relativedelta

_PROMISE = re.compile(
    r"\b(?:you(?:['’]ll| will) (?:have|get|receive) (?P<other>[^.!?;\n]*))|"
    r"\b(?:I|we)(?:['’]ll| will| shall| can| promise to)\s+(?:also |certainly |gladly |try to )?"
    r"(?P<verb>send|get|share|forward|give|let you have|prepare|e-?mail|mail|pass|put together|write up|draft|"
    r"bring|drop(?: off)?|deliver|have|dig out|look up|introduce|post|upload|circulate|finish|find out|"
    r"check(?: with)?|ask|look into|see about|book|order|reserve|arrange|organi[sz]e|sort out)"
    r"\s+(?P<thing>[^.!?;\n]*)",
    re.IGNORECASE,
)
_OWED = re.compile(r"\bowe you\s+(?P<thing>(?:the|an?|my|our|your|that)\s[^.!?;,\n]*)", re.IGNORECASE)
_ANSWERS = frozenset({"check", "check with", "ask", "look into", "see about"})
_DOES = frozenset({"book", "order", "reserve", "arrange", "organise", "organize", "sort out"})
_ABOUT = re.compile(
    r"^.*?\b(?:about|whether there is|whether there are|for)\s+(?=(?:the|an?|your|my|our)\s)", re.IGNORECASE
)
_PRESENT = re.compile(r"^(?:me|us|him|her|it|them|back|up|in|round)\b", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?:by|before|on|no later than|latest|until|at|this|next)?\s*(?:the\s+)?(?P<when>tomorrow|today|tonight|"
    r"(?:in|within) (?:the next |a |the )?(?:few|couple of|two|three) days|(?:in|within) (?:a|the|one) week|"
    r"end of (?:the |this |next )?(?:week|month|day)|(?:this|next)\s+week|"
    r"(?:(?:this|next)\s+)?weekend|(?:next\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"\d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]+|(?!(?:by|before|on|until|than|at|the)\b)[a-z]+\s+\d{1,2}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(r"\b(?:if|unless|provided|assuming|as long as|depending)\b", re.IGNORECASE)
_NO_THING = re.compile(r"^(?:back|up|out|off|round|on|around|through|down|those|these)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:to\s+)?(?:you|them)\s+|^(?:over|across)\s+(?:to you)?\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:\band (?:send|get|let|e-?mail|forward|drop|post|bring|share|pass)\b.*|"
    r"\b(?:over|across)?\s*(?:to|with|for) you\b|"
    r"\b(?:by|before|on|this|next|no later|as soon|when|once|over|in)\b.*)$",
    re.IGNORECASE,
)
_VAGUE = frozenset(
    {"it", "them", "both", "that", "this", "those", "these", "one", "some", "you", "everything", "all", ""}
)
_WANTED = re.compile(
    r"\b(?:could|can|may|might) (?:i|we|you) (?:please )?"
    r"(?:get|have|see|send(?: (?:me|us))?|share(?: with (?:me|us))?|let (?:me|us) have|give (?:me|us)|"
    r"forward(?: (?:me|us))?)\s+(?P<thing>[^.?!;\n]*)|"
    r"\b(?:please|do) (?:send|share|forward|let (?:me|us) have)(?: (?:me|us))?\s+(?P<other>[^.?!;\n]*)",
    re.IGNORECASE,
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_FEW_DAYS = 5  # meant by "in the next few days", with patience
_LONGEST = 9  # words of a thing that may stand in a line


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised ("" where only "it" or "both" was said), the day it falls due, and what kind of thing it is.

    `act` is "give", "answer" (something they would find out) or "do"; `matter` names all that it was about.
    """

    thing: str
    due: date
    act: str = "give"
    matter: str = ""


def promise_in(sentence: str, said_on: date) -> Promise | None:
    """The promise in `sentence`, said on that day; None where there is none, or no day by which it is due."""
    found = _PROMISE.search(sentence)
    if not found or _ON_CONDITION.search(sentence):
        return None
    told = found["thing"] or found["other"]
    due = due_date(told, said_on)
    return _made(sentence, (found["verb"] or "").casefold(), told, due) if due else None


def _made(sentence: str, verb: str, told: str, due: date) -> Promise | None:
    if verb not in _ANSWERS:
        thing = _thing(told) or (_thing(owed["thing"]) if (owed := _OWED.search(sentence)) else "")
        return Promise(thing, due, "do" if verb in _DOES else "give", thing)
    matter = _thing(told)
    if not matter or _PRESENT.match(told):
        return None
    thing = _ABOUT.sub("", matter)
    named = thing if re.match(r"(?:the|your|my|our|an?)\s", thing, re.IGNORECASE) else ""
    return Promise(named, due, "answer", matter)


def object_of(request: str) -> str:
    """What `request` asked for ("the current cap table"); "" where that is not said plainly."""
    found = _WANTED.search(request)
    return _thing(found["thing"] or found["other"] or "") if found else ""


def due_date(told: str, said_on: date) -> date | None:
    """The day meant by "by Tuesday", "before the end of the month", "by 12 March", said on `said_on`."""
    for found in _DUE.finditer(told):
        if due := _day(found["when"].casefold(), said_on):
            return due
    return None


def _day(when: str, said_on: date) -> date | None:
    if when in {"today", "tonight"} or "of day" in when or when.endswith("the day"):
        return said_on
    if when == "tomorrow":
        return said_on + timedelta(days=1)
    return _within(when, said_on) or _named_day(when, said_on)


def _within(when: str, said_on: date) -> date | None:
    """The last day of a stretch of time: a few days, a week, the month."""
    if re.match(r"(?:in|within)\b", when):
        return said_on + timedelta(days=_FEW_DAYS if when.endswith("days") else 7)
    if "month" in when:
        return said_on + relativedelta(months=1 if "next" in when else 0, day=31)
    if when.endswith(("week", "weekend")):
        end = SU(1) if when.endswith("weekend") else FR(1)
        return said_on + relativedelta(weekday=end) + timedelta(days=7 if "next" in when else 0)
    return None


def _named_day(when: str, said_on: date) -> date | None:
    if when.rsplit(maxsplit=1)[-1] in _DAYS:
        ahead = (_DAYS.index(when.rsplit(maxsplit=1)[-1]) - said_on.weekday() - 1) % 7 + 1
        return said_on + timedelta(days=ahead)
    return _dated(when, said_on)


def _dated(when: str, said_on: date) -> date | None:
    numbers = re.findall(r"\d+", when)
    named = [_MONTHS[word] for word in re.findall(r"[a-z]{3,}", when) if word in _MONTHS]
    if not numbers or (not named and not re.search(r"\d(?:st|nd|rd|th)$", when)):
        return None
    try:
        due = date(said_on.year, named[0] if named else said_on.month, int(numbers[0]))
    except ValueError:
        return None
    return due if due >= said_on else due + (relativedelta(years=1) if named else relativedelta(months=1))


def _thing(told: str) -> str:
    words = _TAIL.sub("", _LEAD.sub("", told.strip())).strip(" ,")
    if words.casefold() in _VAGUE or _NO_THING.match(words) or len(words.split()) > _LONGEST:
        return ""
    return words
