"""Looks at the service that is to run the daemon, and at what each server can do for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailhuman.cli.doctor.finding import Checks, Finding, ok
from mailhuman.errors import MailhumanError

if TYPE_CHECKING:
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
