"""Counts what travels between a mailbox and its server: a relay on a port of its own, for one connection."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Wire:
    """Where to connect to, and what went by: bytes from the server, lines to it."""

    port: int
    received: int = 0
    commands: int = 0


@contextmanager
def counted(server_port: int) -> Iterator[Wire]:
    """Relay one connection to `server_port` on this machine and count."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        wire = Wire(listening.getsockname()[1])
        thread = threading.Thread(target=_relay, args=(listening, server_port, wire), daemon=True)
        thread.start()
        yield wire
        thread.join(5)


def _relay(listening: socket.socket, server_port: int, wire: Wire) -> None:
    client, _ = listening.accept()
    with client, socket.create_connection(("127.0.0.1", server_port), 10) as server:
        back = threading.Thread(target=_pass_back, args=(server, client, wire), daemon=True)
        back.start()
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                wire.commands += data.count(b"\r\n")
                server.sendall(data)
        back.join(5)


def _pass_back(server: socket.socket, client: socket.socket, wire: Wire) -> None:
    with contextlib.suppress(OSError):
        while data := server.recv(65536):
            wire.received += len(data)
            client.sendall(data)
