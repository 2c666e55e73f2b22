"""Wakes a thread that waits, for a server or for time: by a pipe, which a poll on sockets hears as well."""

from __future__ import annotations

import os
import select
from contextlib import suppress


class Bell:
    """Rung by anybody, heard by one; `over` says that the one who hears it is to leave."""

    def __init__(self) -> None:
        self.over = False
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)

    @property
    def descriptor(self) -> int:
        """What can be read once the bell was rung, until `heard`."""
        return self._read

    def ring(self, *, over: bool = False) -> None:
        """Wake who waits; safe in a signal's handler."""
        self.over = self.over or over
        with suppress(OSError):  # a full pipe was rung already, a closed one is heard by nobody
            os.write(self._write, b"!")

    def heard(self) -> bool:
        """Take note of every ring so far; whether there was one."""
        rung = False
        with suppress(OSError):
            while os.read(self._read, 512):
                rung = True
        return rung

    def wait(self, seconds: float) -> bool:
        """Wait for a ring, at most `seconds`; whether there was one."""
        poller = select.poll()
        poller.register(self._read, select.POLLIN)
        poller.poll(max(0.0, seconds) * 1000)
        return self.heard()

    def close(self) -> None:
        """Let go of the pipe."""
        for end in (self._read, self._write):
            with suppress(OSError):
                os.close(end)
