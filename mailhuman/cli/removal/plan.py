"""Decides what `mailhuman uninstall` takes away, and what it leaves; nothing is changed here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mailhuman.cli.crash import state_folder
from mailhuman.cli.service.managers import Manager, manager_here
from mailhuman.config import Account, Config, config_file, config_folder, data_folder
from mailhuman.errors import MailhumanError

_STORE = ("mailhuman.db", "mailhuman.db-*", "sync-*.json")
_JOURNAL = ("journal/*", "journal/*/*")
_STATES = ("oauth-*.lock", "daemon.lock", "daemon.json", "daemon.pause")


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes, and what stays, in the order in which it is told.

    `service` is None where none is installed; `servers` says whether they are cleaned; `files` go at the end, and
    `store` says whether the store is among them.
    """

    accounts: tuple[Account, ...]
    note_folder: str
    service: Manager | None
    servers: bool
    store: bool
    files: tuple[Path, ...]
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def plan(config: Config, *, everything: bool, servers: bool) -> Plan:
    """Look at what there is, and decide."""
    service = _installed()
    files = _files(everything=everything)
    goes = [f"the service ({service.file})"] if service else []
    for account in config.accounts:
        if servers:
            goes.append(
                f"marks on drafts, and the folder {config.daemon.note_folder}, at {account.host} ({account.name})"
            )
        if not account.password_command:
            what = "password" if account.auth == "password" else "tokens"
            goes.append(f"the {what} of {account.name} in the keyring")
    goes += map(str, files)
    return Plan(
        config.accounts,
        config.daemon.note_folder,
        service,
        servers,
        everything,
        files,
        tuple(goes),
        tuple(_staying(config, everything=everything, servers=servers)),
    )


def _installed() -> Manager | None:
    try:
        manager = manager_here()
    except MailhumanError:
        return None
    return manager if manager.file.exists() else None


def _files(*, everything: bool) -> tuple[Path, ...]:
    """Files by the names we give: a folder that holds something else besides is not emptied."""
    patterns = (*_STATES, *(_STORE if everything else ()), *(_JOURNAL if everything and not _unfinished() else ()))
    found = [path for pattern in patterns for path in sorted(data_folder().glob(pattern)) if path.is_file()]
    found += sorted(state_folder().glob("crash-*.txt"))
    return tuple(found) + ((config_file(),) if everything and config_file().is_file() else ())


def _unfinished() -> bool:
    """Whether writing into a draft was cut short, so that its copy in the journal may be the only one."""
    from mailhuman.writing.journal import Journal

    return bool(Journal().unfinished())


def _staying(config: Config, *, everything: bool, servers: bool) -> list[str]:
    stays = ["all your mail and drafts, as they are"]
    if not servers and config.accounts:
        stays.append("marks and companion notes on the servers")
    if (data_folder() / "journal").is_dir() and (_unfinished() or not everything):
        cut = "; some was cut short, and may be the only copy: see `mailhuman undo`" if _unfinished() else ""
        stays.append(f"drafts as they were before words were put into them ({data_folder() / 'journal'}){cut}")
    store, own = data_folder() / "mailhuman.db", config_folder()
    if not everything and store.exists():
        stays.append(f"your notes on people, and what was suggested before ({store})")
    if not everything and config_file().exists():
        stays.append(f"the configuration ({config_file()})")
    stays += [f"your own {name} ({own / name})" for name in ("rules", "templates") if (own / name).is_dir()]
    if any(account.password_command for account in config.accounts):
        stays.append("what your password commands look up")
    return [*stays, "the program; remove it as you installed it, for instance with `pipx uninstall mailhuman`"]
