"""Changes the configuration file: whole or not at all, with the user's comments and order kept."""

from __future__ import annotations

import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any  # what TOML holds is of any type

import tomlkit
from tomlkit.items import Table

from mailhuman.config.account import Account
from mailhuman.config.entry import standard_port
from mailhuman.config.folders import config_file
from mailhuman.config.reading import parse_config, read_text
from mailhuman.errors import ConfigError, Problem

_KEYS = tuple(field.name for field in fields(Account) if field.name != "name")
_DEFAULTS = {field.name: field.default for field in fields(Account)}


def save_account(account: Account, path: Path | None = None) -> None:
    """Write `account` into the file in place of the one of that name, or beside the others.

    ConfigError, and an unchanged file, if it has problems, would have some afterwards, or cannot be written.
    """
    path = path or config_file()
    text = read_text(path)
    others = [each for each in parse_config(text, str(path)).accounts if each.name != account.name]
    document = tomlkit.parse(text)
    table = _table(document, account.name)
    for key in _KEYS:
        _set(table, key, account)
    _put(path, document.as_string(), {*others, account})


def remove_account(name: str, path: Path | None = None) -> None:
    """Take the account called `name` out of the file.

    MailhumanError if there is none; ConfigError, and an unchanged file, if it has problems or cannot be written.
    """
    path = path or config_file()
    text = read_text(path)
    config = parse_config(text, str(path))
    removed = config.named(name)
    document: Any = tomlkit.parse(text)
    del document["account"][name]
    _put(path, document.as_string(), {*config.accounts} - {removed})


def _table(document: tomlkit.TOMLDocument, name: str) -> Any:  # noqa: ANN401 - tomlkit's tables share no useful type
    """Give the table of account `name`, made if need be."""
    accounts: Any = document.get("account")
    if accounts is None:
        accounts = document["account"] = tomlkit.table(is_super_table=True)
    if name not in accounts:
        accounts[name] = tomlkit.table()
    return accounts[name]


def _set(table: Any, key: str, account: Account) -> None:  # noqa: ANN401 - as above
    """Change `key` only where it says something else, so that a comment beside it stays; add it only where needed."""
    value = getattr(account, key)
    usual = {"port": standard_port(account.security), "user": account.address}.get(key, _DEFAULTS[key])
    plain = list(value) if isinstance(value, tuple) else value
    if key in table and table[key] != plain:
        table[key] = plain
    elif key not in table and value != usual:
        _add(table, key, plain)


def _add(table: Any, key: str, value: Any) -> None:  # noqa: ANN401 - as above
    """Add a key below the others; tomlkit by itself puts it below the comment that heads the next table."""
    keys = [name for name, _ in table.value.body if name is not None] if isinstance(table, Table) else []
    if keys and not keys[-1].is_dotted():
        table.value._insert_after(keys[-1], key, tomlkit.item(value))  # noqa: SLF001 - tomlkit has no public way
    else:
        table[key] = value


def _put(path: Path, text: str, meant: set[Account]) -> None:
    """Replace the file by `text`, but only if it says what is meant."""
    if set(parse_config(text, str(path)).accounts) != meant:
        raise _unwritten(path, "cannot be changed without losing what is in it")
    try:
        _replace(path, text)
    except OSError as error:
        raise _unwritten(path, f"cannot be written: {error.strerror}") from None


def _replace(path: Path, text: str) -> None:
    """Write a file beside it, for the user's eyes only, and put that in its place; a link stays a link."""
    place = path.resolve()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".config-", suffix=".toml", dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _unwritten(path: Path, words: str) -> ConfigError:
    return ConfigError(
        (Problem(str(path), 0, 0, words),), next_step="see who may write there, and the room on its disk"
    )
