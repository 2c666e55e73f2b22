"""`mailhuman contacts sync`: keeps the cards here and a folder of vCards in step; nothing is deleted unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from mailhuman.cli.card_folder import Found
    from mailhuman.contacts.folder_sync import Action, Pair, Prefer
    from mailhuman.model import Contact
    from mailhuman.store import Store

LEFT = 10
_TOLD = {
    "conflict": "differs here and there; left as it is on both sides",
    "gone there": "is gone from the folder; kept here",
    "gone here": "is gone here; its file is kept",
    "namesake": "of the folder has an address that is on another card here; left as it is",
}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--prefer", type=click.Choice(["mine", "theirs"]), default=None, help="Who is right in a conflict.")
@click.option("--delete", is_flag=True, help="Let who is gone on one side go on the other too.")
def sync(folder: Path, prefer: Prefer | None, *, delete: bool) -> int:
    """Keep contacts in step with a folder of vCards.

    FOLDER holds one .vcf file a person, as vdirsyncer keeps it. What changed here is written there, and the other way
    round; telephone numbers, pictures and all else in the files stay. Notes marked never are not written. Where both
    sides changed nothing is done without --prefer, and who is gone on one side is told. The exit code is 10 where
    something was left.
    """
    from mailhuman.cli.card_folder import memory_of, read_folder, recalled
    from mailhuman.config import data_folder
    from mailhuman.contacts.folder_sync import actions
    from mailhuman.store import open_store

    there = {found.card.uid: found for found in read_folder(folder)}
    memory = memory_of(folder, data_folder())
    with open_store() as store:
        cards = [found.card for found in there.values()]
        todo = actions(store.contacts(), cards, recalled(memory), prefer=prefer or "", delete=delete)
        _carry_out(todo, folder, there, store, memory)
    return _report(todo, there)


def _carry_out(todo: Sequence[Action], folder: Path, there: Mapping[str, Found], store: Store, memory: Path) -> None:
    """Save the cards all at once, then write file after file; what was done is remembered, however far it came."""
    from mailhuman.cli.card_folder import remember

    kept = {id(action): action.pair for action in todo if action.pair is not None and action.deed != "over"}
    saved = _saved(todo, store)
    try:
        for action in todo:
            pair = _done(action, folder, there, store, saved)
            kept.pop(id(action), None)
            if pair is not None:
                kept[id(action)] = pair
    finally:
        remember(memory, kept.values())


def _saved(todo: Sequence[Action], store: Store) -> dict[int, Contact]:
    from mailhuman.contacts.folder_sync import taken_over

    saved = {id(each): taken_over(each.mine, each.theirs) for each in todo if each.deed == "save" and each.theirs}
    store.save_contacts(saved.values(), replace=True)
    return saved


def _done(
    action: Action, folder: Path, there: Mapping[str, Found], store: Store, saved: Mapping[int, Contact]
) -> Pair | None:
    """Do what is left to do for one person, and give what is the same now; the old pair where nothing was settled."""
    from mailhuman.cli.card_folder import delete_card, write_card

    file = there[action.theirs.uid] if action.theirs else None
    if action.deed == "save" and action.theirs:
        return _pair(saved[id(action)], action.theirs)
    if action.deed == "write" and action.mine:
        return _pair(action.mine, write_card(folder, action.mine, file))
    if action.deed == "nothing" and action.mine and action.theirs:
        return _pair(action.mine, action.theirs)
    if action.deed == "delete here" and action.mine:
        store.forget(action.mine)
        return None
    if action.deed == "delete there" and file:
        delete_card(file)
        return None
    return None if action.deed == "over" else action.pair


def _pair(mine: Contact, theirs: Contact) -> Pair:
    from mailhuman.contacts.folder_sync import Pair, hash_of

    return Pair(theirs.uid, mine.uid, hash_of(theirs), hash_of(mine))


def _report(todo: Sequence[Action], there: Mapping[str, Found]) -> int:
    from mailhuman.cli.who import person
    from mailhuman.show.safe import on_one_line

    count = {
        deed: sum(action.deed == deed for action in todo) for deed in ("save", "write", "delete here", "delete there")
    }
    left = [action for action in todo if action.deed in _TOLD]
    for action in left:
        card = action.mine or action.theirs
        name = f" ({on_one_line(there[action.theirs.uid].file.name)})" if action.theirs else ""
        say(f"{person(card) if card else ''}{name}: {_TOLD[action.deed]}.")
    deleted = count["delete here"] + count["delete there"]
    gone = f", {deleted} deleted" if deleted else ""
    say(f"{count['save']} taken from the folder, {count['write']} written to it{gone}, {len(left)} left.")
    return LEFT if left else 0
