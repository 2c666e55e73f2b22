"""Says on standard error what takes long: only on a terminal, only once a second has gone by."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import IO, Self

_QUIET_FOR = 1.0  # seconds


class Progress:
    """One line of text that grows with the work and is wiped away after it; nothing moves by itself."""

    def __init__(self, what: str, stream: IO[str] | None = None, *, quiet_for: float = _QUIET_FOR) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._quiet_for = quiet_for
        self._shown = 0  # columns
        self.timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            self.timer = threading.Timer(self._quiet_for, self._show)
            self.timer.daemon = True
            self.timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer.join()
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()

    def _show(self) -> None:
        self._shown = len(self._what) + 2
        self._stream.write(f"{self._what} …")
        self._stream.flush()
