"""The one door to oauthlib: what is asked of a provider, and what its answers say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # oauthlib has no types, and an answer may hold anything

from mailhuman.config import Account
from mailhuman.oauth.asking import Reply, post
from mailhuman.oauth.permit import Permit
from mailhuman.oauth.provider import Provider, provider_for
from mailhuman.oauth.refusals import no_lasting_permit, not_for_mail, refused_token, unclear

_VERIFIER_LENGTH = 64


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """A question for consent: the address to open, what the answer must repeat, and what proves that we asked."""

    url: str
    state: str
    verifier: str
    redirect: str


def new_request(provider: Provider, client_id: str, redirect: str, state: str) -> Request:
    """Make the address where the user is asked for consent; it holds nothing of theirs, not even their address."""
    client = _client(client_id)
    verifier = client.create_code_verifier(_VERIFIER_LENGTH)
    url = client.prepare_request_uri(
        provider.authorization_url,
        redirect_uri=redirect,
        scope=provider.scope.split(),
        state=state,
        code_challenge=client.create_code_challenge(verifier, "S256"),
        code_challenge_method="S256",
        **dict(provider.extra),
    )
    return Request(url, state, verifier, redirect)


def exchange(account: Account, request: Request, code: str, secret: str, now: float) -> Permit:
    """Trade the code of a consent for tokens. SecretError if the provider refuses; Unreachable if it is not there."""
    provider = provider_for(account)
    body = _client(account.client_id).prepare_request_body(
        code=code, redirect_uri=request.redirect, code_verifier=request.verifier, **_with(secret)
    )
    return first_permit(account, provider, post(provider.token_url, body), secret, now)


def renew(account: Account, provider: Provider, permit: Permit, now: float) -> Permit:
    """Get a new access token. ConsentGone if somebody must agree again; Unreachable if the provider is not there."""
    body = _client(account.client_id).prepare_refresh_body(
        refresh_token=permit.refresh_token, client_id=account.client_id, **_with(permit.client_secret)
    )
    tokens = _tokens(account, provider, post(provider.token_url, body), permit, now)
    return permit.renewed(tokens["access_token"], tokens.get("refresh_token", ""), _lifetime(tokens), now)


def first_permit(account: Account, provider: Provider, reply: Reply, secret: str, now: float) -> Permit:
    """The permit that an answer to a consent gives; SecretError if it does not open mail, or does not last."""
    tokens = _tokens(account, provider, reply, None, now)
    granted = tokens.get("scope", "")
    granted = " ".join(granted) if isinstance(granted, list) else str(granted)
    if granted and provider.needed.casefold() not in granted.casefold():
        raise not_for_mail(account, provider)
    if not tokens.get("refresh_token"):
        raise no_lasting_permit(account, provider)
    blank = Permit("", "", 0.0, 0.0, now, secret, account.client_id)
    return blank.renewed(tokens["access_token"], tokens["refresh_token"], _lifetime(tokens), now)


def answer_of(reply: Reply) -> Mapping[str, Any]:
    """What an answer in JSON says; nothing where it is something else."""
    try:
        answer = json.loads(reply.text)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _tokens(account: Account, provider: Provider, reply: Reply, permit: Permit | None, now: float) -> dict[str, Any]:
    """The tokens of an answer; it is never quoted in what is raised if there are none."""
    from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415 - slow, and needed once an hour

    error = answer_of(reply).get("error")
    if error:
        raise refused_token(account, provider, str(error), permit, now)
    try:
        tokens = dict(_client(account.client_id).parse_request_body_response(reply.text))
    except (OAuth2Error, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise unclear(provider) from None
    texts = (tokens.get("access_token"), tokens.get("refresh_token") or "")
    if not all(isinstance(text, str) and text.isascii() and text.isprintable() for text in texts):
        raise unclear(provider)
    if str(tokens.get("token_type", "bearer")).lower() != "bearer":
        raise unclear(provider)
    return tokens


def _lifetime(tokens: Mapping[str, Any]) -> float | None:
    """Seconds the access token lasts; None where that is not told."""
    try:
        life = float(tokens["expires_in"])
    except (LookupError, TypeError, ValueError):
        return None
    return life if 0 < life < float("inf") else None


def _client(client_id: str) -> Any:  # noqa: ANN401 - oauthlib has no types
    from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415 - as above

    return WebApplicationClient(client_id)


def device_body(client_id: str, device_code: str, secret: str) -> str:
    """The form that asks whether the code of a device has been typed."""
    from oauthlib.oauth2 import DeviceClient  # noqa: PLC0415 - as above

    client: Any = DeviceClient(client_id)
    return str(client.prepare_request_body(device_code, include_client_id=True, **_with(secret)))


def _with(secret: str) -> dict[str, str]:
    return {"client_secret": secret} if secret else {}
