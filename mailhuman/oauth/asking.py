"""The one door to HTTP: a form is posted to a provider over verified TLS, and its answer read, whatever it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mailhuman.config.entry import safe_url
from mailhuman.errors import MailboxError, SecretError, TlsFailure, Unreachable

if TYPE_CHECKING:
    import requests

_REACH_SECONDS = 15
_ANSWER_SECONDS = 30
_PATIENCE = 60.0  # seconds for all of it
_MOST_BYTES = 200_000
_TOO_MANY = 429
_BROKEN = 500


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """What came back; its text may hold tokens, so it is never printed."""

    status: int
    text: str


def post(url: str, body: str) -> Reply:
    """Post a form. Unreachable or TlsFailure if there is no answer worth reading; redirections are not followed."""
    host = _host(url)
    answers: list[Reply | MailboxError] = []
    asking = threading.Thread(target=lambda: answers.append(_answered(url, body, host)), name="token", daemon=True)
    asking.start()
    asking.join(_PATIENCE)  # a server may send a byte now and then, each in time, for ever
    if not answers:
        raise Unreachable(f"{host} does not answer to an end", next_step="wait some minutes, and try again")
    if isinstance(answers[0], MailboxError):
        raise answers[0]
    return answers[0]


def _answered(url: str, body: str, host: str) -> Reply | MailboxError:
    """Give the answer, or what is wrong with it."""
    import requests  # noqa: PLC0415 - slow, and needed once an hour

    try:
        with requests.post(
            url,
            data=body.encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
            auth=_nobody,
            timeout=(_REACH_SECONDS, _ANSWER_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as answer:
            reply = Reply(answer.status_code, _text(answer))
    except (requests.RequestException, OSError, ValueError) as fault:
        return _unanswered(host, fault)
    if reply.status == _TOO_MANY or reply.status >= _BROKEN:
        return Unreachable(f"{host} is too busy to give a token", next_step="wait some minutes, and try again")
    return reply


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Log in as nobody: left to itself the library would send what a .netrc holds for the host."""
    return request


def _text(answer: requests.Response) -> str:
    whole = b""
    for piece in answer.iter_content(16_384):
        whole += piece
        if len(whole) > _MOST_BYTES:
            raise ValueError("far too long for a token")
    return whole.decode(errors="replace")


def _host(url: str) -> str:
    try:
        return urlsplit(safe_url(url)).hostname or ""
    except ValueError:
        raise SecretError(
            "the address that gives tokens is not one to be trusted with them", next_step="check token_url"
        ) from None


def _unanswered(host: str, fault: Exception) -> MailboxError:
    import requests  # noqa: PLC0415 - as above

    if isinstance(fault, requests.exceptions.SSLError):
        return TlsFailure(
            f"the certificate of {host} cannot be verified",
            next_step="check this machine's clock, and whether something stands between it and the network",
        )
    return Unreachable(f"{host} cannot be reached", next_step="check that this machine is online, and try again")
