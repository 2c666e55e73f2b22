"""Tells systemd how we are, by the protocol of sd_notify(3): a datagram to the socket it names in the environment."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress


class Supervisor:
    """Who started us, if they want to hear from us; nobody else is told anything."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        place = environment.get("NOTIFY_SOCKET", "")
        self._place = "\0" + place[1:] if place.startswith("@") else place
        micros = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.patience = int(micros) / 1_000_000 if micros.isdecimal() and mine and place else None
        """Seconds within which it must hear that we are alive; None where it does not care."""

    def tell(self, *lines: str) -> None:
        """Send what is to be told, as READY=1; where nobody listens, nothing happens."""
        if not self._place:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.connect(self._place)
            line.send("\n".join(lines).encode())
