"""All keepers with their threads: started, reloaded and told to leave together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.keeper import Keeper

MakeKeeper = Callable[[Account, DaemonSettings], Keeper]


@dataclass(frozen=True, slots=True)
class _Manned:
    """A keeper and the thread it works in."""

    keeper: Keeper
    thread: threading.Thread


class Fleet:
    """The keepers at work, by the names of their accounts; for one thread to use."""

    def __init__(self, make: MakeKeeper) -> None:
        self._make = make
        self._manned: dict[str, _Manned] = {}

    def take_on(self, accounts: Iterable[Account], settings: DaemonSettings) -> frozenset[str]:
        """Watch these accounts and no others; those unchanged go on as they are. Gives the names of those dropped."""
        wanted = {each.name: each for each in accounts}
        dropped = frozenset(self._manned.keys() - wanted.keys())
        for name in dropped:
            self._manned.pop(name).keeper.leave()
        for name, account in wanted.items():
            before = self._manned.get(name)
            if before and (before.keeper.account, before.keeper.settings) == (account, settings):
                before.keeper.retry()
            else:
                self._manned[name] = self._started(account, settings, before)
        return dropped

    def ring(self) -> None:
        """Have every keeper look anew at what it may do."""
        for each in self._manned.values():
            each.keeper.bell.ring()

    def leave(self, seconds: float) -> int:
        """Tell all to leave and wait for them, at most `seconds`; how many are still at work then."""
        for each in self._manned.values():
            each.keeper.leave()
        end = time.monotonic() + seconds
        for each in self._manned.values():
            each.thread.join(max(0.0, end - time.monotonic()))
        return sum(each.thread.is_alive() for each in self._manned.values())

    def _started(self, account: Account, settings: DaemonSettings, before: _Manned | None) -> _Manned:
        keeper = self._make(account, settings)
        if before:
            before.keeper.leave()

        def work() -> None:
            if before:
                before.thread.join()  # two connections at one time would do everything twice
            keeper.keep()

        thread = threading.Thread(target=work, name=f"watch {account.name}", daemon=True)
        thread.start()
        return _Manned(keeper, thread)
