"""Who writes of being back after an illness, or nearly back: the day alone, never what it was."""

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

_BACK = re.compile(
    r"(?<!when )(?<!till )(?<!until )(?<!once )(?<!if )(?<!before )(?<!that )\b"
    r"(?:I(?:['’]m| am|['’]ll be| will be| shall be)|and am) (?:now |finally |nearly |almost )?back\b"
    r"(?!,? (?:in|on|at|to) (?:the )?(?:hospital|ward|bed|treatment|chemo\w*|clinic|medication|square one|zero))"
    r"(?! from (?!(?:sick|medical|hospital|my (?:operation|surgery))))"
    r"(?P<rest>[^.!?;\n]*)",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 7, 14  # days around the return within which one speaks of it


def recoveries(message: ThreadMessage, today: date) -> Iterator[Finding]:
    """The return from an illness that the sender of `message` tells of themselves; nothing of anybody of theirs."""
    text = message.own_text
    if message.date is None or not find_sign("was-ill", text) or find_sign("relation", text):
        return
    for span in sentences(text):
        told = plain(span.of(text))
        if (found := _BACK.search(told)) and is_safe(told) and not find_sign("relapse", text):
            said_on = message.date.date()
            day = due_date(found["rest"], said_on) or said_on
            if -_BEFORE <= (today - day).days <= _AFTER:
                fill = MappingProxyType({"back": "yes" if day <= today else ""})
                yield Finding("recovered", words(told), message, fill)
                return
