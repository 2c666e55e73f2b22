"""Finishes what was cut short in an account, over a mailbox that is open: for a command or a daemon that begins."""

from __future__ import annotations

from datetime import datetime

from mailhuman.mailbox import Session
from mailhuman.writing.back import Place, resume_all
from mailhuman.writing.journal import Journal
from mailhuman.writing.operation import Operation
from mailhuman.writing.server import OnServer


def finish(session: Session, now: datetime, journal: Journal | None = None) -> tuple[Operation, ...]:
    """Bring to its end what was cut short in this account; how it ended. Where nothing was, the server is not asked.

    Afterwards the folder of drafts is open. MailboxError, JournalError as for `resume_all`.
    """
    journal = journal or Journal()
    journal.prune(now)
    if not journal.unfinished():
        return ()
    drafts = OnServer(session)
    return resume_all(drafts, journal, Place(session.line.account.name, drafts.folder.name), now)
