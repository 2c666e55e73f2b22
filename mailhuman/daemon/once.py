"""One look at one account: everything that is due is done, and nobody waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.desk import Desk, Tools
from mailhuman.daemon.watch import Watch
from mailhuman.mailbox import Session

Enter = Callable[[Account], Session]
"""Connects and logs in."""


@dataclass
class Done:
    """What one look came to: how many drafts lie there, and what was done how often."""

    account: str
    drafts: int = 0
    reviewed: int = 0
    noted: int = 0
    ended: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def tell(self, event: str, **words: object) -> None:
        """Count what is told."""
        if event == "reviewed":
            self.reviewed += 1
            self.noted += bool(words.get("note"))
        elif event == "ended":
            self.ended += int(str(words["sent"])) + int(str(words["deleted"]))
        elif event in {"failed", "no note"}:
            self.failures[type(words.get("error")).__name__] += 1


def look_once(account: Account, settings: DaemonSettings, tools: Tools, enter: Enter) -> Done:
    """Review what is new among the drafts of an account, without a rest, and end what is over.

    MailboxError or SecretError where it cannot be read.
    """
    done, bell = Done(account.name), Bell()
    try:
        with enter(account) as session:
            desk = Desk.set_up(session, account, replace(settings, rest=0.0), tools, done.tell)
            watch = Watch(desk, bell, grace=0.0, settle=0.0)
            watch.settle()
            done.drafts = watch.drafts
    finally:
        bell.close()
    return done
