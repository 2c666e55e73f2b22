"""What may stand in a table `[account.NAME]`, held to by type, range and form."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from mailhuman.config.account import Account, Security

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_ADDRESS = re.compile(r"[^@\s<>\x00-\x1f\x7f]+@[^@\s<>\x00-\x1f\x7f]+")
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


class Entry(BaseModel):
    """One table of the file; unknown keys and values of another type are problems, never guessed at."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    address: _Address
    host: Annotated[str, AfterValidator(host_name)]
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "tls"
    user: _Line = ""
    aliases: list[_Address] = []
    password_command: list[_Line] = []
    drafts: _Line = ""
    sent: _Line = ""
    inbox: _Line = Field(default="INBOX", min_length=1)
    ca_file: _Line = ""
    timeout: int = Field(default=60, ge=1, le=600)

    @field_validator("security")
    @classmethod
    def _never_readable_on_the_way(cls, security: Security, others: ValidationInfo) -> Security:
        if security == "plain" and "host" in others.data and not on_this_machine(others.data["host"]):
            raise ValueError('"plain" would send the password readable; it is only for a server on this machine')
        return security

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
        )
