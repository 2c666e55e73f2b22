"""How long to wait before the next try, after so many that failed; pure."""

from __future__ import annotations

from collections.abc import Callable

FIRST, MOST = 5.0, 900.0
PATIENT = 300.0
"""Seconds to wait at least where the server itself asked to be left alone."""
MOST_REFUSALS = 3
"""Logins refused before nothing more is tried: some servers shut the door on who goes on knocking."""
_JITTER = 0.25


def pause(failures: int, random: Callable[[], float], *, asked_to_wait: bool = False) -> float:
    """Seconds to wait after `failures` in a row (at least 1): 5, 10, 20 … 900, a quarter more or less by chance.

    `random` gives numbers from 0 to 1: not all who lost a server shall come back to it in the same moment.
    """
    steady = min(MOST, FIRST * 2.0 ** min(failures - 1, 16))
    if asked_to_wait:
        steady = max(steady, PATIENT)
    return min(MOST, steady * (1 + _JITTER * (2 * random() - 1)))
