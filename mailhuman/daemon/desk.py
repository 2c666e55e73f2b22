"""What is at hand while one account is watched: its open mailbox, and what the work needs of the world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.annotating import Annotate, Annotations, OnServer
from mailhuman.daemon.clock import Clock
from mailhuman.mailbox import FoundDraft, Session
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.waiting import idle
from mailhuman.model import Remembered, ThreadMessage
from mailhuman.review import Reviewed
from mailhuman.store import Watchbook

Wait = Callable[[Line, float, int], tuple[bytes, ...]]
"""Waits at the open folder for news, at most some seconds, or until a file descriptor can be read."""


class Review(Protocol):
    """Reviews one draft, given with its lineage and the mails before it."""

    def __call__(
        self, found: FoundDraft, lineage: str, thread: Sequence[ThreadMessage], *, account: Account, now: datetime
    ) -> Reviewed:
        """Review it, as of `now`."""


class Tell(Protocol):
    """Is told what was done and what happened: words for a log and a board of states, never of a mail."""

    def __call__(self, event: str, **words: object) -> None:
        """Take note of it."""


def _nobody_is_told(event: str, **words: object) -> None:
    """Take no note."""


def _nothing_to_mend(_session: Session, _now: datetime) -> None:
    """Mend nothing."""


def _wait(line: Line, seconds: float, wake: int) -> tuple[bytes, ...]:
    return idle(line, seconds, wake=wake)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the work needs of the world; tests give their own.

    `held` says whether nothing is to be annotated now; `past` gives what is remembered of earlier suggestions; `mend`
    brings to its end, over a new connection, what was cut short while words were written into a draft.
    """

    book: Watchbook
    review: Review
    past: Callable[[], Sequence[Remembered]] = tuple
    annotate: Annotate = OnServer
    clock: Clock = field(default_factory=Clock)
    wait: Wait = _wait
    held: Callable[[], bool] = bool
    mend: Callable[[Session, datetime], object] = _nothing_to_mend


@dataclass(frozen=True, slots=True)
class Desk:
    """One account at work over one connection."""

    session: Session
    account: Account
    settings: DaemonSettings
    tools: Tools
    tell: Tell
    notes: Annotations
    drafts: Listed
    inbox: Listed
    sent: Listed | None

    @classmethod
    def set_up(
        cls, session: Session, account: Account, settings: DaemonSettings, tools: Tools, tell: Tell = _nobody_is_told
    ) -> Desk:
        """Make ready for work. FolderMissing if there is no folder of drafts."""
        notes = tools.annotate(session, account, settings)
        return cls(session, account, settings, tools, tell, notes, *session.places())

    @property
    def others(self) -> tuple[Listed, ...]:
        """The folders of received and of sent mail, each once and without that of the drafts."""
        found = {each.raw: each for each in (self.inbox, self.sent) if each and each.raw != self.drafts.raw}
        return tuple(found.values())
