"""How the exchange goes: mails that fly, people who are short by habit, formal terms, a first contact."""

from __future__ import annotations

import re
from datetime import timedelta

from mailhuman.model import ThreadMessage
from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.sentences import body, greeting
from mailhuman.touches.signs import find_sign

_FAST = timedelta(hours=2)
_FAST_MAILS = 3
_TERSE = 15  # words: a line or so
_SMALL_TALK_MAILS = 5
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Herr|Frau|Madame|Monsieur|Sir|Madam)\b\.?", re.IGNORECASE
)


@asked_once
def is_fast(about: Circumstances) -> bool:
    """Whether mails fly: three or more within two hours, or a terse line answered at once."""
    moments = [each.date for each in about.situation.thread if each.date]
    now = about.situation.now
    near = [moment for moment in moments if timedelta(0) <= now - moment <= _FAST]
    if len(near) >= _FAST_MAILS:
        return True
    last = about.last_theirs
    return bool(last and last.date and now - last.date <= _FAST and _words(last) <= _TERSE and draft_is_terse(about))


@asked_once
def is_terse_by_habit(about: Circumstances) -> bool:
    """Whether the reader's last three mails or more are none longer than a line or so, and the draft is short."""
    lengths = [_words(each) for each in about.theirs[-3:]]
    return len(lengths) >= _FAST_MAILS and max(lengths) <= _TERSE and draft_is_terse(about)


def draft_is_terse(about: Circumstances) -> bool:
    """Whether what stands between greeting and close of the draft is a line or so."""
    return len(body(about.own).of(about.own).split()) <= _TERSE


def _words(message: ThreadMessage) -> int:
    return len(body(message.own_text).of(message.own_text).split())


@asked_once
def is_formal(about: Circumstances) -> bool:
    """Whether both sides use titles, or the reader in five mails and more never a friendly word."""
    ours = about.greeting.span.of(about.own) if about.greeting else ""
    last = about.last_theirs
    opening = greeting(last.own_text) if last else None
    theirs = opening.span.of(last.own_text) if last and opening else ""
    if _TITLED.search(ours) and (not last or _TITLED.search(theirs)):
        return True
    return len(about.theirs) >= _SMALL_TALK_MAILS and not any(
        find_sign("small-talk", each.own_text) or find_sign("personal", each.own_text) for each in about.theirs
    )


@asked_once
def are_strangers(about: Circumstances) -> bool:
    """Whether this is a first contact: no card, and nothing ever exchanged."""
    return about.contact is None and not about.theirs and not about.mine
