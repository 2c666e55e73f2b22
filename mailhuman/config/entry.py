"""What may stand in a table `[account.NAME]`, held to by type, range and form."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from mailhuman.config.account import Account, Auth, Security

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_ADDRESS = re.compile(r"[^@\s<>\x00-\x1f\x7f]+@[^@\s<>\x00-\x1f\x7f]+")
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
_HOST = re.compile(r"[\w.-]+")
_STANDARD_PORT = {"tls": 993, "starttls": 143, "plain": 143}


def account_name(name: str) -> str:
    """Give `name` back if an account may be called so, ValueError otherwise."""
    if not _NAME.fullmatch(name):
        raise ValueError("an account's name is made of up to 40 letters a to z, digits, - and _")
    return name


def mail_address(address: str) -> str:
    """Give `address` back if it has the form of one, ValueError otherwise."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError("write an address as name@example.org")
    return address


def host_name(host: str) -> str:
    """Give `host` back if it can be a host's name or IP address, ValueError otherwise."""
    if not _HOST.fullmatch(host) and not _is_ip(host):
        raise ValueError("write the bare name of the server, such as imap.example.org")
    return host


def safe_url(url: str) -> str:
    """Give `url` back if nobody on the way can read what is sent there, ValueError otherwise."""
    try:
        parts = urlsplit(url)
        private = parts.scheme == "https" or (parts.scheme == "http" and on_this_machine(parts.hostname or ""))
    except ValueError:
        private = False
    else:
        private = private and bool(parts.hostname) and parts.username is None and not parts.fragment
    if not (private and url.isascii() and url.isprintable() and " " not in url):
        raise ValueError("write it as https://login.example.org/token")
    return url


def https_url(url: str) -> str:
    """Give `url` back if a browser reaches it over TLS, ValueError otherwise."""
    if not safe_url(url).startswith("https:"):
        raise ValueError("write it as https://login.example.org/authorize")
    return url


def tenant_name(tenant: str) -> str:
    """Give `tenant` back if an organisation at Microsoft can be called so, ValueError otherwise."""
    if tenant and not _TENANT.fullmatch(tenant):
        raise ValueError("give the tenant's id or domain, or consumers or organizations")
    return tenant


def on_this_machine(host: str) -> bool:
    """Whether `host` is this very machine, so that nothing said to it crosses a network."""
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def standard_port(security: Security) -> int:
    """The port IMAP servers commonly use with `security`."""
    return _STANDARD_PORT[security]


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("holds characters that cannot be shown")
    return text


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


_Address = Annotated[str, AfterValidator(mail_address)]
_Line = Annotated[str, AfterValidator(_one_line)]
_Url = Annotated[str, AfterValidator(lambda url: url and safe_url(url))]


_HEEDING = {"password_command": "password", "tenant": "microsoft"}
"""The way of signing in that a key is for, where it is not for a provider of the user's own."""


class Entry(BaseModel):
    """One table of the file; unknown keys and values of another type are problems, never guessed at."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    address: _Address
    host: Annotated[str, AfterValidator(host_name)]
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "tls"
    auth: Auth = "password"
    user: _Line = ""
    aliases: list[_Address] = []
    password_command: list[_Line] = []
    drafts: _Line = ""
    sent: _Line = ""
    inbox: _Line = Field(default="INBOX", min_length=1)
    ca_file: _Line = ""
    timeout: int = Field(default=60, ge=1, le=600)
    client_id: _Line = Field(default="", validate_default=True, max_length=300)
    tenant: Annotated[str, AfterValidator(tenant_name)] = ""
    authorization_url: Annotated[str, AfterValidator(lambda url: url and https_url(url))] = Field(
        default="", validate_default=True
    )
    token_url: _Url = Field(default="", validate_default=True)
    device_url: _Url = ""
    scope: _Line = Field(default="", validate_default=True)

    @field_validator("security")
    @classmethod
    def _never_readable_on_the_way(cls, security: Security, others: ValidationInfo) -> Security:
        if security == "plain" and "host" in others.data and not on_this_machine(others.data["host"]):
            raise ValueError('"plain" would send the password readable; it is only for a server on this machine')
        return security

    @field_validator("client_id", "authorization_url", "token_url", "scope")
    @classmethod
    def _given_where_needed(cls, value: str, others: ValidationInfo) -> str:
        needed = ("google", "microsoft", "oauth") if others.field_name == "client_id" else ("oauth",)
        if not value and others.data.get("auth") in needed:
            raise ValueError(f'missing; auth = "{others.data["auth"]}" needs it')
        return value

    @field_validator("password_command", "tenant", "authorization_url", "token_url", "device_url", "scope")
    @classmethod
    def _only_where_heeded(cls, value: object, others: ValidationInfo) -> object:
        heeding = _HEEDING.get(others.field_name or "", "oauth")
        if value and "auth" in others.data and others.data["auth"] != heeding:
            raise ValueError(f'only for auth = "{heeding}"')
        return value

    def account(self, name: str) -> Account:
        """Give the account it describes."""
        return Account(
            name,
            self.address,
            self.host,
            self.port or standard_port(self.security),
            self.security,
            self.user,
            tuple(self.aliases),
            tuple(self.password_command),
            self.drafts,
            self.sent,
            self.inbox,
            self.ca_file,
            self.timeout,
            self.auth,
            self.client_id,
            self.tenant,
            self.authorization_url,
            self.token_url,
            self.device_url,
            self.scope,
        )
