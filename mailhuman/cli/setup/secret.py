"""Asks for the password, or for the command that gives it; what is typed is not shown, and is kept in no file."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.cli.setup.locating import provider_of
from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.oauth import AccessToken, Credential, Permit, credential_for
from mailhuman.secrets import kept_password, keyring_name, password_variable

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options

_SHELL_SIGNS = frozenset({"|", "||", "&&", ";", ">", ">>", "<", "&"})
_WOULD_HOLD_IT = frozenset({"echo", "printf"})


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What was typed, or granted in a browser; nothing where it is to be had without. Never printed."""

    typed: str = ""
    permit: Permit | None = None

    def credential(self, account: Account) -> Credential:
        """Give what the server is to be shown; SecretError if it is not to be had."""
        if self.permit:
            return AccessToken(self.permit.access_token)
        return self.typed or credential_for(account)


def secret_for(account: Account, options: Options, ask: Asker) -> tuple[Account, Secret]:
    """Give the account, with the command that gives its password if there is one, and what was typed.

    UsageError if what was given cannot be used.
    """
    if options["password_command"] is not None:
        return replace(account, password_command=_command_given(options["password_command"])), Secret()
    if options["password_stdin"]:
        return replace(account, password_command=()), _typed(account, sys.stdin.readline().rstrip("\r\n"))
    return _asked(account, ask) if ask.asks else (account, Secret())


def split_command(written: str) -> tuple[str, ...]:
    """Give a command as program and arguments; ValueError, with why, if it cannot run so, or holds a password."""
    try:
        words = tuple(shlex.split(written))
    except ValueError:
        raise ValueError("a quotation mark has no partner") from None
    if not words:
        raise ValueError("give a command, such as: pass show mail/work")
    if Path(words[0]).name in _WOULD_HOLD_IT:
        raise ValueError("that would write the password itself into the configuration; give a command that looks it up")
    if any(word in _SHELL_SIGNS or word.startswith(("$", "`")) for word in words):
        raise ValueError("the command is run without a shell; wrap it in one: sh -c '…'")
    return words


def in_keyring(account: Account) -> str:
    """The password that the keyring holds for `account`; empty if it holds none, or does not open."""
    try:
        return kept_password(account)
    except SecretError:
        return ""


def _asked(account: Account, ask: Asker) -> tuple[Account, Secret]:
    provider = provider_of(account)
    if provider and provider.password:
        say(f"{provider.name}: {provider.password}")
    variable = password_variable(account.name)
    if os.environ.get(variable):
        say(f"The password comes from the variable {variable}.")
        return replace(account, password_command=()), Secret()
    if not _has_keyring():
        say("There is no usable keyring on this machine, so a command of yours must give the password.")
        say(f"(Or end this with Ctrl-C, put the password into the variable {variable}, and run it again.)")
        return _commanded(account, ask)
    say("The password can be kept in the system's keyring, or come from a command (pass, a password manager).")
    usual = "command" if account.password_command else "keyring"
    if ask.choice("Where shall it come from", ("keyring", "command"), usual) == "command":
        return _commanded(account, ask)
    return _for_the_keyring(replace(account, password_command=()), ask)


def _for_the_keyring(account: Account, ask: Asker) -> tuple[Account, Secret]:
    kept = bool(in_keyring(account))
    question = "Password (not shown; Enter takes the one in the keyring)" if kept else "Password (not shown)"
    typed = ask.secret(question, may_be_empty=kept)
    return account, _typed(account, typed) if typed else Secret()


def _typed(account: Account, password: str) -> Secret:
    """What was typed or pasted; where a provider shows its password in groups, without the spaces between them."""
    provider = provider_of(account)
    if provider and provider.ignores_spaces:
        password = "".join(password.split())
    if not password:
        raise click.UsageError("the password is empty")
    return Secret(password)


def _has_keyring() -> bool:
    try:
        return bool(keyring_name())
    except SecretError:
        return False


def _command_given(written: str) -> tuple[str, ...]:
    try:
        return split_command(written)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--password-command") from None


def _commanded(account: Account, ask: Asker) -> tuple[Account, Secret]:
    """Ask for the command until it is one."""

    def check(written: str) -> str:
        return shlex.join(split_command(written))

    question = "Command that prints the password (such as: pass show mail/work)"
    usual = shlex.join(account.password_command)
    command = split_command(ask.text(question, "--password-command", None, usual, check))
    return replace(account, password_command=command), Secret()
