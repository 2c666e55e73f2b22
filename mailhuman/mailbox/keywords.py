"""The marks a draft carries on the server: one keyword of ours at most, and at Gmail the label that its own pages show.

A keyword changes nothing of a draft but its flags, and a client's next save drops it. It is set only where the server
says it keeps it, and never where marking is known to copy or rewrite drafts.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import Enum

from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.pen import Pen
from mailhuman.mailbox.search import Key, Text
from mailhuman.mailbox.session import Session

GMAIL = "X-GM-EXT-1"
_HARMFUL = (b"davmail", b"exchange")
"""Words of a greeting: behind DavMail a mark on a draft made a second, mangled draft; Exchange keeps no keywords."""


class Mark(Enum):
    """What is to be told of a draft at a glance: it was read; there is a suggestion; there is a warning."""

    SEEN = "Seen"
    HINT = "Hint"
    WARN = "Warn"

    @property
    def keyword(self) -> str:
        """Its name as a keyword."""
        return f"$MailHuman{self.value}"

    @property
    def label(self) -> str:
        """Its name as a label at Gmail; "" for what was read only, which nobody needs to see there."""
        return "" if self is Mark.SEEN else f"MailHuman/{self.value}"


def mark(line: Line, folder: Listed, uid: int, wanted: Mark | None, *, uidvalidity: int) -> bool:
    """Leave exactly the mark `wanted` (None: no mark) of ours on a draft; whether the server can keep it.

    The folder is left open for changing. False, and nothing done, where marks could harm drafts, the folder was made
    anew (`uidvalidity`), or the draft is gone or deleted. CommandRefused, ServerGone as the server may have it.
    """
    pen = Pen(line)
    opened = pen.select(folder)
    if opened.uidvalidity != uidvalidity or harms_drafts(line):
        return False
    flags = _flags(line, uid)
    if flags is None or "\\deleted" in flags:
        return False
    keeps = wanted is None or _keeps(opened.permanent, wanted)
    old = [each.keyword for each in Mark if each is not wanted and each.keyword.lower() in flags]
    pen.flag([uid], remove=old)
    if wanted and keeps and wanted.keyword.lower() not in flags:
        pen.flag([uid], add=[wanted.keyword])
    labelled = GMAIL in line.capabilities() and _label(pen, uid, wanted)
    return keeps or labelled


def unmark_all(session: Session) -> int:
    """Take every mark of ours from the folder of drafts, and the labels with them; how many marks were taken."""
    line = session.line
    if harms_drafts(line):
        return 0
    pen = Pen(line)
    permanent = pen.select(session.places()[0]).permanent
    taken = 0
    for each in Mark:
        if _keeps(permanent, each):
            found = _search(line, ("KEYWORD", each.keyword))
            pen.flag(found, remove=[each.keyword])
            taken += len(found)
    return taken + (_unlabel_all(pen) if GMAIL in line.capabilities() else 0)


def harms_drafts(line: Line) -> bool:
    """Whether this server is one of those where a mark on a draft can copy or rewrite it."""
    with line.asking("greet us") as client:
        greeting = bytes(client.welcome or b"").lower()
    return any(word in greeting for word in _HARMFUL)


def _keeps(permanent: Iterable[str], wanted: Mark) -> bool:
    return not {"\\*", wanted.keyword.lower()}.isdisjoint(permanent)


def _flags(line: Line, uid: int) -> frozenset[str] | None:
    """The flags of a message in lower case; None where it is gone."""
    found = (line.fetch([uid], ("FLAGS",)).get(uid) or {}).get(b"FLAGS")
    if not isinstance(found, (tuple, list)):
        return None
    return frozenset(bytes(each).decode("ascii", "replace").lower() for each in found)


def _search(line: Line, key: Key) -> tuple[int, ...]:
    """The messages that meet `key`; none where the server cannot search so."""
    with suppress(CommandRefused):
        return line.search(key)
    return ()


def _label(pen: Pen, uid: int, wanted: Mark | None) -> bool:
    """Leave only the label of `wanted` on a draft; whether it was taken."""
    try:
        pen.label([uid], remove=[each.label for each in Mark if each.label and each is not wanted])
        if wanted and wanted.label:
            pen.label([uid], add=[wanted.label])
    except CommandRefused:
        return False
    return True


def _unlabel_all(pen: Pen) -> int:
    """Take the labels from drafts, and away altogether where nothing else bears them (they are folders too)."""
    taken = 0
    labels = [each.label for each in Mark if each.label]
    for label in labels:
        if found := _search(pen.line, ("X-GM-LABELS", Text(label))):
            pen.label(found, remove=[label])
            taken += len(found)
    for folder in pen.line.list_folders():
        if folder.name in labels and pen.line.examine(folder).exists == 0:
            pen.delete(folder)
    return taken
