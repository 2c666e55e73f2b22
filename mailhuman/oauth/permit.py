"""What a sign-in leaves behind: a token that opens the mailbox for an hour, and one that renews it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.secrets import keep_permit, permit_of

_EARLY = 600.0
"""Seconds before its end at which a token is renewed; half its life where that is shorter."""
_UNTOLD_LIFE = 3600.0


@dataclass(frozen=True, slots=True, repr=False)
class AccessToken:
    """Opens a mailbox in place of a password; never printed."""

    value: str


Credential = str | AccessToken
"""What `mailbox.connect` is given: a password, or an access token."""


@dataclass(frozen=True, slots=True, repr=False)
class Permit:
    """The tokens of an account; never printed. Times are in seconds since 1970.

    `lifetime` is how long the access token was to last, `expires` when it ends, `granted` when somebody last agreed.
    `client_secret` is empty where the provider gave none. `client_id` is whom the consent was given to: another client
    cannot use it.
    """

    access_token: str
    refresh_token: str
    expires: float
    lifetime: float
    granted: float
    client_secret: str = ""
    client_id: str = ""

    def fresh(self, now: float) -> bool:
        """Whether the access token lasts long enough at `now` to begin something with it."""
        return now < self.expires - min(_EARLY, self.lifetime / 2)

    def usable(self, now: float) -> bool:
        """Whether the access token may still be let in at `now`."""
        return now < self.expires

    def renewed(self, access_token: str, refresh_token: str, lifetime: float | None, now: float) -> Permit:
        """The permit after a renewal at `now`; a provider that gives no new renewing token means the old one."""
        life = _UNTOLD_LIFE if lifetime is None else lifetime
        return replace(
            self,
            access_token=access_token,
            refresh_token=refresh_token or self.refresh_token,
            expires=now + life,
            lifetime=life,
        )


def kept_permit(account: Account) -> Permit | None:
    """Give the permit in the keyring; None if there is none, it cannot be read, or it was given to another client.

    SecretError if the keyring does not open.
    """
    permit = read_permit(permit_of(account))
    return permit if permit and permit.client_id in ("", account.client_id) else None


def remember(account: Account, permit: Permit) -> None:
    """Keep the permit in the keyring; SecretError if that does not keep it."""
    keep_permit(account, json.dumps(asdict(permit), separators=(",", ":")))


def read_permit(written: str) -> Permit | None:
    """Read a permit as `remember` wrote it; None for anything else."""
    try:
        known = json.loads(written)
        values = {field.name: known[field.name] for field in fields(Permit)}
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    texts = ("access_token", "refresh_token", "client_secret", "client_id")
    whole = all(isinstance(value, str if name in texts else int | float) for name, value in values.items())
    return Permit(**values) if whole else None


def not_signed_in(account: Account) -> SecretError:
    """The account has no permit."""
    return SecretError(
        f"the account {account.name} is not signed in", next_step=f"run `mailhuman account sign-in {account.name}`"
    )
