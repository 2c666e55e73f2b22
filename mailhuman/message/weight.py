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

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,10})")


def bearable(source: str) -> int:
    """Give how many characters of `source` may be parsed; all of them but for pages made to hurt."""
    depth = formatting = steps = reopened = 0
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
        if steps > _MOST_DEPTH or reopened > _MOST_REOPENED or count > _MOST_ELEMENTS:
            return found.start()
    return min(len(source), PAGE_LIMIT)
