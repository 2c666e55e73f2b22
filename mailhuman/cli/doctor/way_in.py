"""Looks at what opens a mailbox: a password, or a sign-in by OAuth and how long it lasts."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mailhuman.cli.doctor.finding import Finding, ok
from mailhuman.cli.progress import Progress
from mailhuman.errors import MailboxError, SecretError

if TYPE_CHECKING:
    from mailhuman.config import Account
    from mailhuman.oauth import Credential, Permit

_DAY = 86_400.0
_TEST_APP_DAYS = 7
_WARN_FROM = 5  # days

Found = Generator[Finding, None, "Credential | None"]


def credential(account: Account, about: str, *, offline: bool) -> Found:
    """Get what the server is to be shown; None if it is not to be had, or would have to be asked for and must not."""
    if account.auth == "password":
        return (yield from _password(account, about))
    return (yield from _token(account, about, offline=offline))


def _password(account: Account, about: str) -> Found:
    from mailhuman.secrets import password_for

    whence = _whence(account)
    try:
        with Progress(f"Asking {whence} for the password"):
            password = password_for(account)
    except SecretError as failure:
        yield Finding("problem", f"{about}: {failure.message}", failure.next_step)
        return None
    yield ok(f"{about}: {whence} gives the password")
    return password


def _whence(account: Account) -> str:
    from mailhuman.secrets import password_variable

    variable = password_variable(account.name)
    if account.password_command:
        return "its command"
    return f"the variable {variable}" if os.environ.get(variable) else "the keyring"


def _token(account: Account, about: str, *, offline: bool) -> Found:
    from mailhuman.oauth import credential_for, kept_permit

    try:
        permit = kept_permit(account)
        if permit:
            yield from _standing(account, permit, about)
        token = None if permit and offline else credential_for(account)
    except (SecretError, MailboxError) as failure:
        yield Finding("problem", f"{about}: {failure.message}", failure.next_step)
        return None
    if token:
        yield ok(f"{about}: its access token is good, and is renewed by itself")
    return token


def _standing(account: Account, permit: Permit, about: str) -> Generator[Finding, None, None]:
    """Since when the account is signed in; at Google, whether that ends soon for an app in testing."""
    from mailhuman.oauth import provider_for

    since = datetime.fromtimestamp(permit.granted, UTC).astimezone()
    yield ok(f"{about}: signed in with {provider_for(account).name} since {since:%Y-%m-%d}")
    age = (time.time() - permit.granted) / _DAY
    if account.auth == "google" and _WARN_FROM <= age < _TEST_APP_DAYS:
        yield Finding(
            "note",
            f"{about}: if your app at Google is still in testing, this sign-in ends seven days after it was made",
            "publish the app in Google's console (Audience, Publish app), then run "
            f"`mailhuman account sign-in {account.name}`",
        )
