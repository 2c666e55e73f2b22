"""What one message of the other side's tells, sentence by sentence, that a person would take up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from mailhuman.model import ThreadMessage, words
from mailhuman.touches.coming import coming, form_of_day, home_from
from mailhuman.touches.deeds import deed_in, turned_round
from mailhuman.touches.favours import is_favour
from mailhuman.touches.finding import Finding, FindingKind
from mailhuman.touches.losses import whom_lost
from mailhuman.touches.news import News, is_background, news_in
from mailhuman.touches.promises import due_date
from mailhuman.touches.proper import NAME
from mailhuman.touches.sentences import body, sentences
from mailhuman.touches.signs import find_sign, words_of
from mailhuman.touches.topics import is_safe, plain
from mailhuman.touches.unreal import is_no_joy, is_no_news

_ABOUT_YOU = re.compile(r"\b(?:you|your|yours)\b|\bhow (?:was|is|are|were|did)\b|\bdid (?:the|your)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:how (?:was|were|is|are|did)|did you (?:enjoy|have)|have you (?:been|had)|"
    r"are you (?:over|back from|enjoying))"
    r"\s+(?:you(?:'re|’re)? )?(?P<topic>[^?.!,;]{3,40}?)"
    r"(?:\s*(?:go|going|doing|getting on|by the way|then|so far|now|these days|lately|in the end))*\s*[?,]",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:did|has|have|is|are|was|were) (?P<topic>your (?:[\w’'-]+ ){0,2}?{relation})\b[^?]*\?".replace(
        "{relation}", words_of("relation")
    ),
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\bhop(?:e|ing) (?P<topic>(?:the|your) (?:[\w’'-]+ ){0,2}?[\w’'-]+) "
    r"(?:was|were|went|is going|are going|has been)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+(?:like|enjoy|find|take to|cope|manage|sleep|settle|get|do)\b.*$", re.IGNORECASE)
_NO_TOPIC = frozenset({"you", "me", "things", "it", "that", "this", "everything", "we", "life"})
_THEIRS = re.compile(
    r"\b(?:my|our)\s+(?P<topic>(?:[\w’'-]+\s+){0,2}?(?:wedding|birthday|graduation|christening|honeymoon|holidays?|"
    r"vacation|marathon|race|concert|exhibition|recital|anniversary|party|reunion))\b",
    re.IGNORECASE,
)
_NEWS_OF = re.compile(
    rf"(?:^|\.\s+|P\.?S\.?:?\s+|[-–—]\s*)(?P<name>{NAME})\s+(?:just |has |finally )*"
    r"(?=got|was|has|passed|won|said|graduated|came|made|finished)"
)
_NOT_A_NAME = frozenset({"We", "I", "It", "He", "She", "They", "The", "My", "Our", "This", "That", "What", "P.S", "PS"})
_WORKS = re.compile(r"\b(?:novel|chapter|film|movie|scene|episode)\b", re.IGNORECASE)
_SOCIAL = frozenset(
    {"question", "good-news", "going-away", "home-again"}
)  # not taken from a mail that also speaks to a program
_LONGEST = 60  # words: what runs on longer is no sentence of a person's


def noticed(message: ThreadMessage) -> Iterator[Finding]:
    """Everything in `message` that a reader would take up; orders to software and what hides markup are no news."""
    text = message.own_text
    if find_sign("robot", text):
        return
    begins = body(text).start
    driven = any(gives_orders(part) for part in text.split("\n\n"))
    for span in sentences(text):
        told = plain(text[max(span.start, begins) if begins < span.end else span.start : span.end])
        if is_safe(told) and len(told.split()) <= _LONGEST and not gives_orders(_paragraph(text, span.start)):
            found = _told(told, message, inside=begins < span.end)
            yield from (each for each in found if not (driven and each.kind in _SOCIAL))


def gives_orders(paragraph: str) -> bool:
    """Whether `paragraph` speaks to a program, not to a person."""
    return find_sign("orders-to-software", " ".join(paragraph.split())) is not None


def _paragraph(text: str, at: int) -> str:
    start = text.rfind("\n\n", 0, at) + 1
    end = text.find("\n\n", at)
    return text[start : end if end >= 0 else len(text)]


def _told(told: str, message: ThreadMessage, *, inside: bool) -> Iterator[Finding]:
    def finding(kind: FindingKind, **fill: str) -> Finding:
        return Finding(kind, words(told), message, MappingProxyType(fill))

    if find_sign("loss", told):
        yield from () if _is_unreal(told, message) else [finding("loss", whom=whom_lost(told))]
    elif find_sign("grave", told) or not inside:
        return
    elif news := _news(told, message):
        yield finding("good-news", name=news.whose, on=news.on, news=news.kind)
    else:
        if deed := _deed(told, message):
            yield finding("deed", deed=deed)
        yield from _social(told, message)


def _social(told: str, message: ThreadMessage) -> Iterator[Finding]:
    """A question about the writer's own, or what is new, ahead or just behind with the sender."""
    if topic := _asked(told) if told.rstrip().endswith("?") else _hoped(told):
        yield Finding("question", words(told), message, MappingProxyType({"topic": topic}))
    elif told.rstrip().endswith("?"):
        yield from _behind(told, message)
    elif _is_good_news(told, message):
        fill = MappingProxyType({"name": _news_of(told), "on": "", "news": ""})
        yield Finding("good-news", words(told), message, fill)
    else:
        yield from _ahead_or_behind(told, message)


def _is_unreal(told: str, message: ThreadMessage) -> bool:
    return is_no_news(told, message.date.year if message.date else None)


def _news(told: str, message: ThreadMessage) -> News | None:
    """The good news in `told`, where the whole mail bears it; a novel of theirs is news, one they speak of is none."""
    news = None if is_no_joy(told, message.own_text) else news_in(told)
    rest = _WORKS.sub("book", told) if news and news.kind == "publication" else told
    return None if _is_unreal(rest, message) else news


def _ahead_or_behind(told: str, message: ThreadMessage) -> Iterator[Finding]:
    """Something of theirs that is about to happen, or a holiday they are back from."""
    said_on = message.date.date() if message.date else None
    if said_on and (ahead := coming(told, said_on)):
        fill = MappingProxyType({"topic": ahead.topic, "form": ahead.form})
        yield Finding("going-away", words(told), message, fill, due=ahead.day)
    elif find_sign("going-away", told) and (theirs := _THEIRS.search(told)):
        fill = MappingProxyType({"topic": f"your {theirs['topic']}", "form": form_of_day(theirs["topic"])})
        yield Finding("going-away", words(told), message, fill, due=due_date(told, said_on) if said_on else None)
    else:
        yield from _behind(told, message)


def _behind(told: str, message: ThreadMessage) -> Iterator[Finding]:
    if (place := home_from(told)) is not None:
        yield Finding("home-again", words(told), message, MappingProxyType({"place": place}))


def _deed(told: str, message: ThreadMessage) -> str:
    """What they did for the writer; "" in a mail that holds it against them."""
    return "" if find_sign("grudge", message.own_text) else deed_in(told, is_favour)


def _asked(told: str) -> str:
    """What of the writer's life a question asks about ("half-term in Cornwall"); "" for a question about the work."""
    personal = find_sign("personal", told) or find_sign("small-talk", told)
    found = (_ASKED.search(told) or _DID.search(told)) if personal and _ABOUT_YOU.search(told) else None
    told_of = _VERB.sub("", found["topic"].strip()) if found else ""
    topic = turned_round(re.sub(r"^an? (?:nice |good |great |lovely |relaxing |pleasant )*", "your ", told_of))
    return "" if topic.casefold() in _NO_TOPIC else topic


def _hoped(told: str) -> str:
    """What of the writer's life somebody hopes went well, which asks after it as a question does; "" for the work."""
    found = _HOPED.search(told) if find_sign("personal", told) else None
    return turned_round(found["topic"]) if found else ""


def _is_good_news(told: str, message: ThreadMessage) -> bool:
    joy = find_sign("personal-news", told) or (find_sign("personal", told) and find_sign("good-news", told))
    if not joy or find_sign("sour", told) or is_background(told, joy.start):
        return False
    return not _is_unreal(told, message) and not is_no_joy(told, message.own_text)


def _news_of(told: str) -> str:
    found = _NEWS_OF.search(told)
    return "" if not found or found["name"] in _NOT_A_NAME else found["name"]
