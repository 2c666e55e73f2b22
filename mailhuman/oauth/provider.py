"""Where Google, Microsoft and providers of the user's own ask for consent and give tokens, and for what they do so."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.config import Account

_MICROSOFT = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/"


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `device_url` and `revocation_url` are empty where it has none.

    `needed` is what the granted scope must hold, or the token opens no mailbox. `redirect_host` is how it wants this
    machine to be called. `extra` goes into the address where consent is asked for.
    """

    name: str
    authorization_url: str
    token_url: str
    scope: str
    needed: str
    device_url: str = ""
    revocation_url: str = ""
    redirect_host: str = "127.0.0.1"
    extra: tuple[tuple[str, str], ...] = ()


GOOGLE = Provider(
    "Google",
    "https://accounts.google.com/o/oauth2/v2/auth",
    "https://oauth2.googleapis.com/token",
    "https://mail.google.com/",
    "https://mail.google.com/",
    revocation_url="https://oauth2.googleapis.com/revoke",
    extra=(("access_type", "offline"),),  # without it there may be no token to renew with
)
"""Sources: developers.google.com/identity/protocols/oauth2/native-app and …/gmail/imap/xoauth2-protocol. Its flow for
devices does not give the scope of mail."""


def provider_for(account: Account) -> Provider:
    """Give the provider of an account that does not sign in by password."""
    if account.auth == "google":
        return GOOGLE
    if account.auth == "microsoft":
        return _microsoft(account.tenant or "common")
    return Provider(
        "the provider",
        account.authorization_url,
        account.token_url,
        account.scope,
        "",
        device_url=account.device_url,
    )


def _microsoft(tenant: str) -> Provider:
    """Microsoft, for one organisation or for all; it lets the port of localhost alone be free, not of 127.0.0.1.

    Sources: learn.microsoft.com/exchange/client-developer/legacy-protocols (IMAP by OAuth) and
    learn.microsoft.com/entra/identity-platform/reply-url (localhost).
    """
    place = _MICROSOFT.format(tenant=tenant)
    return Provider(
        "Microsoft",
        f"{place}authorize",
        f"{place}token",
        "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        "IMAP.AccessAsUser.All",
        device_url=f"{place}devicecode",
        redirect_host="localhost",
    )
