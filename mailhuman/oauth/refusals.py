"""What a provider's refusal means and what to do; only its error codes are looked at, its words are never repeated."""

from __future__ import annotations

from mailhuman.config import Account
from mailhuman.errors import ConsentGone, MailhumanError, SecretError, Unreachable
from mailhuman.oauth.permit import Permit
from mailhuman.oauth.provider import Provider

_DAY = 86_400.0
_WITHDRAWN = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
_NO = frozenset({"access_denied", "authorization_declined", "consent_declined"})
_TOO_LATE = frozenset({"expired_token", "code_expired", "bad_verification_code", "invalid_grant"})
_NOT_THIS_CLIENT = frozenset({"invalid_client", "unauthorized_client", "unsupported_grant_type"})
_NOT_NOW = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_TEST_APP_DIES = (6.5, 8.0)  # days
_CLIENT = {
    "google": "check client_id: in Google's console it must be of the type Desktop app; and its client secret, which "
    "`mailhuman account sign-in` asks for",
    "microsoft": "check client_id and tenant; in Microsoft's app registration, under Authentication, allow public "
    "client flows, and have http://localhost as a redirect URI for mobile and desktop applications",
}


def refused_token(account: Account, provider: Provider, code: str, permit: Permit | None, now: float) -> MailhumanError:
    """Say why there is no token: when renewing `permit`, or, where that is None, when signing in."""
    if code in _NOT_NOW:
        return Unreachable(f"{provider.name} gives no token just now", next_step="wait some minutes, and try again")
    if permit and code in _WITHDRAWN:
        return _withdrawn(account, provider, now - permit.granted)
    if code in _NO:
        return SecretError(
            f"{provider.name} was told not to let mailhuman in",
            next_step=f"{_again(account)} and agree; in an organisation an administrator may have to agree first",
        )
    if code in _TOO_LATE:
        return SecretError("the sign-in was not finished in time", next_step=_again(account))
    return _of_the_client(account, provider, code)


def _of_the_client(account: Account, provider: Provider, code: str) -> SecretError:
    """The refusals that another answer of the user's would not change."""
    if code in _NOT_THIS_CLIENT:
        return SecretError(
            f"{provider.name} does not accept the client id of account {account.name}, or wants its secret",
            next_step=_CLIENT.get(account.auth, "check client_id, and whether it needs a secret"),
        )
    if code == "invalid_scope":
        return not_for_mail(account, provider)
    return SecretError(f"{provider.name} gave no token for account {account.name}", next_step=_again(account))


def not_for_mail(account: Account, provider: Provider) -> SecretError:
    """What was granted does not open mail."""
    return SecretError(
        f"{provider.name} did not give leave to read mail by IMAP",
        next_step=f"give the app the scope {provider.scope}; {_again(account)}, and leave the box for mail ticked",
    )


def no_lasting_permit(account: Account, provider: Provider) -> SecretError:
    """There was no token to renew with."""
    return SecretError(
        f"{provider.name} let mailhuman in for an hour only",
        next_step=f"take mailhuman out of the apps with access to your account there, then {_again(account)}",
    )


def unclear(provider: Provider) -> SecretError:
    """The answer is none that the protocol knows."""
    return SecretError(
        f"the answer of {provider.name} cannot be understood",
        next_step="try again; check the addresses if you gave them",
    )


def _withdrawn(account: Account, provider: Provider, age: float) -> ConsentGone:
    """Nobody's consent stands any more; Google ends that of a test app after seven days."""
    if account.auth == "google" and _TEST_APP_DIES[0] <= age / _DAY <= _TEST_APP_DIES[1]:
        return ConsentGone(
            f"the sign-in of account {account.name} ran out after seven days, as for every app in testing at Google",
            next_step="publish the app in Google's console (Audience, Publish app; your own use needs no review), "
            f"then {_again(account)}",
        )
    return ConsentGone(
        f"{provider.name} no longer lets mailhuman into account {account.name}: the consent was withdrawn or ran out",
        next_step=f"{_again(account)}; a new password there, or long disuse, can end a consent too",
    )


def _again(account: Account) -> str:
    return f"run `mailhuman account sign-in {account.name}`"
