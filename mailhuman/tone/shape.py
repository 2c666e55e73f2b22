"""The shape of a mail: where it greets, where it closes, and which lines at its end are a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailhuman.model import Span

_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening"
    r"|salaam|namaste|ciao|hola|bonjour|hallo)\b"
    r"(?P<whom>(?:[ ]+(?:Mr|Mrs|Ms|Dr|Prof|Messrs|Sr|Fr|St)\.)?[^\n,.!?:;–—]{0,60})",
    re.IGNORECASE,
)
_CALLED = re.compile(r"[^\W\d_][^\n,:!?–—]{0,40}(?=[,:–—!]|\s+-|\n|$)")
_NOBODY = frozenset(
    {
        "all", "everyone", "everybody", "team", "folks", "there", "guys", "sir", "madam", "colleagues", "both", "gents",
        "ladies", "again", "sirs", "customer", "customers", "client", "clients", "applicant", "applicants", "passenger",
        "guest", "neighbour", "neighbor", "neighbours", "colleague", "member", "members", "candidate", "candidates",
        "bidder", "bidders", "parent", "parents", "resident", "residents", "tenant", "tenants", "student", "students",
        "supplier", "partner", "user", "friends", "contractor", "contractors", "policyholder", "shareholder",
        "shareholders", "committee", "staff",
    }
)  # fmt: skip
_CLOSING = re.compile(
    r"(?:(?:with|in)\s+)?(?:(?:kind|best|warm|warmest|kindest|many|friendly|very best|all my|all the)\s+)?"
    r"(?:regards|best|wishes|thanks|thank you|many thanks|thx|tx|cheers|sincerely|yours|respectfully|love(?! to)"
    r"|greetings|rgds|warmly|cordially|thanks again|take care|talk soon|see you|later|ciao)\b[^\n.?:]{0,24}[,.!]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-_=*]{2,}\s*|\s*sent from my .*", re.IGNORECASE)
_CONTACT = re.compile(r"@|www\.|https?:|\+?\d[\d ()./-]{6,}\d|\b(?:tel|fax|phone|mobile)\b", re.IGNORECASE)
_NAME = re.compile(r"\s*[-–—]?\s*[^\W\d_][\w.'’&-]*(?:[ ,]+[^\W\d_][\w.'’&-]*){0,4}[ ,]*\s*")
_MOST_NAME_WORDS = 3
_MOST_TAIL = 10
_MOST_CONTACT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """Spans of the text: the greeting and the closing where there is one; the words that say something; the tail.

    `named` is whether the greeting names the reader, `called` whether the mail opens with nothing but a name.
    """

    greeting: Span | None
    named: bool
    called: bool
    body: Span
    closing: Span | None
    signed: bool


def shape_of(text: str) -> Shape:
    """Find greeting, body, closing and signature of `text`."""
    start = len(text) - len(text.lstrip())
    greeting, named, called = _greeting(text, start)
    lines = _lines(text)
    tail = _tail_start(text, lines, greeting.end if greeting else start)
    closing = next((line for line in lines if line.start >= tail and _CLOSING.match(line.of(text).strip())), None)
    signed = any(line.start >= tail and _is_name(line.of(text)) for line in lines)
    begin = min(greeting.end if greeting else start, tail)
    return Shape(
        None if called else greeting, named, called, Span(begin, max(begin, tail)), _trimmed(text, closing), signed
    )


def _greeting(text: str, start: int) -> tuple[Span | None, bool, bool]:
    found = _GREETING.match(text, start)
    if found and len(found["whom"].split()) <= _MOST_NAME_WORDS + 1:
        whom = [word for word in found["whom"].split() if word.lower() not in _NOBODY]
        end = start + len(text[start : found.end()].rstrip())
        return Span(start, end), any(word[0].isupper() or text.islower() for word in whom), False
    called = _CALLED.match(text, start)
    if called and len(called.group().split()) <= _MOST_NAME_WORDS and _proper(called.group(), text, called.end()):
        return Span(start, called.end()), False, True
    return None, False, False


def _proper(words: str, text: str, end: int) -> bool:
    """Whether an opening is somebody's name: capitals, a comma or a line end after it, and more text to come."""
    return (
        all(word[0].isupper() for word in words.split())
        and text[end : end + 1] in {",", "\n", ":"}
        and (text[end + 1 :].strip() != "")
    )


def _lines(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _tail_start(text: str, lines: list[Span], after: int) -> int:
    """Where closing and signature begin: the last closing line near the end, else names and numbers under the text."""
    near = [line for line in lines if line.start >= after][1:][-_MOST_TAIL:]
    for line in near:
        if _CLOSING.fullmatch(line.of(text).strip()) or _RULE.fullmatch(line.of(text)):
            return line.start
    tail = len(text)
    for line in reversed(near):
        written = line.of(text)
        if not (_is_name(written) or _is_contact(written)):
            break
        tail = line.start
    return tail


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and _NAME.fullmatch(line[:80]) is not None
        and (words[0][0].isupper() or len(words) == 1)
        and words[-1][-1] not in "?!"
    )


def _is_contact(line: str) -> bool:
    return len(line.split()) <= _MOST_CONTACT_WORDS and _CONTACT.search(line[:200]) is not None


def _trimmed(text: str, line: Span | None) -> Span | None:
    if line is None:
        return None
    found = _CLOSING.match(text, line.start + len(line.of(text)) - len(line.of(text).lstrip()))
    return Span(found.start(), found.start() + len(found.group().rstrip())) if found else None
