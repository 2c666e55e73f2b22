"""Signing in by OAuth 2 instead of a password: consent once in a browser, tokens in the keyring, renewed in time."""

from __future__ import annotations

from mailhuman.oauth.browser import sign_in_by_browser
from mailhuman.oauth.credential import credential_for
from mailhuman.oauth.device import sign_in_by_code
from mailhuman.oauth.leaving import sign_out
from mailhuman.oauth.permit import AccessToken, Credential, Permit, kept_permit, remember
from mailhuman.oauth.provider import Provider, provider_for

__all__ = [
    "AccessToken",
    "Credential",
    "Permit",
    "Provider",
    "credential_for",
    "kept_permit",
    "provider_for",
    "remember",
    "sign_in_by_browser",
    "sign_in_by_code",
    "sign_out",
]
