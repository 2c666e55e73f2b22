"""Changes of a mail that leave what it says as it is: other names, pronouns, spelling, phrasing, and more of it.

Pure functions of a mail's text and subject; what they change stands in swaps.yaml. The bias table measures with them,
and whoever trains may learn from mails changed so.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from mailhuman.tone.shape import shape_of

_DATA = Path(__file__).resolve().parent / "swaps.yaml"
_TITLES = {"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Sir", "Madam"}
_NOT_NAMES = _TITLES | {
    "All", "Team", "Both", "Everyone", "Everybody", "Folks", "There", "Colleagues", "Again", "Customer",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_OPENING = re.compile(r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)\b", re.IGNORECASE)
_SIGNED = re.compile(r"(?:[-–—*]\s*)?[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][\w'’-]+)){0,2}[,.]?")
_LAST_LINES = 4
_MANS = dict(
    pair.split("=")
    for pair in "he=she him=her his=her himself=herself mr=ms sir=madam he's=she's he'd=she'd he'll=she'll".split()  # noqa: SIM905 - a list of words reads best as a text
)
_WOMANS = dict(
    pair.split("=")
    for pair in "she=he hers=his herself=himself ms=mr mrs=mr madam=sir she's=he's she'd=he'd she'll=he'll".split()  # noqa: SIM905 - as above
)
_PRONOUN = re.compile(r"\b[A-Za-z]+(?:['’][a-z]+)?\b")
_HER = re.compile(r"\bher\b(?=\s+([a-z]+)|)", re.IGNORECASE)
_AFTER_HIM = frozenset(
    """
    a an the to and or but if when that this in on at by for from with as about again back out up off so because i you
    we they he she it is was will would know how what why where who not today tomorrow then before after than
    """.split()  # noqa: SIM905 - as above
)  # a word after "her" that shows it to mean "him"
_TWO = frozenset(
    """
    cheque cheques draught storey practise programme programmes whilst licence licences tyre tyres kerb metre metres
    catalogue
    """.split()  # noqa: SIM905 - as above
)
_ARTICLE = re.compile(r"(?<=[a-z,] )(?:the|a|an) (?=[a-z])")


@dataclass(frozen=True, slots=True)
class People:
    """Names of one group: given and family names."""

    group: str
    given: tuple[str, ...]
    family: tuple[str, ...]


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return found


@cache
def groups() -> tuple[People, ...]:
    """Give the groups of names."""
    return tuple(People(each["group"], tuple(each["given"]), tuple(each["family"])) for each in _data()["names"])


@cache
def spellings() -> Mapping[str, str]:
    """Give the American spelling of each British word."""
    pairs = (pair.split("/") for pair in _data()["spelling"].split())
    return {british: american for british, american in pairs if british != american}


def names_in(text: str) -> tuple[list[str], list[str]]:
    """Give the words that name the reader (in the greeting) and those that name the writer (under the mail)."""
    shape = shape_of(text)
    lines = [line.strip() for line in text.strip().split("\n")]
    first = lines[0]
    opening = first.split(",")[0] if shape.called else (shape.greeting.of(text) if shape.greeting else "")
    opening = _OPENING.sub("", opening)
    reader = [word for word in _WORD.findall(opening) if _is_name(word)]
    signed = next((line for line in reversed(lines[1:][-_LAST_LINES:]) if _SIGNED.fullmatch(line)), "")
    return reader, [word for word in _WORD.findall(signed) if _is_name(word)]


def _is_name(word: str) -> bool:
    return word[0].isupper() and word not in _NOT_NAMES and not word.isupper()


def renamed(text: str, subject: str, people: People) -> tuple[str, str]:
    """Give the mail with writer and reader of another group; unchanged where it names neither."""
    reader, writer = names_in(text)
    turn = zlib.crc32(text.encode("utf-8", "replace"))
    new: dict[str, str] = {}
    for number, words in enumerate((reader, writer)):
        given = people.given[(turn + number) % len(people.given)]
        family = people.family[(turn + number) % len(people.family)]
        titled = number == 0 and any(title in text[:40].split() for title in _TITLES)
        for place, word in enumerate(words):
            new.setdefault(word, family if place or titled else given)
    return _replaced(text, new), _replaced(subject, new)


def _replaced(text: str, new: Mapping[str, str]) -> str:
    if not new:
        return text
    wanted = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(new, key=len, reverse=True))) + r")\b")
    return wanted.sub(lambda found: new[found.group()], text)


def of_women(text: str) -> str:
    """Give the text with he and him turned to she and her."""
    return _PRONOUN.sub(lambda found: _in_case(found.group(), _MANS), text)


def of_men(text: str) -> str:
    """Give the text with she and her turned to he, him and his."""
    plain = _HER.sub(lambda found: _as_written(found.group(), _his_or_him(found[1])), text)
    return _PRONOUN.sub(lambda found: _in_case(found.group(), _WOMANS), plain)


def _his_or_him(after: str | None) -> str:
    return "him" if after is None or after.lower() in _AFTER_HIM else "his"


def american(text: str) -> str:
    """Give the text in American spelling."""
    return _PRONOUN.sub(lambda found: _in_case(found.group(), spellings()), text)


def british(text: str) -> str:
    """Give the text in British spelling, but for words that are two in British (check, program, license)."""
    back = {other: plain for plain, other in spellings().items() if plain not in _TWO}
    return _PRONOUN.sub(lambda found: _in_case(found.group(), back), text)


def curled(text: str) -> str:
    """Give the text with the apostrophes and quotation marks of a word processor."""
    return re.sub(r"(?<!\S)\"", "“", re.sub(r"'", "’", text)).replace('"', "”")


def without_articles(text: str) -> str:
    """Give the text with the articles inside its sentences left out."""
    return _ARTICLE.sub("", text)


def unidiomatic(text: str) -> str:
    """Give the text with turns of phrase a learner of English may use."""
    for plain, other in _data()["phrasing"]:
        text = re.sub(rf"\b{plain}\b", partial(_said_otherwise, other), text, flags=re.IGNORECASE)
    return text


def _said_otherwise(other: str, found: re.Match[str]) -> str:
    return _as_written(found.group(), other)


def longer(text: str) -> str:
    """Give the text with four sentences more about nothing, after its first paragraph of body."""
    parts = text.split("\n\n")
    place = 1 if len(parts) == 1 or not shape_of(text).greeting else 2
    return "\n\n".join([*parts[:place], " ".join(_data()["filler"]), *parts[place:]])


def _in_case(word: str, new: Mapping[str, str]) -> str:
    found = new.get(word.lower().replace("’", "'"))
    return word if found is None else _as_written(word, found)


def _as_written(old: str, new: str) -> str:
    return new.upper() if old.isupper() and len(old) > 1 else new[:1].upper() + new[1:] if old[:1].isupper() else new


_OTHERS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("pronouns", "he to she", of_women),
    ("pronouns", "she to he", of_men),
    ("spelling", "American", american),
    ("spelling", "British", british),
    ("spelling", "curled quotation marks", curled),
    ("phrasing", "no articles", without_articles),
    ("phrasing", "turns of a learner", unidiomatic),
    ("length", "four sentences about nothing", longer),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a mail: its kind (names, pronouns, spelling, phrasing, length), its name, and how it is made."""

    kind: str
    name: str
    make: Callable[[str, str], tuple[str, str]]


def changes() -> Iterator[Change]:
    """Give each change there is; `make` takes text and subject and gives both, unchanged where it finds nothing."""
    for people in groups():
        yield Change("names", people.group, partial(renamed, people=people))
    for kind, name, change in _OTHERS:
        yield Change(kind, name, partial(_of_both, change, subject_too=kind != "length"))


def _of_both(change: Callable[[str], str], text: str, subject: str, *, subject_too: bool) -> tuple[str, str]:
    return change(text), change(subject) if subject_too else subject
