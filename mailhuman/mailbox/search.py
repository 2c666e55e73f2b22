"""What is asked of a server's SEARCH: keys with dates and texts, and how they are written on the wire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is looked for; it comes from a mail, so it is quoted whatever it holds."""

    value: str

    @property
    def can_be_asked(self) -> bool:
        """Whether it can stand in a command at all: something, and nothing that would end a line."""
        return bool(self.value.strip()) and self.value.isprintable()


Key = tuple[str | date | Text, ...]


def any_of(keys: Iterable[Key]) -> Key:
    """A key that is met where one of `keys` is (OR takes two, RFC 3501 §6.4.4); empty for none."""
    found: Key = ()
    for key in reversed(list(keys)):
        found = ("OR", *key, *found) if found else key
    return found


def is_ascii(key: Key) -> bool:
    """Whether it can be asked without naming a charset."""
    return all(each.value.isascii() for each in key if isinstance(each, Text))


def in_one_line(key: Key) -> str:
    """Write an ASCII key as one line, each text quoted: IMAPClient itself leaves `(`, `*` and `%` as they are."""
    return " ".join(_written(each) for each in key)


def in_pieces(key: Key) -> list[bytes]:
    """Write a key piece by piece in UTF-8; IMAPClient sends what is not ASCII as literals."""
    return [(each.value if isinstance(each, Text) else _written(each)).encode() for each in key]


def ascii_words(text: str) -> str:
    """The longest run of ASCII in a text, whole words only: what to ask a server that knows no other letters."""
    runs: list[list[str]] = [[]]
    for word in text.split():
        if word.isascii():
            runs[-1].append(word)
        else:
            runs.append([])
    return max((" ".join(run) for run in runs), key=len)


def _written(each: str | date | Text) -> str:
    if isinstance(each, Text):
        return '"' + each.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(each, date):
        return f"{each.day}-{_MONTHS[each.month - 1]}-{each.year}"  # strftime would speak the user's language
    return each
