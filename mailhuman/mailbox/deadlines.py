"""Deadlines of commands, all held by one thread: a timer for each would start a thread for every command."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Deadlines:
    """Does what was asked for at each deadline that is not lifted before; the thread starts with the first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[float, int]] = []
        self._due: dict[int, Callable[[], None]] = {}
        self._numbers = itertools.count()
        self._wakes = float("-inf")
        self._thread: threading.Thread | None = None

    @contextmanager
    def within(self, seconds: float, otherwise: Callable[[], None]) -> Iterator[None]:
        """Do `otherwise`, in another thread, if what is done within takes longer."""
        number = self._set(time.monotonic() + seconds, otherwise)
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(number, None)

    def _set(self, end: float, otherwise: Callable[[], None]) -> int:
        with self._changed:
            number = next(self._numbers)
            self._due[number] = otherwise
            self._drop_lifted()
            heapq.heappush(self._waiting, (end, number))
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="deadlines", daemon=True)
                self._thread.start()
            elif end < self._wakes:
                self._changed.notify()
        return number

    def _drop_lifted(self) -> None:
        while self._waiting and self._waiting[0][1] not in self._due:
            heapq.heappop(self._waiting)

    def _watch(self) -> None:
        while True:
            with self._changed:
                self._drop_lifted()
                self._wakes = self._waiting[0][0] if self._waiting else float("inf")
                left = self._wakes - time.monotonic()
                if left > 0:
                    self._changed.wait(left if self._waiting else None)
                    continue
                otherwise = self._due.pop(heapq.heappop(self._waiting)[1])
            otherwise()


DEADLINES = Deadlines()
"""Those of this process."""
