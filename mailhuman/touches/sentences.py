"""A text as people write mail: its sentences with their places, its greeting, its close and the name under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailhuman.model import Span

_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…]+[\"'”’)]*(?=\s|$)|$)", re.MULTILINE)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|approx|e\.g|i\.e|rev|etc|[A-Z])\.$", re.IGNORECASE)
_GREETING = re.compile(
    r"^[ \t]*(?P<word>hi(?: there)?|hello(?: there)?|hey|dear|good (?:morning|afternoon|evening|day)|morning|afternoon|"
    r"evening|greetings|hej|hallo|hola|bonjour|ciao|salut|buongiorno)\b[ ,]*"
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|St)\.[ ]+)*[^\n,!:;.?–—]{0,40}?)[ \t]*(?P<end>[,!:;.–—]|\s-|$)",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_NAME = re.compile(r"^[ \t]*(?P<name>\w[\w'’.-]*(?: \w[\w'’.-]*){0,2})[ \t]*(?:,|:|!+|\s[-–—])[ \t]*(?=\n|$|\S)")
_EVERYBODY = frozenset(
    {
        "all", "both", "everyone", "everybody", "team", "folks", "colleagues", "there", "guys", "friends", "people",
        "parents", "carers", "teachers", "students", "members", "owners", "residents", "founders", "founder",
        "trustees", "directors", "supporter", "supporters",
        "customer", "customers", "maintainers", "neighbours", "neighbors", "volunteers", "sirs", "ladies", "gentlemen",
    }
)  # fmt: skip
_CLOSE = re.compile(
    r"^[ \t]*(?:(?:kind|best|warm|many|with best|with kind|all my|my)?[ \t]*"
    r"(?:regards|wishes|greetings|love)|best|cheers|thanks(?: again| so much| a lot| in advance)?|many thanks|"
    r"thank you|sincerely(?: yours)?|yours(?: \w+)?|warmly|"
    r"all the best|take care|see you(?: \w+){0,3}|talk soon|saludos|"
    r"gr(?:u|ü)(?:ss|ß)e?|hugs)[ \t]*[,.!]*[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LINE = re.compile(
    r"^[ \t]*[-–—/~]*[ \t]*(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})[ \t]*[,.]?[ \t]*$"
)
_LONGEST_GREETING = 4  # words: more is the first sentence


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a mail opens: the word used ("" where only a name stands), the name, and where both lie."""

    word: str
    name: str
    span: Span
    name_span: Span

    @property
    def to_everybody(self) -> bool:
        """Whether it speaks to a group."""
        return bool({word.casefold() for word in self.name.split()} & _EVERYBODY)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order; a line break ends one, an abbreviation does not."""
    found: list[Span] = []
    glue = False
    for match in _SENTENCE.finditer(text):
        span = Span(match.start(), match.end())
        if glue and found and "\n" not in text[found[-1].end : span.start]:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        glue = bool(_ABBREVIATION.search(match.group()))
    return tuple(found)


def greeting(text: str) -> Greeting | None:
    """How `text` opens, or None; only its first line that is not blank is looked at."""
    start = len(text) - len(text.lstrip())
    line = text[start:].split("\n", 1)[0]
    if found := _GREETING.match(line):
        name = found["name"].strip()
        if len(name.split()) <= _LONGEST_GREETING:
            return _at(start, found, found["word"], name)
    if (found := _BARE_NAME.match(line)) and found["name"][0].isupper():
        return _at(start, found, "", found["name"])
    return None


def _at(start: int, found: re.Match[str], word: str, name: str) -> Greeting:
    where = found.start("name")
    return Greeting(
        word, name, Span(start + found.start(), start + found.end()), Span(start + where, start + where + len(name))
    )


def closes(text: str) -> bool:
    """Whether `text` ends with a set closing ("Kind regards," …) in its last lines."""
    return any(_CLOSE.match(line) for line in text.rstrip().split("\n")[-4:])


def signed_name(text: str) -> str:
    """The name written by hand under `text`; "" where there is none."""
    lines = [line for line in text.strip().split("\n") if line.strip()]
    for line in reversed(lines[1:][-3:]):
        if _CLOSE.match(line):
            continue
        found = _NAME_LINE.match(line)
        return found["name"] if found and found["name"][0].isupper() else ""
    return ""


def body(text: str) -> Span:
    """What stands between greeting and close: the part that does the work."""
    opening = greeting(text)
    start = opening.span.end if opening else 0
    end = len(text.rstrip())
    name = signed_name(text)
    if name and (at := text.rfind(name)) > start:
        end = at
    for match in _CLOSE.finditer(text, min(start, end), end):
        if not text[match.end() : end].strip():
            end = match.start()
            break
    return Span(min(start, end), end)
