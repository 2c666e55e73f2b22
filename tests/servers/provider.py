"""A provider of OAuth 2 for tests, on loopback: consent, device codes, tokens, introspection for Dovecot, revocation."""

from __future__ import annotations

import base64
import hashlib
import http.client
import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from mailhuman.config import Account

SCOPE = "imap"
CLIENT = "mailhuman-test"
Answer = tuple[int, dict[str, Any] | str]


@dataclass
class Token:
    """An access token as the provider knows it."""

    user: str
    scope: str = SCOPE
    active: bool = True


@dataclass
class Provider:
    """What it knows, what it was asked, and what it shall answer next (`planned`) in place of what is right."""

    port: int = 0
    user: str = "jo"
    lifetime: int = 3600
    rotates: bool = True
    granted: str = SCOPE
    client_secret: str = ""
    pending: int = 0
    tokens: dict[str, Token] = field(default_factory=dict)
    refreshing: set[str] = field(default_factory=set)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    planned: list[Answer] = field(default_factory=list)
    _consents: dict[str, dict[str, str]] = field(default_factory=dict)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def account(self, **changes: Any) -> Account:
        """An account that signs in here."""
        known: dict[str, Any] = {
            "name": "work",
            "address": "jo@falk.example",
            "host": "imap.falk.example",
            "auth": "oauth",
            "client_id": CLIENT,
            "authorization_url": "https://login.falk.example/authorize",
            "token_url": f"{self.url}/token",
            "device_url": f"{self.url}/device",
            "scope": f"{SCOPE} offline_access",
        }
        return Account(**{**known, **changes})

    def consent(self, url: str, **changes: str) -> tuple[int, str]:
        """Be the browser of somebody who agrees at `url`, or brings back something else; give the page it ends at."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = f"code-{next(self._count)}"
        self._consents[code] = asked
        brought = {"code": code, "state": asked["state"], **changes}
        return fetched(
            asked["redirect_uri"], "/?" + urlencode({name: value for name, value in brought.items() if value})
        )

    def token(self, user: str, **changes: Any) -> str:
        """Issue an access token outright."""
        value = f"access-{next(self._count)}"
        self.tokens[value] = Token(user, **changes)
        return value

    def answer(self, path: str, form: dict[str, str]) -> Answer:
        with self._turn:
            self.asked.append((path, form))
            if path == "/introspect":
                return self._introspected(form)
            if self.planned:
                return self.planned.pop(0)
            if path == "/device":
                typed = {"user_code": "WDJB-MJHT", "verification_uri": "https://login.falk.example/device"}
                return 200, {"device_code": "device-1", "expires_in": 900, "interval": 5, **typed}
            if path == "/revoke":
                self.refreshing.discard(form["token"])
                return 200, {}
            return self._granted(form)

    def _introspected(self, form: dict[str, str]) -> Answer:
        known = self.tokens.get(form.get("token", ""))
        if not known or not known.active:
            return 200, {"active": False}
        return 200, {"active": True, "username": known.user, "scope": known.scope}

    def _granted(self, form: dict[str, str]) -> Answer:
        if form.get("client_id") != CLIENT or form.get("client_secret", "") != self.client_secret:
            return 401, {"error": "invalid_client"}
        fault = self._fault(form)
        if fault:
            return 400, {"error": fault, "error_description": f"no, {self.user}: {form}"}
        answer: dict[str, Any] = {
            "access_token": self.token(self.user),
            "expires_in": self.lifetime,
            "token_type": "Bearer",
        }
        if self.rotates or form["grant_type"] != "refresh_token":
            self.refreshing.discard(form.get("refresh_token", ""))
            answer["refresh_token"] = f"refresh-{next(self._count)}"
            self.refreshing.add(answer["refresh_token"])
        return 200, {**answer, "scope": self.granted}

    def _fault(self, form: dict[str, str]) -> str:
        if form["grant_type"] == "authorization_code":
            consent = self._consents.pop(form["code"], None)
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            right = consent and (consent["code_challenge"], consent["redirect_uri"]) == (
                challenge,
                form["redirect_uri"],
            )
            return "" if right else "invalid_grant"
        if form["grant_type"] == "refresh_token":
            return "" if form["refresh_token"] in self.refreshing else "invalid_grant"
        if self.pending:
            self.pending -= 1
            return "authorization_pending"
        return "" if form["device_code"] == "device-1" else "bad_verification_code"


@contextmanager
def providing() -> Iterator[Provider]:
    """Start one, and stop it at the end."""
    provider = Provider()
    with _Server(provider) as server:
        provider.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()


def fetched(place: str, path: str, host: str = "") -> tuple[int, str]:
    """Ask for a page as a browser does; give its status and text."""
    parts = urlsplit(place)
    line = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=5)
    try:
        line.request("GET", path, headers={"Host": host or parts.netloc})
        reply = line.getresponse()
        return reply.status, reply.read().decode()
    finally:
        line.close()


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        written = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(written).items()}
        status, answer = self.server.provider.answer(self.path, form)
        page = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the standard library
        pass
