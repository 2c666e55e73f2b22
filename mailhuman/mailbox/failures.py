"""What went wrong on the way to a mail server, said so that its owner knows what to do; never in the server's words.

A server's own words may hold the user's name or parts of a mail, so of them only response codes are looked at.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Sequence

from mailhuman.config import Account
from mailhuman.errors import LoginRefused, MailboxError, ServerGone, TlsFailure, Unreachable

_CODE = re.compile(r"\[([A-Z-]{2,40})")
_BUSY = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "CONTACTADMIN", "OVERQUOTA"})
_BUSY_WORDS = re.compile(r"too many|simultaneous|try again|temporar|throttl|rate limit", re.IGNORECASE)
_HALF_IN = re.compile(r"authenticated but not connected", re.IGNORECASE)
_MICROSOFT = ("outlook.com", "office365.com", "office.com", "hotmail.com", "live.com")
_APP_PASSWORDS = {
    ("gmail.com", "googlemail.com", "google.com"): "Gmail wants an app password in place of your own: turn on 2-Step "
    "Verification, make one at myaccount.google.com/apppasswords (or sign in by OAuth, with "
    "a client id of your own and the scope https://mail.google.com/: `mailhuman setup --auth google`)",
    (
        "yahoo.com",
        "aol.com",
        "ymail.com",
    ): "this provider wants an app password: make one in the account's security page",
    ("me.com", "icloud.com"): "iCloud wants an app-specific password: make one at account.apple.com",
    ("fastmail.com", "messagingengine.com"): "Fastmail wants an app password: make one under Privacy & Security",
}
_SIGN_IN = "run `mailhuman account sign-in {name}`"
_NAME_IT = "if you trust it, name its certificate: ca_file in config.toml, or `mailhuman setup --ca-file FILE`"
_CERTIFICATES = {
    10: ("has expired", "ask whoever runs the server to renew it, and check this machine's clock"),
    9: ("is not valid yet", "check this machine's clock"),
    18: ("is not signed by anybody this machine trusts", _NAME_IT),
    19: ("is not signed by anybody this machine trusts", _NAME_IT),
    20: ("is not signed by anybody this machine trusts", _NAME_IT),
    21: ("is not signed by anybody this machine trusts", _NAME_IT),
    62: ("is for another host name", "use the host name your provider gives for IMAP"),
    64: ("is for another address", "use the host name your provider gives for IMAP"),
}


class CommandRefused(MailboxError):
    """The server answered a command with NO or BAD; the connection goes on. `unknown` is true for BAD."""

    def __init__(self, message: str, *, unknown: bool) -> None:
        super().__init__(message, next_step="run `mailhuman doctor`; if it stays so, ask whoever runs the server")
        self.unknown = unknown


class Garbled(MailboxError):
    """The server answered in a way that is not IMAP; the connection goes on."""


def not_reached(account: Account, cause: Exception) -> MailboxError:
    """Say why there is no connection: an unknown name, nobody there, no certificate, something else than IMAP."""
    if isinstance(cause, ssl.SSLError):
        return no_tls(account, cause)
    place = f"{account.host}:{account.port}"
    if isinstance(cause, (socket.gaierror, UnicodeError)):
        return Unreachable(
            f"the name {account.host} cannot be found",
            next_step="check host in the configuration, and that this machine is online",
        )
    if isinstance(cause, TimeoutError):
        return Unreachable(f"{place} does not answer", next_step=_check_port(account))
    if isinstance(cause, ConnectionRefusedError):
        return Unreachable(f"nobody answers at {place}", next_step=_check_port(account))
    if isinstance(cause, OSError):
        return Unreachable(f"{place} cannot be reached", next_step="check that this machine is online")
    return _strange(account, place) if not is_busy(cause) else _busy(account)


def _strange(account: Account, place: str) -> Unreachable:
    return Unreachable(
        f"what answers at {place} does not let us in as an IMAP server should", next_step=_check_port(account)
    )


def is_busy(cause: BaseException) -> bool:
    """Whether the server says that it has no room or no time for us just now, or not for so many."""
    said = str(cause)
    codes = set(_CODE.findall(said))
    return bool(codes & _BUSY) or (bool(_BUSY_WORDS.search(said)) and "AUTHENTICATIONFAILED" not in codes)


def _busy(account: Account) -> Unreachable:
    failure = Unreachable(
        f"{account.host} lets nobody in just now, or has too many connections",
        next_step="close other mail programs or wait some minutes, and try again",
    )
    failure.asks_to_wait = True
    return failure


def no_tls(account: Account, cause: Exception) -> TlsFailure:
    """Say what is wrong with the certificate, or that no TLS is spoken there."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        what, step = _CERTIFICATES.get(cause.verify_code, ("cannot be verified", "check ca_file in the configuration"))
        return TlsFailure(f"the certificate of {account.host} {what}", next_step=step)
    return TlsFailure(
        f"{account.host}:{account.port} does not speak TLS as we asked ({account.security})",
        next_step='use port 993 with security = "tls", or port 143 with security = "starttls"',
    )


def not_let_in(account: Account, cause: Exception, told: Sequence[bytes] = ()) -> MailboxError:
    """Say why the login failed, and what this provider wants; `told` is what it sent on refusing a token."""
    if is_busy(cause):
        return _busy(account)
    if account.auth != "password":
        return _token_refused(account, told)
    return LoginRefused(
        f"{account.host} does not accept the user and password of account {account.name}",
        next_step=_login_step(account),
    )


def half_in(account: Account, cause: Exception) -> LoginRefused | None:
    """Microsoft says yes to a login it does not allow and refuses what follows; None if it is not that."""
    if not _HALF_IN.search(str(cause)):
        return None
    return LoginRefused(
        f"{account.host} does not open the mailbox of account {account.name}", next_step=_login_step(account)
    )


def no_login_by_password(account: Account) -> LoginRefused:
    """The server says beforehand that it takes no password on this connection."""
    step = (
        _login_step(account) if account.security != "plain" else 'set security = "starttls" or "tls" for this account'
    )
    return LoginRefused(f"{account.host} takes no password on this connection", next_step=step)


def no_login_by_token(account: Account) -> LoginRefused:
    """The server says beforehand that it takes no tokens."""
    return LoginRefused(
        f"{account.host} takes no sign-in by OAuth",
        next_step=f"check host in the configuration, or give a password: `mailhuman setup --name {account.name} "
        "--auth password`",
    )


def gone(account: Account, cause: BaseException | None = None) -> ServerGone:
    """The connection was lost, or nothing came in time."""
    if isinstance(cause, TimeoutError):
        return ServerGone(
            f"{account.host} did not answer within {account.timeout} seconds",
            next_step="try again; for a slow server set a higher timeout for the account",
        )
    return ServerGone(f"the connection to {account.host} was lost", next_step="try again; nothing was changed")


def refused(account: Account, what: str, cause: Exception) -> CommandRefused:
    """The server said NO or BAD when asked `what`."""
    unknown = "command error: BAD" in str(cause)
    return CommandRefused(f"{account.host} refused to {what}", unknown=unknown)


def garbled(account: Account, what: str) -> Garbled:
    """The answer to `what` cannot be understood."""
    return Garbled(
        f"the answer of {account.host} cannot be understood (asked to {what})",
        next_step="run `mailhuman doctor`; if it stays so, ask whoever runs the server",
    )


def _check_port(account: Account) -> str:
    usual = {"tls": 993, "starttls": 143, "plain": 143}.get(account.security, 993)
    return f"check host and port (usual with {account.security}: {usual}), and that this machine is online"


def _token_refused(account: Account, told: Sequence[bytes]) -> LoginRefused:
    """Of what the server sends with its refusal (RFC 7628 §3.2.2) the status alone is looked at."""
    if _status(told) in ("insufficient_scope", "403"):
        return LoginRefused(
            f"the sign-in of account {account.name} gives no leave to read mail at {account.host}",
            next_step=f"{_SIGN_IN.format(name=account.name)}, and leave the box for mail ticked",
        )
    return LoginRefused(
        f"{account.host} does not accept the sign-in of account {account.name}", next_step=_login_step(account)
    )


def _status(told: Sequence[bytes]) -> str:
    try:
        return str(json.loads(told[0])["status"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _login_step(account: Account) -> str:
    host = account.host.lower().rstrip(".")
    again = f"then run `mailhuman setup` for account {account.name} again"
    if account.auth != "password":
        return f"{_SIGN_IN.format(name=account.name)} as its owner, and see that IMAP is switched on for the mailbox"
    if _within(host, _MICROSOFT):
        return (
            "Microsoft no longer takes passwords over IMAP (basic authentication ended in 2024): sign in by OAuth with "
            f"`mailhuman setup --name {account.name} --auth microsoft`; it needs a client id of your own, with the "
            "redirect URI http://localhost and the scopes https://outlook.office.com/IMAP.AccessAsUser.All and "
            "offline_access"
        )
    for hosts, step in _APP_PASSWORDS.items():
        if _within(host, hosts):
            return f"{step}, {again}"
    return f"check the user name and password, {again}; some providers want an app password"


def _within(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
