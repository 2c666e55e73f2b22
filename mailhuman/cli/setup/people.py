"""The first notes: shows whom the writer writes to most, and offers to import an address book."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from mailhuman.cli.card_files import read_file
from mailhuman.cli.failures import say_failure
from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.config import data_folder
from mailhuman.errors import BadInput, StoreError
from mailhuman.model import Address, Contact
from mailhuman.show.safe import on_one_line

_LATER = "Later: `mailhuman contacts import FILE` brings in an address book (.vcf) or notes (.yaml)."


def has_notes() -> bool:
    """Whether there are notes on anybody; a store that is not there yet is not made to find out.

    Where it cannot be read that is told, and taken for yes: an account can be connected all the same.
    """
    from mailhuman.store import open_store

    with suppress(OSError):  # a folder that is closed; the store says so itself
        if not (data_folder() / "mailhuman.db").exists():
            return False
    try:
        with open_store() as store:
            return bool(store.contacts())
    except StoreError as failure:
        say_failure(failure)
        return True


def offer_notes(people: Sequence[tuple[Address, int]], ask: Asker) -> None:
    """Show `people` and ask for a file to import; say how to do it later if none is given."""
    if people:
        say("\nYou write most to:")
        for address, count in people:
            named = (
                f"{on_one_line(address.name)} <{on_one_line(address.email)}>"
                if address.name
                else on_one_line(address.email)
            )
            say(f"  {count:5}  {named}")
    say("\nmailhuman knows nobody yet; its suggestions come from notes that you keep.")
    if not ask.agrees("Import an address book (.vcf) or notes (.yaml) now?", default=False, unasked=False):
        say(_LATER)
        return
    _import(ask)


def _import(ask: Asker) -> None:
    """Ask for a file until one could be read whole, or the answer is nothing."""
    while True:
        written = click.prompt("File (Enter for none)", default="", show_default=False).strip()
        if not written:
            say(_LATER)
            return
        try:
            contacts = read_file(Path(written).expanduser())
        except BadInput as bad:
            say_failure(bad)
            continue
        if not contacts:
            say(f"{written} holds nobody.", err=True)
            continue
        if ask.agrees(f"{_people(len(contacts))} found. Keep them?", default=True, unasked=False):
            _keep(contacts)
            return


def _keep(contacts: tuple[Contact, ...]) -> None:
    from mailhuman.store import open_store

    try:
        with open_store() as store:
            store.save_contacts(contacts)
    except StoreError as failure:  # the account is kept already, and stays so
        say_failure(failure)
        return
    say(f"Kept {_people(len(contacts))}. See them with `mailhuman contacts list`.")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
