"""Looks at the service that is to run the daemon, and at what each server can do for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailhuman.cli.doctor.finding import Checks, Finding, State, ok
from mailhuman.errors import MailhumanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailhuman.config import Account
    from mailhuman.mailbox import Session

_SLOWER = "this costs time and nothing else"


def check_service() -> Checks:
    """Whether a service is installed, and for this very installation; nothing where none can be."""
    from mailhuman.cli.service.managers import manager_here
    from mailhuman.cli.service.program import program_here

    try:
        manager = manager_here()
    except MailhumanError:
        return
    if not manager.file.exists():
        yield Finding(
            "note", "no service starts the daemon", "`mailhuman daemon install`, to have drafts watched as you write"
        )
    elif manager.file.read_text(encoding="utf-8", errors="replace") != manager.description(program_here()):
        yield Finding(
            "note",
            f"the service was written by another version or from another place ({manager.file})",
            "run `mailhuman daemon install` again",
        )
    else:
        yield ok(f"the service is installed ({manager.file})")


def check_running(accounts: Sequence[Account]) -> Checks:
    """Whether the daemon runs, and how it stands with each account; that it does not is said where it should."""
    from mailhuman.config import data_folder
    from mailhuman.daemon.alone import NotRunning, running
    from mailhuman.daemon.board import read_status
    from mailhuman.daemon.run import STATUS

    try:
        number = running(data_folder())
    except NotRunning:
        yield from _at_rest()
        return
    yield ok(f"the daemon runs (process {number})")
    names = {account.name for account in accounts}
    for each in read_status(data_folder() / STATUS).get("accounts", ()):
        if each.get("account") in names and each.get("error"):
            state: State = "problem" if each.get("state") == "refused" else "note"
            what = f"account {each['account']}: the daemon met this last: {each['error']}"
            yield Finding(state, what, each.get("next_step") or "see `mailhuman daemon status`")


def _at_rest() -> Checks:
    """Say that the daemon does not run, where a service should see to it."""
    from mailhuman.cli.service.managers import manager_here

    try:
        manager = manager_here()
    except MailhumanError:
        return
    if manager.file.exists():
        yield Finding("problem", "the daemon is installed and does not run", f"start it: {manager.by_hand}")


def check_server(session: Session, about: str, *, poll: float) -> Checks:
    """What the server can do for the daemon, and what its lacks come to; `poll` is in seconds."""
    from mailhuman.mailbox.abilities import abilities

    found = abilities(session)
    extensions = {
        "IDLE": found.idle, "NOTIFY": found.notify, "UIDPLUS": found.uidplus, "CONDSTORE": found.condstore
    }  # fmt: skip
    has = ", ".join(name for name, there in extensions.items() if there) or "none of IDLE, NOTIFY, UIDPLUS, CONDSTORE"
    lacks = [name for name in ("NOTIFY", "CONDSTORE") if not extensions[name]]
    yield ok(f"{about}: the server offers {has}" + (f"; without {' and '.join(lacks)} {_SLOWER}" if lacks else ""))
    yield _marks(about, keeps=found.keeps_marks, harms=found.harms_drafts)
    if not found.idle:
        yield Finding(
            "note",
            f"{about}: the server tells nothing by itself, so drafts are looked for every {poll:g} seconds",
            "set poll in [daemon] of the configuration to look more often",
        )
    if not found.uidplus:
        yield Finding(
            "note",
            f"{about}: the server cannot remove single messages, so former notes stay, marked as deleted",
            "have your mail program compact (expunge) that folder now and then",
        )


def _marks(about: str, *, keeps: bool, harms: bool) -> Finding:
    if harms:
        return Finding(
            "note",
            f"{about}: a mark on a draft could copy it at this kind of server, so none is set",
            "look for the companion notes in their folder; they tell the same",
        )
    if not keeps:
        return Finding(
            "note",
            f"{about}: the server keeps no marks on drafts",
            "look for the companion notes in their folder; they tell the same",
        )
    return ok(f"{about}: drafts can be marked")
