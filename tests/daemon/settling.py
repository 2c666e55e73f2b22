"""To wait until a mailbox is as it must be, and stays so; what is wrong with it if it never is."""

from __future__ import annotations

import time
from collections.abc import Callable


def settled(troubles: Callable[[], list[str]], patience: float, *, still: float = 0.0) -> list[str]:
    """Wait until there is no trouble and none comes within `still` seconds; what there is when `patience` is over."""
    end = time.monotonic() + patience
    while left := _left(troubles, still):
        if time.monotonic() > end:
            return left
        time.sleep(0.02)
    return []


def _left(troubles: Callable[[], list[str]], still: float) -> list[str]:
    left = _seen(troubles)
    if left or not still:
        return left
    time.sleep(still)
    return _seen(troubles)


def _seen(troubles: Callable[[], list[str]]) -> list[str]:
    """A look at files that come and go."""
    try:
        return troubles()
    except FileNotFoundError:
        return ["a file went while it was read"]
