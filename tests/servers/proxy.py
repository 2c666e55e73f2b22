"""A proxy between a client and a real IMAP server that does to the line what networks do: cut, hold, delay, garble.

It reads the commands that pass, so that a fault can strike at one of them: before the server hears it, in the middle
of it, or after the server has done it and before its answer comes back.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from tests.servers.manners import AS_IT_IS, Manners

Kind = Literal["cut", "black hole", "half-close", "garbage", "delay"]
Moment = Literal["before", "within", "after"]

_COMMAND = re.compile(rb"^(?:\S+ (?:UID )?)?([A-Za-z]+)", re.IGNORECASE)
_APPEND = re.compile(rb"^\S+ APPEND ", re.IGNORECASE)
_SOME = 65536


@dataclass(frozen=True)
class Fault:
    """What befalls the line at the `nth` command called `verb` ("" for any), counted over all connections.

    "before": the server never hears it; "within": it hears the first half of it; "after": it does it, and the answer is
    lost. A delay holds the answer up by `seconds` and nothing else.
    """

    kind: Kind
    verb: str = ""
    nth: int = 1
    moment: Moment = "after"
    seconds: float = 0.2

    def __str__(self) -> str:
        return f"{self.kind} {self.moment} {self.verb or 'any command'} {self.nth}"


@dataclass
class Proxy:
    """A proxy that is up: where it listens, what passed through it, and which faults have struck."""

    upstream: int
    faults: list[Fault]
    manners: Manners = AS_IT_IS
    port: int = 0
    passed: list[str] = field(default_factory=list)
    struck: list[Fault] = field(default_factory=list)
    open_lines: int = 0
    most_lines: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def due(self, verb: str) -> Fault | None:
        """Count a command, and give the fault that strikes at it."""
        with self._lock:
            self.passed.append(verb)
            for fault in self.faults:
                count = sum(1 for each in self.passed if not fault.verb or each == fault.verb)
                if fault.verb in ("", verb) and count == fault.nth:
                    self.faults.remove(fault)
                    self.struck.append(fault)
                    return fault
        return None

    def counted(self, change: int) -> None:
        """Count a connection that opens or ends."""
        with self._lock:
            self.open_lines += change
            self.most_lines = max(self.most_lines, self.open_lines)


@contextmanager
def proxied(upstream: int, faults: Sequence[Fault] = (), manners: Manners = AS_IT_IS) -> Iterator[Proxy]:
    """Stand on a port of 127.0.0.1 before the server at `upstream` until the end; connections are cut then."""
    proxy = Proxy(upstream, list(faults), manners)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        proxy.port = listening.getsockname()[1]
        doorman = threading.Thread(target=_take_in, args=(proxy, listening, over), daemon=True)
        doorman.start()
        try:
            yield proxy
        finally:
            over.set()
            doorman.join(5)


def _take_in(proxy: Proxy, listening: socket.socket, over: threading.Event) -> None:
    while not over.is_set():
        with contextlib.suppress(TimeoutError):
            client, _ = listening.accept()
            client.settimeout(None)
            threading.Thread(target=_Line(proxy, client, over).run, daemon=True).start()


class _Line:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy, client: socket.socket, over: threading.Event) -> None:
        self._proxy, self._client, self._over = proxy, client, over
        self._server = socket.create_connection(("127.0.0.1", proxy.upstream), 5)
        self._server.settimeout(None)
        self._after: Fault | None = None
        self._tag = b""
        self._idling = False
        self._silent = threading.Event()

    def run(self) -> None:
        """Carry both ways until one side ends or a fault ends it."""
        self._proxy.counted(+1)
        back = threading.Thread(target=self._carry_back, daemon=True)
        back.start()
        threading.Thread(target=self._end_with_the_test, daemon=True).start()
        with contextlib.suppress(OSError):
            self._carry_on()
        self._hang_up()
        back.join(5)
        self._proxy.counted(-1)

    def _end_with_the_test(self) -> None:
        self._over.wait()
        self._hang_up()

    def _carry_on(self) -> None:
        """Client to server, command by command; the bytes of a literal pass as they are."""
        reader = self._client.makefile("rb")
        while line := reader.readline():
            found = _COMMAND.match(line)
            self._idling = found is not None and found[1].upper() == b"IDLE"
            fault = self._proxy.due(found[1].decode().upper()) if found else None
            if fault and self._strike(fault, line, reader):
                return
            if refusal := self._proxy.manners.refused(line):
                self._client.sendall(refusal)
                continue
            self._pass_on(self._proxy.manners.heard(line), reader)

    def _pass_on(self, line: bytes, reader: BinaryIO) -> None:
        added = self._proxy.manners.rewrites if _APPEND.match(line) else b""
        while (size := _literal(line)) is not None:
            self._server.sendall(re.sub(rb"\{\d+", b"{%d" % (size + len(added)), line))
            self._server.sendall(added + reader.read(size))
            added = b""
            line = reader.readline()
        self._server.sendall(line)

    def _strike(self, fault: Fault, line: bytes, reader: BinaryIO) -> bool:
        """Do the fault, or leave it for the answer; whether the line is over."""
        if fault.kind == "delay":
            time.sleep(fault.seconds)
            return False
        if fault.moment == "after":
            self._after, self._tag = fault, line.split()[0]
            return False
        if fault.moment == "within":
            self._half(line, reader)
        return self._ends_by(fault)

    def _half(self, line: bytes, reader: BinaryIO) -> None:
        """Let half of a command through, or half of its message where it carries one."""
        size = _literal(line)
        if size is None:
            self._server.sendall(line[: len(line) // 2])
        else:
            self._server.sendall(line)
            self._server.sendall(reader.read(size // 2))

    def _ends_by(self, fault: Fault) -> bool:
        if fault.kind == "garbage":
            self._client.sendall(b"\x00\xff* )(*&^ 12 NOT IMAP {99999}\r\n")
        if fault.kind == "half-close":
            self._client.shutdown(socket.SHUT_WR)
        if fault.kind in ("black hole", "half-close"):
            self._silent.set()
            self._client.recv(_SOME)  # until the client gives up
            while self._client.recv(_SOME):
                pass
        return True

    def _carry_back(self) -> None:
        """Server to client, line by line; where a fault is due after a command, its tagged answer is what is lost."""
        reader = self._server.makefile("rb")
        with contextlib.suppress(OSError, ValueError):
            while line := reader.readline():
                if self._after and line.startswith(self._tag + b" "):
                    self._ends_by(self._after)
                    break
                said = self._proxy.manners.said(line, idling=self._idling)
                if (size := _literal(line)) is not None:
                    said += reader.read(size)
                if not self._silent.is_set():
                    self._client.sendall(said)
        self._hang_up()

    def _hang_up(self) -> None:
        for each in (self._client, self._server):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def _literal(line: bytes) -> int | None:
    found = re.search(rb"\{(\d+)\+?\}\r\n$", line)
    return int(found[1]) if found else None
