"""How much of a page can be parsed in good time: deep nesting and unclosed <font> make HTML parsers slow or huge."""

from __future__ import annotations

import re

from mailhuman.message.elements import FORMATTING, NEVER_DEEP

PAGE_LIMIT = 1_000_000
"""Characters of a page that are looked at."""

_MOST_DEPTH = 40_000_000
"""Sum of depths over all elements: looking for open elements costs that many steps (0.1 s, measured)."""
_MOST_REOPENED = 300_000
"""Elements the parser may have to open anew because formatting was never closed (HTML, "active formatting")."""
_MOST_ELEMENTS = 120_000
_MOST_ATTRIBUTES = 400_000
_MOST_OF_ONE = 2_000
"""Attributes of one element: the parser compares each with each (30 s for 140,000, measured)."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,10})[^\s/>]*+")
# exactly what the standard calls an attribute (HTML, "Before attribute name state" and after)
_ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?",
)
_PICTURE = re.compile(r"data:[\w/+.;=-]{1,80};base64,[\w+/=%\s]{200,}+")


def without_pictures(source: str) -> str:
    """Take out pictures that are written into the page itself: they can be larger than any text."""
    return _PICTURE.sub("data:,", source)


def bearable(source: str) -> int:
    """Give how many characters of `source` may be parsed; all of them but for pages made to hurt."""
    depth = formatting = steps = reopened = attributes = 0
    for count, found in enumerate(_TAG.finditer(source, 0, PAGE_LIMIT)):
        name = found[2].lower()
        step = -1 if found[1] else 1
        if name in FORMATTING:
            formatting = max(0, formatting + step)
        elif step > 0:
            reopened += formatting
        if name not in NEVER_DEEP:
            depth = max(0, depth + step)
        steps += depth
        here = _attributes_at(source, found.end())
        attributes += here
        if steps > _MOST_DEPTH or reopened > _MOST_REOPENED or count > _MOST_ELEMENTS:
            return found.start()
        if here >= _MOST_OF_ONE or attributes > _MOST_ATTRIBUTES:
            return found.start()
    return min(len(source), PAGE_LIMIT)


def _attributes_at(source: str, at: int) -> int:
    """Count the attributes of the tag whose name ends at `at`, as far as it matters."""
    for count in range(_MOST_OF_ONE):
        found = _ATTRIBUTE.match(source, at)
        if found is None:
            return count
        at = found.end()
    return _MOST_OF_ONE
