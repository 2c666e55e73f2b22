"""The daemon as one process: all accounts, its signals, its states, until it is told to end."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from mailhuman import __version__
from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.board import Board, write_status
from mailhuman.daemon.clock import Clock
from mailhuman.daemon.fleet import Fleet, MakeKeeper
from mailhuman.daemon.holding import Pause, held, next_turn, paused
from mailhuman.daemon.log import Log
from mailhuman.daemon.supervisor import Supervisor
from mailhuman.errors import MailhumanError

STATUS = "daemon.json"
_LEAVE = 1.5
"""Seconds the accounts get to take leave; whoever sent SIGTERM waits for two."""
_HOUR = 3600.0
_TOO_OFTEN = frozenset({"settled", "sweep"})
"""What happens every few minutes and is no news."""
_BREATH = 1.0
"""The least time between two writings of the states."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the configuration wants: the accounts to watch, and how."""

    accounts: Sequence[Account]
    settings: DaemonSettings


class Daemon:
    """Watches all accounts; made and run by the main thread, for signals come to that alone.

    `load` reads the configuration anew; `renew` is called before it, so that rules and the like are read anew too.
    """

    def __init__(  # noqa: PLR0913 - all the world comes in as arguments
        self,
        load: Callable[[], Wanted],
        make: Callable[[Daemon], MakeKeeper],
        folder: Path,
        *,
        log: Log,
        renew: Callable[[], None] = lambda: None,
        clock: Clock | None = None,
        supervisor: Supervisor | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.board = Board(self.clock.now)
        self.bell = Bell()
        self._load, self._renew = load, renew
        self._folder = folder
        self._log = log
        self._supervisor = supervisor or Supervisor()
        self._fleet = Fleet(make(self))
        self._signals = _Signals()
        self._pause: Pause | None = None
        self._settings = DaemonSettings()
        self._failure: MailhumanError | None = None
        self._was_held = False
        self._shown = float("-inf")
        self._began = self.clock.now().isoformat(timespec="seconds")

    def is_held(self) -> bool:
        """Whether nothing is to be annotated now; for any thread."""
        return held(self._pause, self._settings.quiet_hours, self.clock.now())

    def tell(self, account: str, event: str, **words: object) -> None:
        """Take note of what happened at an account; for any thread."""
        if event == "stopped" and isinstance(failure := words.get("error"), MailhumanError):
            self._failure = failure
        if event not in _TOO_OFTEN:
            self._log.tell(event, account=account, **words)
        if self.board.tell(account, event, **words):
            self.bell.ring()

    def run(self) -> int:
        """Watch until a signal ends it; how many accounts could not take leave in time.

        StoreError where the database must be opened anew: start again.
        """
        with self._signals.heard(self.bell):
            wanted = self._load()
            self._pause = paused(self._folder)
            self._log.tell("started", version=__version__, accounts=len(wanted.accounts))
            self._take_on(wanted)
            self._supervisor.tell("READY=1")
            while not self._signals.end and not self._failure:
                self._turn()
            left = self._leave()
        if self._failure:
            raise self._failure
        return left

    def _turn(self) -> None:
        """Show how things are, wait until something is to be done, and do it."""
        self._beat(self._show_in_time())
        if self._signals.reload:
            self._signals.reload = False
            self._reload()
        if (pause := paused(self._folder)) != self._pause:
            self._pause = pause
            self._log.tell("paused" if pause else "resumed")
        if self._signals.look or self.is_held() != self._was_held:
            self._signals.look = False
            self._was_held = self.is_held()
            self._fleet.ring()

    def _show_in_time(self) -> float:
        """Write the states if they changed, not all too often; seconds until something is to be done by itself."""
        soon = self._shown + _BREATH - self.clock.awake()
        if self.board.changed and soon <= 0:
            self._show()
        turn = next_turn(self._pause, self._settings.quiet_hours, self.clock.now())
        return min(_HOUR, turn or _HOUR, max(0.0, soon) if self.board.changed else _HOUR)

    def _beat(self, seconds: float) -> None:
        """Wait until the bell rings, at most `seconds`, telling systemd now and then that we are alive."""
        end = self.clock.passed() + seconds
        patience = self._supervisor.patience
        while not self._signals.end and (left := end - self.clock.passed()) > 0:
            self._supervisor.tell("WATCHDOG=1")
            if self.bell.wait(min(left, patience / 2) if patience else left):
                return

    def _take_on(self, wanted: Wanted) -> None:
        self._settings = wanted.settings
        self._was_held = self.is_held()
        for name in self._fleet.take_on(wanted.accounts, wanted.settings):
            self.board.drop(name)

    def _reload(self) -> None:
        self._supervisor.tell("RELOADING=1", f"MONOTONIC_USEC={int(self.clock.awake() * 1_000_000)}")
        try:
            self._renew()
            self._take_on(self._load())
            self._log.tell("reloaded")
        except MailhumanError as failure:
            self._log.tell("no reload", error=failure)  # what was read before holds
        self._supervisor.tell("READY=1")

    def _show(self) -> None:
        self._shown = self.clock.awake()
        standings = self.board.seen()
        head = {
            "pid": os.getpid(),
            "version": __version__,
            "started": self._began,
            "written": self.clock.now().isoformat(timespec="seconds"),
            "held": self.is_held(),
        }
        with suppress(OSError):  # a full disk: the log tells too
            write_status(self._folder / STATUS, head, standings)
        well = sum(each.state in {"watching", "polling"} for each in standings)
        self._supervisor.tell(f"STATUS=Watching {well} of {len(standings)} accounts")

    def _leave(self) -> int:
        self._supervisor.tell("STOPPING=1")
        left = self._fleet.leave(_LEAVE)
        self._show()
        self._log.tell("ended", unfinished=left)
        return left


@dataclass
class _Signals:
    """What was asked for by signals."""

    end: bool = False
    reload: bool = False
    look: bool = False

    @contextmanager
    def heard(self, bell: Bell) -> Iterator[None]:
        """Listen to signals, and to none of ours afterwards."""

        def hear(number: int, _frame: FrameType | None) -> None:
            self.end = self.end or number in {signal.SIGTERM, signal.SIGINT}
            self.reload = self.reload or number == signal.SIGHUP
            self.look = self.look or number == signal.SIGUSR1
            bell.ring()

        before = {each: signal.signal(each, hear) for each in _HEARD}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


_HEARD = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1)
