"""Makes text of unknown origin safe to print: what would be invisible or would command a terminal is spelled out."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, format marks (bidi, zero width), surrogates, separators
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # fillers: letters by their class, empty to the eye
_JOINER = "\u200d"
_PICTURES = frozenset({"So", "Sk"})  # pictures and their skin tones
_MOST_MARKS = 4  # accents upon one letter; more of them climb over the lines above
_TAB = "    "


def visible(text: str) -> str:
    r"""Give `text` with every control, bidi or zero-width character written as <U+202E>; newlines stay newlines.

    A tab becomes four spaces, \r\n one newline. The joiner inside a picture made of several stays as it is.
    """
    plain = text.replace("\r\n", "\n")
    if plain.isascii() and plain.replace("\n", "").isprintable():
        return plain
    return "".join(_shown(plain, place) for place in range(len(plain)))


def on_one_line(text: str) -> str:
    """Give `text` as `visible` does, with every run of white space as one space."""
    return " ".join(visible(text).split())


def _shown(text: str, place: int) -> str:
    character = text[place]
    if character == "\n" or (character.isascii() and character.isprintable()):
        return character
    if character == "\t":
        return _TAB
    if character == _JOINER and _joins_pictures(text, place):
        return character
    hidden = unicodedata.category(character) in _HIDDEN or character in _BLANK_LETTERS
    return f"<U+{ord(character):04X}>" if hidden or _is_pile(text, place) else character


def _joins_pictures(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place].rstrip("\ufe0f")[-1:]
    after = text[place + 1 : place + 2]
    return bool(before and after) and {unicodedata.category(before), unicodedata.category(after)} <= _PICTURES


def _is_pile(text: str, place: int) -> bool:
    """Whether this accent stands upon so many others that they would cover other lines."""
    stack = text[max(0, place - _MOST_MARKS) : place + 1]
    return len(stack) > _MOST_MARKS and all(unicodedata.category(mark) in {"Mn", "Me"} for mark in stack)
