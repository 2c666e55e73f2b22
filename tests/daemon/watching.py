"""An account watched step by step: a real mailbox, a clock that a test moves, and a reviewer that goes by words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.clock import Clock
from mailhuman.daemon.desk import Desk, Tools, Wait
from mailhuman.daemon.watch import Watch
from mailhuman.mailbox import connect
from mailhuman.store import Store
from tests.daemon.reviewers import WordReviewer
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.maildir import Maildir

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@dataclass
class Hands:
    """The clocks, as a test moves them."""

    seconds: float = 0.0
    asleep: float = 0.0

    def clock(self) -> Clock:
        return Clock(
            now=lambda: NOON + timedelta(seconds=self.seconds + self.asleep),
            awake=lambda: self.seconds,
            passed=lambda: self.seconds + self.asleep,
        )


@dataclass
class Scene:
    """What a test looks at and moves."""

    account: Account
    store: Store
    mailbox: Maildir
    settings: DaemonSettings = field(default_factory=DaemonSettings)
    hands: Hands = field(default_factory=Hands)
    reviewer: WordReviewer = field(default_factory=WordReviewer)
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    is_held: bool = False
    clock: Clock | None = None
    wait: Wait | None = None

    @classmethod
    def on(cls, server: Dovecot, user: str, store: Store) -> Scene:
        return cls(server.account(user, port=server.port, security="plain"), store, server.maildir(user))

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """A connection with its watch, as after a start of the daemon."""
        tools = Tools(
            self.store.watchbook,
            self.reviewer,
            self.store.history,
            clock=self.clock or self.hands.clock(),
            held=lambda: self.is_held,
        )
        tools = replace(tools, wait=self.wait) if self.wait else tools
        bell = Bell()
        try:
            with connect(self.account, PASSWORD) as session:
                desk = Desk.set_up(session, self.account, self.settings, tools, self._tell)
                yield Watch(desk, bell)
        finally:
            bell.close()

    def after(self, watch: Watch, seconds: float) -> float:
        """Let time pass, and what is due be done."""
        self.hands.seconds += seconds
        return watch.settle()

    def _tell(self, event: str, **words: object) -> None:
        self.told.append((event, words))

    def events(self) -> list[str]:
        return [event for event, _ in self.told]

    def notes(self) -> list[str]:
        """The files of the notes that lie there."""
        return [name for name in self.mailbox.contents() if name.startswith(".MailHuman/")]

    def drafts(self) -> dict[str, bytes]:
        """The drafts as files, with their contents."""
        return {name: raw for name, raw in self.mailbox.contents().items() if name.startswith(".Drafts/")}

    def marks(self) -> list[set[str]]:
        """The keywords of each draft that is there."""
        known = self.mailbox.root / ".Drafts" / "dovecot-keywords"
        listed = known.read_text() if known.exists() else ""
        names = {chr(ord("a") + int(line.split()[0])): line.split()[1] for line in listed.splitlines()}
        flags = (name.rsplit(",", 1)[1] for name in self.drafts())
        return [{names[letter] for letter in each if letter.islower()} for each in flags]
