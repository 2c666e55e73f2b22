"""What `mailhuman review` is given on the command line: files read and checked, all their problems told at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mailhuman.cli.saying import say_it_waits
from mailhuman.errors import BadInput, ContactsError, HistoryError, Problem, UnreadableMessage
from mailhuman.model import Contact, Draft, Remembered, Switch, ThreadMessage

if TYPE_CHECKING:
    from mailhuman.store import Woken
    from mailhuman.touches import Rulebook

Read = TypeVar("Read")
MOST_BYTES = 200 * 1024 * 1024  # of one file; a message with its attachments, or an mbox of a thread, is far smaller


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a draft is looked at: the people, what was said before, and the rules switched off."""

    contacts: tuple[Contact, ...] = ()
    history: tuple[Remembered, ...] = ()
    switches: tuple[Switch, ...] = ()
    woken: tuple[Woken, ...] = ()

    def quiet(self, now: datetime) -> frozenset[str]:
        """The rules that keep still at `now` because they kept being dismissed."""
        from mailhuman.store import quiet_rules

        return frozenset(each.rule for each in quiet_rules(self.history, now, self.woken))

    def at(self, now: datetime) -> Known:
        """The same as it is to be read at `now`: rules that kept being dismissed are switched off, unless woken."""
        if not self.history:
            return self
        from mailhuman.store import heeded, quiet_switches

        quiet = quiet_switches(self.history, now, self.woken)
        return replace(self, history=heeded(self.history, self.woken), switches=(*self.switches, *quiet))


def moment(_context: click.Context, _option: click.Parameter, written: str) -> datetime:
    """Read --now; without a zone it is local time, and without anything it is the clock's."""
    try:
        found = datetime.fromisoformat(written) if written else datetime.now().astimezone()
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter("write it as 2026-03-12T17:00:00+00:00") from None


def addresses(_context: click.Context, _option: click.Parameter, written: Sequence[str]) -> frozenset[str]:
    """Read each --owner, an address with or without a name before it."""
    found = frozenset(parseaddr(each)[1].lower() for each in written)
    if not all(name and at and domain for name, at, domain in (each.rpartition("@") for each in found)):
        raise click.BadParameter("write it as jo@example.org")
    return found


def read_bytes(file: Path) -> bytes:
    """Read a file, or standard input for "-". UnreadableMessage if the disk does not give it, or it has no end."""
    try:
        raw = beginning(file)
    except OSError as failure:
        raise UnreadableMessage(
            f"{file} cannot be read: {failure.strerror}", next_step="check that it is there and that you may read it"
        ) from None
    if len(raw) > MOST_BYTES:
        raise UnreadableMessage(
            f"{file} is larger than {MOST_BYTES // 1024 // 1024} MiB", next_step="give the message without the rest"
        )
    return raw


def beginning(file: Path) -> bytes:
    """Read a file, or standard input for "-": no more of it than shows that there is too much."""
    if str(file) == "-":
        say_it_waits()
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with file.open("rb") as source:
        return source.read(MOST_BYTES + 1)


def written_draft(file: Path, *, whatever_it_is: bool = False) -> Draft:
    """Read the draft in a file, or on standard input for "-".

    UnreadableMessage if it is no message, unless `whatever_it_is` is wanted.
    """
    from mailhuman.message import read_draft

    draft = read_draft(read_bytes(file))
    if draft.status == "unreadable" and not whatever_it_is:
        name = "standard input" if str(file) == "-" else file
        raise UnreadableMessage(f"{name} is no e-mail message", next_step="give a message saved as .eml")
    return draft


def read_threads(files: Iterable[Path]) -> tuple[ThreadMessage, ...]:
    """Read the messages of every --thread. UnreadableMessage if one of them holds no message."""
    from mailhuman.message import read_thread

    found: list[ThreadMessage] = []
    for file in files:
        raw = read_bytes(file)
        try:
            found += read_thread(raw)
        except UnreadableMessage as failure:
            raise UnreadableMessage(f"{file} holds no e-mail message", next_step=failure.next_step) from None
    return tuple(found)


def read_known(contacts: Path | None, history: Path | None) -> Known:
    """Read --contacts and --history; without --contacts what the store knows, and its history unless one is given.

    ContactsError or HistoryError with the problems of both files; StoreError if the store cannot be read.
    """
    problems: list[BadInput] = []
    people = _checked(contacts, _contacts, problems) if contacts else None
    past = _checked(history, _history, problems) if history else None
    if problems:
        raise _together(problems)
    if people is not None:
        return Known(people, past or ())
    stored = _stored()
    return stored if past is None else replace(stored, history=past)


def own_rulebook() -> Rulebook:
    """The bundled rules and the writer's own. RulesError if some cannot be used, or their folder is closed to us."""
    from mailhuman.config import config_folder
    from mailhuman.errors import RulesError
    from mailhuman.review import rules

    own = config_folder()
    try:
        for folder in (own / "rules", own / "templates" / "touches"):
            if folder.is_dir():
                next(folder.iterdir(), None)  # a folder closed to us would pass for an empty one
        return rules(own)
    except OSError as failure:
        problem = Problem(str(failure.filename or own), 0, 0, f"cannot be read: {failure.strerror}")
        raise RulesError((problem,), next_step="see that you may read the folder") from None


def _checked(file: Path, read: Callable[[Path], tuple[Read, ...]], problems: list[BadInput]) -> tuple[Read, ...] | None:
    try:
        return read(file)
    except BadInput as bad:
        problems.append(bad)
        return None


def _together(problems: Sequence[BadInput]) -> BadInput:
    first = problems[0]
    return type(first)(tuple(each for bad in problems for each in bad.problems), next_step=first.next_step)


def _contacts(file: Path) -> tuple[Contact, ...]:
    from mailhuman.contacts import parse_contacts

    return parse_contacts(_text(file, ContactsError), str(file))


def _history(file: Path) -> tuple[Remembered, ...]:
    from mailhuman.touches.history import parse_history

    return parse_history(_text(file, HistoryError), str(file))


def _text(file: Path, failure: type[BadInput]) -> str:
    try:
        return beginning(file).decode("utf-8-sig")
    except OSError as error:
        raise failure((Problem(str(file), 0, 0, f"cannot be read: {error.strerror}"),)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise failure((Problem(str(file), line, 0, "is not UTF-8 text"),), next_step="save it as UTF-8") from None


def _stored() -> Known:
    from mailhuman.store import open_store

    with open_store() as store:
        return Known(store.contacts(), store.history(), store.switches(), store.woken())
