"""Waits on a port of this machine until the browser comes back with the provider's answer, and then closes it."""

from __future__ import annotations

import hmac
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.oauth.provider import Provider
from mailhuman.oauth.refusals import refused_token, unclear

_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<title>mailhuman</title><body style='font:1.1rem/1.5 system-ui;margin:15vh auto;max-width:30rem;padding:0 1rem'>"
    "<p>{}</p></html>"
)
_DONE = "Back to the terminal: mailhuman goes on there. You can close this page."
_STRANGE = "This page does not belong to the sign-in that mailhuman waits for. Nothing was kept."
_IDLE_SECONDS = 10


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What the browser brought: a code, or an error; `ours` is false where it is no answer to what we asked."""

    brought: str
    error: str
    ours: bool

    def code(self, account: Account, provider: Provider, now: float) -> str:
        """Give the code; SecretError if there is none, or somebody else's."""
        if not self.ours:
            raise SecretError(
                "the browser came back with an answer that belongs to another sign-in; nothing was kept",
                next_step=f"run `mailhuman account sign-in {account.name}` again, and use the address it shows",
            )
        if self.error:
            raise refused_token(account, provider, self.error, None, now)
        if not self.brought:
            raise unclear(provider)
        return self.brought


class Listener:
    """A server on loopback; `redirect` is the address at which it waits."""

    def __init__(self, server: _Server, host: str) -> None:
        self._server = server
        self.redirect = f"http://{host}:{server.server_address[1]}"

    def wait(self, seconds: float) -> Answer | None:
        """Give the first answer; None if none comes in time."""
        try:
            return self._server.answers.get(timeout=seconds)
        except queue.Empty:
            return None


@contextmanager
def listening(host: str, state: str) -> Iterator[Listener]:
    """Listen on a free port of 127.0.0.1, called `host`, for an answer that repeats `state`."""
    with _Server(state) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="sign-in", daemon=True)
        thread.start()
        try:
            yield Listener(server, host)
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingTCPServer):
    """A browser may open connections it never uses, so each has its thread."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, state: str) -> None:
        self.state = state
        self.answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: what was asked for may hold a code."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        """Take the answer, if it is one: browsers ask for icons too, and any page may ask for anything."""
        parts = urlsplit(self.path)
        said = parse_qs(parts.query, keep_blank_values=True, max_num_fields=50)
        if parts.path not in ("", "/") or "state" not in said or not self._meant_for_us():
            self.send_error(404)
            return
        states = said["state"]
        ours = len(states) == 1 and hmac.compare_digest(states[0].encode(), self.server.state.encode())
        self._reply(_DONE if ours else _STRANGE, 200 if ours else 400)
        self.server.answers.put(Answer(said.get("code", [""])[0], said.get("error", [""])[0], ours))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the standard library
        """Write nothing: the address that is asked for holds the code."""

    def version_string(self) -> str:
        """Name the program alone."""
        return "mailhuman"

    def _meant_for_us(self) -> bool:
        """Whether the browser was sent to this machine by one of its own names, not by a stranger's for it."""
        host = (self.headers.get("Host") or "").lower()
        return host.rpartition(":")[0] in ("127.0.0.1", "localhost")

    def _reply(self, words: str, status: int) -> None:
        page = _PAGE.format(words).encode()
        self.send_response(status)
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(page))),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)
