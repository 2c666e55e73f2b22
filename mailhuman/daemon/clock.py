"""The clocks a daemon goes by, as one value, so that a test may give its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


def _now() -> datetime:
    return datetime.now().astimezone()


def _with_sleep() -> float:
    """Seconds that go on while the machine sleeps, where the system counts them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if clock is None else time.clock_gettime(clock)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day with its zone; seconds that only go forward while awake; and seconds that count sleep too."""

    now: Callable[[], datetime] = _now
    awake: Callable[[], float] = time.monotonic
    passed: Callable[[], float] = _with_sleep
