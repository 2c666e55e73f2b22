"""Wakes a thread that waits, for a server or for time: by a pair of sockets, which a poll hears like any other."""

from __future__ import annotations

import select
import socket
from contextlib import suppress


class Bell:
    """Rung by anybody, heard by one; `over` says that the one who hears it is to leave."""

    def __init__(self) -> None:
        self.over = False
        self._heard, self._rung = socket.socketpair()  # who rings after the end meets a closed one, never another's
        for end in (self._heard, self._rung):
            end.settimeout(0)

    @property
    def descriptor(self) -> int:
        """What can be read once the bell was rung, until `heard`."""
        return self._heard.fileno()

    def ring(self, *, over: bool = False) -> None:
        """Wake who waits; safe in a signal's handler."""
        self.over = self.over or over
        with suppress(OSError):  # a full one was rung already, a closed one is heard by nobody
            self._rung.send(b"!")

    def heard(self) -> bool:
        """Take note of every ring so far; whether there was one."""
        rung = False
        with suppress(OSError):
            while self._heard.recv(512):
                rung = True
        return rung

    def wait(self, seconds: float) -> bool:
        """Wait for a ring, at most `seconds`; whether there was one."""
        poller = select.poll()
        poller.register(self._heard, select.POLLIN)
        poller.poll(max(0.0, seconds) * 1000)
        return self.heard()

    def close(self) -> None:
        """Let go of the sockets."""
        self._heard.close()
        self._rung.close()
