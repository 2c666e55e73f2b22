"""Where a draft on a server is not written into: what the server is like, and what the draft is like just now."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailhuman.mailbox.pen import Whole
from mailhuman.writing.change import Refused
from mailhuman.writing.server import Manner

RESTED = timedelta(minutes=10)
"""Twice as long as any client waits before it saves a draft that is open."""
GONE = Refused("the draft that was reviewed is no longer there", "run the review again")
_UNGUARDED = Refused("this server cannot replace a draft so that another program's change is noticed in time")
_GMAIL = "X-GM-EXT-1"
_HARMFUL = {
    b"exchange": "Exchange writes every mail it is given anew",
    b"davmail": "DavMail makes a second, mangled draft where one is changed",
    b"proton": "Proton Mail Bridge writes every mail it is given anew",
    b"gluon": "Proton Mail Bridge writes every mail it is given anew",
}
"""By a word of the greeting."""


def gate(manner: Manner) -> Refused | None:
    """Why drafts on this server are not written into; None where it can be done so that none is ever lost."""
    if _GMAIL in manner.abilities:
        return Refused("Gmail keeps versions of a draft by itself, and another program's copy would stand beside them")
    for word, why in _HARMFUL.items():
        if word in manner.greeting:
            return Refused(why)
    exact = manner.abilities & {"UIDPLUS", "IMAP4REV2"}
    return None if manner.replaces or (exact and "CONDSTORE" in manner.abilities) else _UNGUARDED


def is_unguarded(manner: Manner, whole: Whole) -> Refused | None:
    """As `gate`, where the server keeps no count of changes for this very folder."""
    return None if manner.replaces or whole.modseq else _UNGUARDED


def is_marked(whole: Whole) -> bool:
    """Whether it is marked as deleted, and so no draft any more."""
    return b"\\deleted" in {flag.lower() for flag in whole.flags}


def has_rested(whole: Whole, now: datetime) -> bool:
    """Whether it was saved long enough ago that no mail program can still be about to save it again by itself."""
    return whole.date is not None and whole.date.tzinfo is not None and now - whole.date >= RESTED
