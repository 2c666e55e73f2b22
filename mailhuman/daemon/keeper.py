"""Keeps one account watched: connects, watches, and when the line is lost waits and connects anew.

Waits grow from five seconds to a quarter of an hour. A login that is refused again and again is not tried any more
until something changes: the configuration, the keyring, or a reload that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon import backoff
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.desk import Desk, Tell, Tools
from mailhuman.daemon.watch import Slept, Watch
from mailhuman.errors import ConsentGone, LoginRefused, MailboxError, MailhumanError, StoreResealed
from mailhuman.mailbox import Session

Enter = Callable[[Account], Session]
"""Connects and logs in; MailboxError or SecretError where that fails."""

_LOOK_AGAIN = 900.0
"""Seconds between two looks whether something has changed that a refused login may have been about."""
_NAP = 60.0
"""The longest wait at a stretch: a machine that wakes up has a new network to try, most likely."""


class Keeper:
    """One account, kept watched until the bell says that it is over; `keep` is the work of one thread."""

    def __init__(  # noqa: PLR0913 - all the world comes in as arguments
        self,
        account: Account,
        settings: DaemonSettings,
        tools: Tools,
        *,
        enter: Enter,
        tell: Tell,
        random: Callable[[], float],
        fingerprint: Callable[[Account], str],
        bell: Bell | None = None,
    ) -> None:
        self.account = account
        self.settings = settings
        self.bell = bell or Bell()
        self._tools = tools
        self._enter = enter
        self._told = tell
        self._random = random
        self._fingerprint = fingerprint
        self._failures = 0
        self._refusals = 0
        self._again = self._is_in = False

    def retry(self) -> None:
        """Try again at once where nothing was tried any more, or later."""
        self._again = True
        self.bell.ring()

    def leave(self) -> None:
        """End the work as soon as may be."""
        self.bell.ring(over=True)

    def keep(self) -> None:
        """Watch the account, over as many connections as it takes, until told to leave."""
        while not self.bell.over:
            try:
                self._watch()
            except Slept:
                self._told("slept")
            except (LoginRefused, ConsentGone) as failure:
                self._refusals += 1
                self._recover(failure)
            except StoreResealed as failure:
                self._told("stopped", error=failure)
                self.leave()
            except MailhumanError as failure:
                self._recover(failure)
            except Exception as crash:  # noqa: BLE001 - whatever it is, the other accounts go on, and this one tries again
                self._recover(crash, "crashed")
        self._told("left")
        self.bell.close()

    def _watch(self) -> None:
        self._is_in = False
        self._told("connecting")
        with self._enter(self.account) as session:
            self._mend(session)
            desk = Desk.set_up(session, self.account, self.settings, self._tools, self._tell)
            desk.notes.tidy()
            Watch(desk, self.bell).stay()

    def _mend(self, session: Session) -> None:
        """Finish what was cut short; a journal that cannot be read keeps nobody from being watched."""
        try:
            self._tools.mend(session, self._tools.clock.now())
        except MailboxError:
            raise
        except MailhumanError as failure:
            self._told("journal", error=failure)

    def _tell(self, event: str, **words: object) -> None:
        if event == "settled":
            if not self._is_in:
                self._told("watching")
            self._failures = self._refusals = 0  # a quiet success
            self._is_in = True
        self._told(event, **words)

    def _recover(self, failure: Exception, event: str = "lost") -> None:
        if self.bell.over:
            return
        self._failures += 1
        if self._refusals >= backoff.MOST_REFUSALS:
            self._told("refused", error=failure)
            self._wait_for_change()
            return
        asked = isinstance(failure, MailboxError) and failure.asks_to_wait
        seconds = backoff.pause(self._failures, self._random, asked_to_wait=asked)
        later = self._tools.clock.now() + timedelta(seconds=seconds)
        self._told(event, error=failure, wait=seconds, next_try=later.isoformat(timespec="seconds"))
        self._rest(seconds)

    def _wait_for_change(self) -> None:
        """Wait until a login has a chance again: something it hangs on was changed, or somebody asks for it."""
        known = self._fingerprint(self.account)
        while not self.bell.over:
            if self._rest(_LOOK_AGAIN) or self._fingerprint(self.account) != known:
                break
        self._refusals = self._failures = 0

    def _rest(self, seconds: float) -> bool:
        """Wait; true where it was ended early by `retry`, or by a sleep of the machine."""
        clock = self._tools.clock
        self._again = False
        end = clock.passed() + seconds
        while not self.bell.over and (left := end - clock.passed()) > 0:
            awake, passed = clock.awake(), clock.passed()
            self.bell.wait(min(left, _NAP))
            slept = (clock.passed() - passed) - (clock.awake() - awake)
            if self._again or slept > _NAP:
                return True
        return False
