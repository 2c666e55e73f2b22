"""A small IMAP server that follows a script: for faults no real server shows when asked to. One client at a time."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from mailhuman.config import Account

CLOSE = b"<close>"
"""At the end of an answer: the connection is closed there and then."""
HANG = b"<hang>"
"""At the end of an answer: nothing more comes, but the connection stays."""
PRATTLE = b"<prattle>"
"""At the end of an answer: news without end, but never the end of the answer."""
TAG = b"<tag>"
"""In an answer: the tag of the command it answers."""

GREETING = b"* OK ready\r\n"
OK = TAG + b" OK done\r\n"
NO = TAG + b" NO not now\r\n"
BAD = TAG + b" BAD what?\r\n"

_USUAL: dict[str, bytes] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN LITERAL+\r\n" + OK,
    "AUTHENTICATE": OK,
    "LOGIN": OK,
    "LIST": b'* LIST (\\Drafts) "/" Drafts\r\n* LIST (\\Sent) "/" Sent\r\n* LIST () "/" INBOX\r\n' + OK,
    "EXAMINE": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n" + OK,
    "SEARCH": b"* SEARCH\r\n" + OK,
    "FETCH": OK,
    "LOGOUT": b"* BYE see you\r\n" + OK,
}
_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n$")

Script = Mapping[str, bytes | Sequence[bytes] | Callable[[bytes], bytes]]
"""By the command's name: an answer, several of which the last is given again and again, or what makes one of a command."""


@dataclass
class Scripted:
    """A server that is up: where it listens, and what it was told, command by command (literals in place)."""

    port: int = 0
    told: list[bytes] = field(default_factory=list)

    def account(self, **changes: Any) -> Account:
        """An account without TLS on this server, changed as wanted."""
        known: dict[str, Any] = {
            "name": "test",
            "address": "ann@acme.example",
            "host": "127.0.0.1",
            "port": self.port,
            "security": "plain",
            "timeout": 1,
        }
        return Account(**{**known, **changes})

    def verbs(self) -> list[str]:
        """The commands it was told, by name."""
        return [_verb(line) for line in self.told]


@contextmanager
def scripted(
    script: Script | None = None, *, greeting: bytes = GREETING, tls: ssl.SSLContext | None = None
) -> Iterator[Scripted]:
    """Serve what the script says, and the usual where it says nothing."""
    server = Scripted()
    actor = _Actor({**_USUAL, **(script or {})}, greeting, tls, server)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server.port = listening.getsockname()[1]
        thread = threading.Thread(target=actor.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            actor.over.set()
            with contextlib.suppress(OSError):
                socket.create_connection(
                    ("127.0.0.1", server.port), 1
                ).close()  # wakes a server that waits for a client
            thread.join(5)


class _Actor:
    def __init__(self, script: Script, greeting: bytes, tls: ssl.SSLContext | None, server: Scripted) -> None:
        self._makers = {verb: said for verb, said in script.items() if callable(said)}
        self._script = {
            verb: [said] if isinstance(said, bytes) else list(said)
            for verb, said in script.items()
            if not callable(said)
        }
        self._greeting, self._tls, self._server = greeting, tls, server
        self.over = threading.Event()

    def serve(self, listening: socket.socket) -> None:
        """One client after the other until the test is over."""
        while not self.over.is_set():
            client, _ = listening.accept()
            with client, contextlib.suppress(OSError):
                self._serve_one(self._tls.wrap_socket(client, server_side=True) if self._tls else client)

    def _serve_one(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as reader:
            going_on = self._say(client, self._greeting, b"")
            while going_on and (line := self._command(client, reader)):
                self._server.told.append(line)
                going_on = self._say(client, self._answer(line), line.split()[0])

    def _command(self, client: socket.socket, reader: Any) -> bytes:
        """Read a command with its literals, and the secret of an AUTHENTICATE."""
        line: bytes = reader.readline()
        if _verb(line) == "AUTHENTICATE" and len(line.split()) == 3:
            client.sendall(b"+ \r\n")
            return line + bytes(reader.readline())
        while found := _LITERAL.search(line):
            if not found[2]:
                refusal = self._script.get("LITERAL")
                if refusal:
                    client.sendall(refusal[0].replace(TAG, line.split()[0]))
                    self._server.told.append(line)
                    return self._command(client, reader)
                client.sendall(b"+ go on\r\n")
            line += reader.read(int(found[1])) + reader.readline()
        return line

    def _answer(self, line: bytes) -> bytes:
        verb = _verb(line)
        if verb in self._makers:
            return self._makers[verb](line)
        answers = self._script.get(verb, [BAD])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _say(self, client: socket.socket, answer: bytes, tag: bytes) -> bool:
        """Send an answer; whether the conversation goes on."""
        text = answer.removesuffix(CLOSE).removesuffix(HANG).removesuffix(PRATTLE).replace(TAG, tag)
        client.sendall(text)
        while answer.endswith(PRATTLE) and not self.over.wait(0.05):
            client.sendall(b"* OK still here\r\n")
        if answer.endswith(HANG):
            self.over.wait(30)
        return not answer.endswith((CLOSE, HANG))


def _verb(line: bytes) -> str:
    words = line.upper().split()
    at = 2 if len(words) > 2 and words[1] == b"UID" else 1
    return words[at].decode("ascii", "replace") if len(words) > at else ""
