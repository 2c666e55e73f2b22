"""What is known of a mail account: where its server is, who logs in, and whose addresses are the writer's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mailhuman.config.daemon import DaemonSettings
from mailhuman.errors import MailhumanError

Security = Literal["tls", "starttls", "plain"]
Auth = Literal["password", "google", "microsoft", "oauth"]


@dataclass(frozen=True, slots=True)
class Account:
    """One mail account; it never holds a password or a token.

    `user` is the name to log in with, by default the address. `aliases` are other addresses of the writer.
    `password_command` is the program, with its arguments, whose first line of output is the password. Empty folder
    names mean: ask the server which folder it is. `ca_file` is a file of certificates to trust in place of the
    system's. `timeout` is in seconds, for each answer of the server.

    `auth` says how to sign in: by password, or by OAuth 2 with Google, Microsoft or a provider of the user's own, whose
    addresses the three URLs are. `client_id` is what the provider calls this program; `tenant` is the organisation at
    Microsoft, empty for any.
    """

    name: str
    address: str
    host: str
    port: int = 993
    security: Security = "tls"
    user: str = ""
    aliases: tuple[str, ...] = ()
    password_command: tuple[str, ...] = ()
    drafts: str = ""
    sent: str = ""
    inbox: str = "INBOX"
    ca_file: str = ""
    timeout: int = 60
    auth: Auth = "password"
    client_id: str = ""
    tenant: str = ""
    authorization_url: str = ""
    token_url: str = ""
    device_url: str = ""
    scope: str = ""

    def __post_init__(self) -> None:
        if not self.user:
            object.__setattr__(self, "user", self.address)

    @property
    def owner(self) -> frozenset[str]:
        """The writer's own addresses, in lower case."""
        return frozenset(each.lower() for each in (self.address, *self.aliases))


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration file says; no account, and the daemon's usual ways, where there is no file."""

    accounts: tuple[Account, ...] = ()
    daemon: DaemonSettings = field(default_factory=DaemonSettings)

    def named(self, name: str) -> Account:
        """Give the account called `name`; MailhumanError, naming those there are, if there is none."""
        for account in self.accounts:
            if account.name == name:
                return account
        known = ", ".join(account.name for account in self.accounts)
        raise MailhumanError(
            f"no account is called {name}",
            next_step=f"take one of these: {known}" if known else "connect one with `mailhuman setup`",
        )
