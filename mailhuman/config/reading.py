"""Reads the configuration file, and says everything that is wrong with it at once, each with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any  # what TOML holds is of any type

from pydantic import ValidationError

from mailhuman.config.account import Account, Config
from mailhuman.config.daemon import DaemonSettings
from mailhuman.config.daemon_entry import DaemonEntry
from mailhuman.config.entry import Entry, account_name
from mailhuman.config.folders import config_file
from mailhuman.config.positions import Keys, key_lines
from mailhuman.config.sentences import sentence
from mailhuman.errors import ConfigError, Problem

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_KNOWN = ("account", "daemon")
_NEXT = "mend the file, or run `mailhuman setup` once it can be read"


def load_config(path: Path | None = None) -> Config:
    """Read the configuration, empty where there is no file; ConfigError with all its problems."""
    path = path or config_file()
    text = read_text(path)
    return parse_config(text, str(path))


def read_text(path: Path) -> str:
    """Give the file's text, empty where there is none; ConfigError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _unusable(str(path), 0, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unusable(str(path), line, "is not UTF-8 text") from None


def parse_config(text: str, path: str) -> Config:
    """Read a configuration's text; `path` is only for the problems. ConfigError with all of them."""
    data = _toml(text, path)
    accounts: dict[str, Account] = {}
    found: list[tuple[Keys, str]] = []
    for name, table in _tables(data, found):
        try:
            accounts[name] = Entry.model_validate(table).account(name)
        except ValidationError as error:
            found += [_told(each, ("account", name), Entry.model_fields) for each in error.errors()]
    found += _shared_addresses(accounts)
    daemon = _daemon(data.get("daemon", {}), found)
    if found:
        lines = key_lines(text)
        raise ConfigError(tuple(Problem(path, _line(lines, at), 0, words) for at, words in found), next_step=_NEXT)
    return Config(tuple(accounts.values()), daemon)


def _toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        line, column = (int(part or 0) for part in place.group("line", "column")) if place else (0, 0)
        words = _AT.sub("", str(error))
        raise _unusable(path, line or text.count("\n") + 1, f"is not TOML: {words}", column) from None
    except RecursionError:
        raise _unusable(path, 0, "is nested too deeply") from None


def _tables(data: Mapping[str, Any], found: list[tuple[Keys, str]]) -> Iterator[tuple[str, object]]:
    """Give each account's name and table; what else stands in the file goes to `found`."""
    found += [((key,), f"{key}: unknown key") for key in data if key not in _KNOWN]
    accounts = data.get("account", {})
    if not isinstance(accounts, Mapping):
        found.append((("account",), "account: give each account a name, as in [account.work]"))
        return
    for name, table in accounts.items():
        try:
            account_name(name)
        except ValueError as error:
            found.append((("account", name), f"account.{name}: {error}"))
        yield name, table


def _daemon(table: object, found: list[tuple[Keys, str]]) -> DaemonSettings:
    """Read the table `[daemon]`; its problems go to `found`."""
    try:
        return DaemonEntry.model_validate(table).settings()
    except ValidationError as error:
        found += [_told(each, ("daemon",), DaemonEntry.model_fields) for each in error.errors()]
        return DaemonSettings()


def _told(error: Mapping[str, Any], table: Keys, keys: Collection[str]) -> tuple[Keys, str]:
    """The place and the words of one problem that pydantic found in `table`, which may hold `keys`."""
    inside = [part for part in error["loc"] if isinstance(part, str)]
    return (*table, *inside), sentence(error, ".".join(map(str, (*table, *error["loc"]))), keys)


def _shared_addresses(accounts: Mapping[str, Account]) -> Iterator[tuple[Keys, str]]:
    """Name the addresses that two accounts claim: nobody could tell whose drafts they are."""
    holders: dict[str, str] = {}
    for name, account in accounts.items():
        for address in sorted(account.owner):
            first = holders.setdefault(address, name)
            if first != name:
                key = "address" if address == account.address.lower() else "aliases"
                yield ("account", name, key), f"account.{name}.{key}: account {first} has the same address"


def _line(lines: Mapping[Keys, int], at: Keys) -> int:
    """The line of `at`, or of the nearest table above it."""
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def _unusable(path: str, line: int, words: str, column: int = 0) -> ConfigError:
    return ConfigError((Problem(path, line, column, words),), next_step=_NEXT)
