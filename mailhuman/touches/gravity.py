"""Whether a text is grave, or of people rather than things: then nothing light is said beside it.

Words are looked up by their stems in grave_words.txt, which training/grave_words.py makes from WordNet; so what nobody
thought of writing into signs.yaml is heard as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mailhuman.touches.signs import find_sign

_FILE = Path(__file__).with_name("grave_words.txt")
_WORD = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]{3,})(?![\w-])")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ied", "y"))
_STARTS = re.compile(r"(?:^|[.!?:\n]\s*)$")
_SHORTEST = 3


def grave_word(text: str, *, mild: bool = True) -> str:
    """The first grave word of `text`, "" where there is none; without `mild` words of fear and sadness do not count."""
    grave, light = _listed()
    for found in _WORD.finditer(text):
        word = found["word"]
        if word[0].isupper() and not word.isupper() and _is_a_name(text, found):
            continue
        if any(stem in grave or (mild and stem in light) for stem in _stems(word.casefold())):
            return word
    return ""


def _is_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word with a capital is a name: inside a sentence, or where one is spoken to or signs."""
    return not _STARTS.search(text[: found.start()]) or text[found.end() : found.end() + 1] in {",", "\n", ""}


def is_of_people(text: str) -> bool:
    """Whether `text` speaks of somebody, and not of things alone: of him, her, a parent, nobody, a crew."""
    return find_sign("people", text) is not None


def is_of_the_reader(text: str) -> bool:
    """Whether `text` says something of its reader: what they are, must or did; requests and courtesies do not."""
    return find_sign("of-the-reader", text) is not None


def is_uneasy(text: str) -> bool:
    """Whether a note tells of what is not, is no more, is grave, or may well have gone wrong."""
    return bool(find_sign("denial", text) or find_sign("uneasy", text) or grave_word(text, mild=False))


def _stems(word: str) -> Iterator[str]:
    """The words `word` may be a form of (as WordNet's own rules have it), itself first."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word[: -len(ending)] + instead
            yield stem
            if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    mild = frozenset(line[1:] for line in lines if line.startswith("~"))
    return frozenset(line for line in lines if not line.startswith("~")), mild
