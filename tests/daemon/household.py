"""A keeper at work on one account in compressed time, behind a proxy that strikes, while its writer lives on."""

from __future__ import annotations

import random
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.clock import Clock
from mailhuman.daemon.desk import Tools, Wait
from mailhuman.daemon.keeper import Keeper
from mailhuman.mailbox import FoundDraft, Session, connect
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.waiting import idle
from mailhuman.model import Review, Suggestion, ThreadMessage, ToneReading
from mailhuman.review import Reviewed
from mailhuman.store import open_store
from tests.daemon.life import Life, troubles
from tests.daemon.settling import settled
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.maildir import Maildir
from tests.servers.manners import AS_IT_IS, Manners
from tests.servers.proxy import Fault, Kind, Moment, Proxy, proxied

PACE = 20.0
"""How much faster time passes for the daemon than on the clock of the wall, unless a test says otherwise."""
_LEAVING = 30.0
"""Seconds a keeper may take to leave when its line hangs: a few times the account's timeout."""
_VERBS = ("", "APPEND", "STORE", "EXPUNGE", "FETCH", "SEARCH", "SELECT", "EXAMINE", "IDLE", "DONE", "NOOP", "LOGIN")
_KINDS: tuple[Kind, ...] = ("cut", "cut", "half-close", "garbage", "black hole", "delay")
_MOMENTS: tuple[Moment, ...] = ("before", "within", "after")
_SLOWLY = Suggestion("s1", "soften-ask", "tone", "soften-ask", "", "An order stands here.")


@dataclass
class House:
    """What a test may look at: the writer, the mailbox on disk, the proxy, and what the keeper told."""

    life: Life
    mailbox: Maildir
    proxy: Proxy
    keeper: Keeper
    told: deque[tuple[str, dict[str, object]]]

    def crashes(self) -> list[object]:
        """What no code of ours expected."""
        return [words.get("error") for event, words in self.told if event in ("crashed", "failed")]

    def troubles(self, patience: float, *, marks: bool = True) -> list[str]:
        """What is not as it must be once all has settled; with `marks` every draft has one, else none has."""
        return settled(lambda: troubles(self.mailbox, self.life, marks=marks), patience, still=0.3)


class _QuickBell(Bell):
    """A bell whose waits are as short as the time is quick."""

    def __init__(self, pace: float) -> None:
        super().__init__()
        self._pace = pace

    def wait(self, seconds: float) -> bool:
        return super().wait(seconds / self._pace)


@contextmanager
def house(  # noqa: PLR0913 - whatever a test may want otherwise
    server: Dovecot,
    folder: Path,
    seed: int,
    faults: Sequence[Fault] = (),
    *,
    pace: float = PACE,
    manners: Manners = AS_IT_IS,
    mend: Callable[[Session, datetime], object] = lambda _session, _now: None,
) -> Iterator[House]:
    """An account with its keeper running, until the end."""
    user = f"writer{seed}"
    direct = server.account(user, port=server.port, security="plain", name=user)
    with open_store(f"sqlite:///{folder}/{user}.db") as store, proxied(server.port, faults, manners) as proxy:
        told: deque[tuple[str, dict[str, object]]] = deque(maxlen=200)
        keeper = Keeper(
            replace(direct, port=proxy.port, timeout=2),
            DaemonSettings(rest=2.0, poll=40.0),
            Tools(store.watchbook, _hinting, store.history, clock=_quick(pace), wait=_waiting(pace), mend=mend),
            enter=lambda account: connect(account, PASSWORD),
            tell=lambda event, **words: told.append((event, words)),
            random=random.Random(seed).random,
            fingerprint=lambda account: account.name,
            bell=_QuickBell(pace),
        )
        thread = threading.Thread(target=keeper.keep)
        thread.start()
        life = Life(direct, seed)
        try:
            yield House(life, server.maildir(user), proxy, keeper, told)
        finally:
            keeper.leave()
            thread.join(_LEAVING)
            life.close()
        assert not thread.is_alive(), f"the keeper did not leave: {_whereabouts(thread)}"


def _whereabouts(thread: threading.Thread) -> list[str]:
    """Where in the code a thread is."""
    frame = sys._current_frames().get(thread.ident or 0)
    return traceback.format_stack(frame)[-8:]


def misfortune(seed: int, most: int = 3, within: int = 15) -> tuple[Fault, ...]:
    """Up to `most` faults drawn from a seed, each at one of the first `within` commands of its name."""
    chance = random.Random(f"faults {seed}")
    return tuple(
        Fault(chance.choice(_KINDS), chance.choice(_VERBS), chance.randint(1, within), chance.choice(_MOMENTS))
        for _ in range(chance.randint(0, most))
    )


def live(place: House, acts: int) -> None:
    """Let the writer do so many things, now quickly and now with time between, and then see what is left of it."""
    pauses = random.Random(place.life.seed)
    for _ in range(acts):
        place.life.act()
        time.sleep(pauses.choice((0, 0, 0.02, 0.1, 0.3)))


def one_life(server: Dovecot, folder: Path, seed: int, *, acts: int = 10, patience: float = 60) -> str:
    """Live one life with its misfortunes from beginning to end; what is wrong in the end, told so that it can be found."""
    with house(server, folder, seed, misfortune(seed)) as place:
        live(place, acts)
        wrong = [*place.troubles(patience), *map(repr, place.crashes())]
        faults = ", ".join(map(str, place.proxy.struck))
    return f"seed {seed}: {wrong}; {place.life.done}; struck: {faults}; told: {list(place.told)[-15:]}" if wrong else ""


def _quick(pace: float) -> Clock:
    return Clock(awake=lambda: time.monotonic() * pace, passed=lambda: time.monotonic() * pace)


def _waiting(pace: float) -> Wait:
    def wait(line: Line, seconds: float, wake: int) -> tuple[bytes, ...]:
        return idle(line, seconds / pace, wake=wake)

    return wait


def _hinting(
    found: FoundDraft, lineage: str, thread: Sequence[ThreadMessage], *, account: Account, now: datetime
) -> Reviewed:
    """A review that has one thing to say of every draft: what is tried here is not what is said."""
    assert now.tzinfo
    assert thread is not None
    review = Review(found.draft, ToneReading("cold", "none", 3.0, confidence=0.9, reason="An order."), (_SLOWLY,))
    return Reviewed(review, account.name, found.folder, found.uidvalidity, found.uid, lineage)
