"""Says on a terminal how many of many have been read, once a second has gone by; a file or a pipe hears nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

_QUIET_FOR = 1.0  # seconds before it is first shown, and from one showing to the next


class Tally:
    """One line on standard error that is written over as the count grows, and wiped away at the end.

    `what` is what is counted; `size` is that of the whole in bytes, where it is known. `shared` tells that the answers
    go to the same terminal: each wipes the line before it is printed.
    """

    def __init__(
        self,
        what: str,
        size: int = 0,
        *,
        stream: IO[str] | None = None,
        shared: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what, self._size, self._shared, self._clock = what, size, shared, clock
        self._stream = stream or sys.stderr
        self._count = self._bytes = self._columns = 0
        self._shown_at = clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def add(self, length: int) -> None:
        """Count one more, of so many bytes."""
        self._count, self._bytes = self._count + 1, self._bytes + length
        if self._clock() - self._shown_at > _QUIET_FOR and self._stream.isatty():
            self._shown_at = self._clock()
            self._show()

    def answer_comes(self) -> None:
        """Make room for an answer where it goes to the same terminal."""
        if self._shared:
            self._wipe()

    def _show(self) -> None:
        share = f" ({min(100, 100 * self._bytes // self._size)} %)" if self._size else ""
        told = f"{self._count:,} {self._what}{share}"
        self._stream.write("\r" + told.ljust(self._columns))
        self._columns = len(told)
        self._stream.flush()

    def _wipe(self) -> None:
        if self._columns:
            self._stream.write("\r" + " " * self._columns + "\r")
            self._stream.flush()
            self._columns = 0
