"""What somebody says fills their days: leave with a day of return, a season of work, a deadline; while it lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from mailhuman.model import ThreadMessage, words
from mailhuman.touches.finding import Finding
from mailhuman.touches.promises import due_date
from mailhuman.touches.sentences import sentences
from mailhuman.touches.signs import find_sign
from mailhuman.touches.topics import is_safe, plain

_EVENT_OF_THE_TRADE = r"(?:fair|conference|exhibition|festival|congress|trade show)"
_LEAVE = re.compile(
    r"\bI(?:['’]m| am|['’]ll be| will be| shall be) (?:away|off|out|travell?ing|abroad|on (?:annual )?leave|on holiday|"
    rf"on vacation|out of (?:the )?office|at (?:the|an?) (?:[\w-]+ )?{_EVENT_OF_THE_TRADE})\b"
    r"(?P<rest>.*?)\b(?P<end>back|until|till|return(?:ing)?)\b(?P<when>.*)$",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\b(?:I|we)(?:['’]m| am|['’]re| are|['’]ll be| will be) (?:rather |very |quite |a bit |completely |really )?"
    r"(?:snowed under|swamped|flat out|tied up|busy|up to (?:my|our) (?:eyes|ears|necks?|eyeballs)|buried|"
    r"(?:rushed|run) off (?:my|our) feet|marking|invigilating|rehearsing|shooting|filming|recording|touring|"
    r"harvesting|lambing|planting|packing|stocktaking|teaching|on (?:shift|call|nights)|in (?:rehearsals?|the studio|"
    r"the field|the archives?|meetings|workshops|exams|production))\b(?P<rest>(?:(?!\byours?\b)[^.!?])*?)"
    r"\b(?:until|till|through to)\b(?P<when>[^.!?]*)",
    re.IGNORECASE,
)
_IS_ON = re.compile(
    rf"\b(?P<what>(?:the|our) (?:[\w’'-]+ ){{0,2}}?(?:{_EVENT_OF_THE_TRADE}|harvest|audit|inspection|sales?|market|"
    r"stocktake|tour|census|dress rehearsals?|wedding season|christmas rush)) "
    r"(?:is|are) (?:on\b|in full swing|upon us)",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:it(?:['’]s| is)|we(?:['’]re| are) in|in the middle of|busy with|because of|this is|with|until after|"
    r"flat out with)"
    r"\s+(?P<what>(?:the |our )?(?:[a-z-]+ (?=harvest))?"
    r"(?:(?:quarter|year|month)[- ]end|half[- ]year[- ]end|(?:annual |external )?audit|audit week|"
    r"(?:trade|book) fair|exam (?:week|season)|stock-?taking|stock-?take|budget (?:week|round|season)|"
    r"(?:tax|wedding|tourist|high|peak|marking|planting|award|report|conference|festival) season|harvest|inspection|"
    r"(?:christmas|easter|summer) (?:rush|sales?)|enrol?ment(?: week)?|end of term|stocktaking week|"
    r"(?:(?:spring|autumn|winter) )?(?:lambing|calving|shearing|haymaking|sowing|pruning|"
    r"vintage)|(?:dress )?rehearsals|report-writing))"
    r"(?=\s*(?:[.,;:!?–—]|$|this|until|and|so|now|here|on|week)\b|[.,;:!?])",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)(?: got)? (?:an?|our|my) (?P<what>(?:[\w-]+ )?(?:deadline|submission|exam|viva|hearing|"
    r"presentation|board meeting|inspection|audit|launch)) (?P<when>(?:on|by|this|next|tomorrow|at the end)\b.*)$",
    re.IGNORECASE,
)
_NO_LEAVE_TO_SPEAK_OF = re.compile(
    r"\b(?:sick|ill|medical|maternity|paternity|parental|compassionate|bereavement|unpaid|doctor|hospital|carer|treatment|therapy|scans?|funeral|surgery|operation|procedure|tests?|"
    r"clinic|rehab|hearing|court|wake|burial|"
    r"little one|due date|on the way|arrival)\b",
    re.IGNORECASE,
)
_ALL_THE_SAME = re.compile(
    r"\bbut (?:I|we) (?:can|will|could)\b|\bbut still\b|\b(?:reachable|checking (?:my )?e-?mails?|happy to)\b",
    re.IGNORECASE,
)
_FAR = 28  # days: what lies further off is nothing to wait for
_STILL_ON = 4  # days for which a season holds that was told without a day


def loads(message: ThreadMessage, today: date) -> Iterator[Finding]:
    """What in `message` says that its sender has their hands full today; nothing of illness or family."""
    text = message.own_text
    private = _NO_LEAVE_TO_SPEAK_OF.search(text) or find_sign("grave", text) or find_sign("relation", text)
    if message.date is None or private or _ALL_THE_SAME.search(text):
        return
    said_on = message.date.date()
    for span in sentences(text):
        told = plain(span.of(text))
        found = (
            _leave(told, said_on) or _full(told, said_on) or _deadline(told, said_on) or _season(told, said_on, today)
        )
        if found and is_safe(told) and (found[1] is None or 0 < (found[1] - today).days <= _FAR):
            yield Finding("load", words(told), message, MappingProxyType(found[0]), due=found[1])


def _leave(told: str, said_on: date) -> tuple[dict[str, str], date | None] | None:
    found = _LEAVE.search(told)
    day = due_date(found["when"], said_on) if found else None
    if not found or not day:
        return None
    back = "" if found["end"].casefold() in {"until", "till"} else "yes"
    return {"form": "leave", "back": back, "what": ""}, day


def _full(told: str, said_on: date) -> tuple[dict[str, str], date | None] | None:
    found = _FULL.search(told)
    day = due_date(found["when"], said_on) if found else None
    return ({"form": "full", "back": "", "what": ""}, day) if day else None


def _deadline(told: str, said_on: date) -> tuple[dict[str, str], date | None] | None:
    found = _DEADLINE.search(told)
    day = due_date(found["when"], said_on) if found else None
    return ({"form": "deadline", "back": "", "what": found["what"].lower()}, day) if found and day else None


def _season(told: str, said_on: date, today: date) -> tuple[dict[str, str], date | None] | None:
    found = _SEASON.search(told) or _IS_ON.search(told)
    if not found:
        return None
    rest = told[found.end() :]
    this_week = re.match(r"\s*(?:is )?this week\b", rest) and said_on.isocalendar()[:2] == today.isocalendar()[:2]
    if not this_week and (re.search(r"\bnext (?:week|month)\b", rest) or (today - said_on).days > _STILL_ON):
        return None
    return {"form": "season", "back": "", "what": re.sub(r"^our ", "your ", found["what"].lower())}, None
