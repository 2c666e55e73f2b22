"""A keeper comes back after every loss, ever more patiently, and knocks no more where it was turned away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.config import Account, DaemonSettings
from mailhuman.daemon.backoff import FIRST, MOST, PATIENT, pause
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.clock import Clock
from mailhuman.daemon.desk import Tools
from mailhuman.daemon.keeper import Keeper
from mailhuman.errors import (
    ConsentGone,
    LoginRefused,
    MailboxError,
    SecretError,
    StoreError,
    StoreResealed,
    Unreachable,
)
from mailhuman.mailbox import Session
from mailhuman.store import Store
from tests.daemon.reviewers import WordReviewer

WORK = Account("work", "jo@falk.example", "imap.falk.example")


@given(st.integers(1, 10_000), st.floats(0, 1), st.booleans())
def test_a_pause_is_never_short_and_never_endless(failures: int, chance: float, asked: bool) -> None:  # noqa: FBT001 - drawn
    seconds = pause(failures, lambda: chance, asked_to_wait=asked)
    assert FIRST * 0.75 <= seconds <= MOST
    assert not asked or seconds >= PATIENT * 0.75


def test_pauses_double_and_differ_by_chance() -> None:
    assert [pause(number, lambda: 0.5) for number in range(1, 10)] == [5, 10, 20, 40, 80, 160, 320, 640, 900]
    assert pause(3, lambda: 0) != pause(3, lambda: 1)


class TimedBell(Bell):
    """A bell at which waiting moves the clock, and nothing else."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def wait(self, seconds: float) -> bool:
        if self.heard():
            return True
        self._world.pass_by(seconds)
        return self.heard()


@dataclass
class World:
    """Time, and what the server answers to one login after the other."""

    store: Store
    answers: Iterator[Exception]
    seconds: float = 0.0
    asleep: float = 0.0
    secret: str = "old"
    logins: list[float] = field(default_factory=list)
    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    at: dict[float, Callable[[], None]] = field(default_factory=dict)
    keeper: Keeper = field(init=False)

    def __post_init__(self) -> None:
        clock = Clock(
            lambda: datetime(2026, 3, 12, tzinfo=UTC) + timedelta(seconds=self.seconds),
            lambda: self.seconds,
            lambda: self.seconds + self.asleep,
        )
        self.keeper = Keeper(
            WORK,
            DaemonSettings(),
            Tools(self.store.watchbook, WordReviewer(), clock=clock),
            enter=self.enter,
            tell=lambda event, **words: self.told.append((event, words)),
            random=lambda: 0.5,
            fingerprint=lambda _: self.secret,
            bell=TimedBell(self),
        )

    def enter(self, _account: Account) -> Session:
        self.logins.append(self.seconds)
        answer = next(self.answers, None)
        if answer is None:
            self.keeper.leave()
            raise Unreachable("over")
        raise answer

    def pass_by(self, seconds: float) -> None:
        end = self.seconds + seconds
        for when in sorted(each for each in self.at if self.seconds <= each <= end):
            self.at.pop(when)()
        self.seconds = end

    def events(self) -> list[str]:
        return [event for event, _ in self.told if event != "connecting"]


Live = Callable[..., World]


@pytest.fixture
def live(store: Store) -> Live:
    """Let a keeper live through these answers, and through what happens at certain times."""

    def lived(*answers: Exception, **at: Callable[[World], None]) -> World:
        world = World(store, iter(answers))
        for when, act in at.items():
            world.at[float(when[1:])] = lambda act=act: act(world)  # type: ignore[misc]  # an act a turn
        world.keeper.keep()
        return world

    return lived


def refused() -> LoginRefused:
    return LoginRefused("the door stays shut", next_step="look at the password")


def test_it_comes_back_after_growing_pauses(live: Live) -> None:
    world = live(*(Unreachable("nobody there") for _ in range(4)))
    assert world.logins == [0, 5, 15, 35, 75]
    assert world.events() == ["lost", "lost", "lost", "lost", "left"]


@pytest.mark.parametrize(
    "failure", [SecretError("locked"), StoreError("busy"), MailboxError("odd"), ValueError("ours")]
)
def test_no_failure_ends_it(live: Live, failure: Exception) -> None:
    world = live(failure)
    assert world.logins == [0, 5]


def test_a_server_that_asks_for_patience_gets_it(live: Live) -> None:
    failure = Unreachable("too many")
    failure.asks_to_wait = True
    assert live(failure).logins == [0, PATIENT]


@pytest.mark.parametrize("failure", [refused(), ConsentGone("withdrawn")])
def test_after_three_refusals_nothing_is_tried_until_the_secret_changes(live: Live, failure: Exception) -> None:
    def change(world: World) -> None:
        world.secret = "new"

    world = live(failure, failure, failure, t10000=change)
    assert len(world.logins) == 4
    assert world.logins[:3] == [0, 5, 15]
    assert 10_000 <= world.logins[3] <= 10_900
    assert world.events()[:3] == ["lost", "lost", "refused"]


def test_a_reload_tries_again_at_once(live: Live) -> None:
    world = live(refused(), refused(), refused(), t500=lambda world: world.keeper.retry())
    assert world.logins[3] <= 560


def test_a_machine_that_wakes_up_does_not_wait_on(live: Live) -> None:
    def sleep(world: World) -> None:
        world.asleep += 3600

    world = live(*(Unreachable("nobody there") for _ in range(8)), t1000=sleep)
    assert world.logins[8] <= 1000 + 60


def test_told_to_leave_it_leaves_while_it_waits(live: Live) -> None:
    world = live(refused(), refused(), refused(), t700=lambda world: world.keeper.leave())
    assert len(world.logins) == 3
    assert world.seconds <= 760
    assert world.events()[-1] == "left"


def test_a_store_that_was_sealed_meanwhile_ends_it_so_that_all_is_opened_anew(live: Live) -> None:
    world = live(StoreResealed("it was encrypted meanwhile"))
    assert len(world.logins) == 1
    assert world.events() == ["stopped", "left"]
