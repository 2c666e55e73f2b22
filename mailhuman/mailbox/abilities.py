"""What a server can do for the daemon: keep marks on drafts, tell of changes by itself, change one message alone."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.mailbox.keywords import Mark, harms_drafts
from mailhuman.mailbox.pen import Pen
from mailhuman.mailbox.session import Session


@dataclass(frozen=True, slots=True)
class Abilities:
    """One server. `keeps_marks` is about the folder of drafts; `harms_drafts` is true where a mark can copy a draft."""

    keeps_marks: bool
    harms_drafts: bool
    idle: bool
    notify: bool
    uidplus: bool
    condstore: bool


def abilities(session: Session) -> Abilities:
    """Ask the server. The folder of drafts is opened as for changing, since flags are told only then; nothing changes.

    FolderMissing, CommandRefused or ServerGone as the server may have it.
    """
    line = session.line
    known = line.capabilities()
    drafts = session.places()[0]
    permanent = Pen(line).select(drafts).permanent
    line.examine(drafts)
    return Abilities(
        "\\*" in permanent or all(each.keyword.lower() in permanent for each in Mark),
        harms_drafts(line),
        "IDLE" in known,
        "NOTIFY" in known,
        not {"UIDPLUS", "IMAP4REV2"}.isdisjoint(known),
        not {"CONDSTORE", "QRESYNC"}.isdisjoint(known),
    )
