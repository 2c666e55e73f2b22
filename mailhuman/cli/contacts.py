"""`mailhuman contacts`: notes on the people you write to, kept, shown, edited, moved in and out, and forgotten."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailhuman.cli.contacts_learn import learn
from mailhuman.cli.contacts_sync import sync
from mailhuman.cli.given import moment
from mailhuman.cli.saying import say
from mailhuman.model import NOTE_KINDS

if TYPE_CHECKING:
    from mailhuman.model import Contact

_FILE = click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=Path)
_NOTE = f"A note, such as 'hobby: bouldering'; may be given again. Kinds: {', '.join(NOTE_KINDS)}."


@click.group()
def contacts() -> None:
    """Keep notes on the people you write to."""


contacts.add_command(learn)
contacts.add_command(sync)


@contacts.command()
@click.option("--name", default="", help="The full name; asked for, with the rest, where it is left out.")
@click.option("--email", "emails", multiple=True, help="An address; may be given again.")
@click.option("--preferred-name", default="", help="What you call them.")
@click.option("--title", default="", help="As it stands before the name: Dr.")
@click.option("--pronunciation", default="", help="How the name is said: PREE-ya.")
@click.option("--pronouns", default="", help="As they want it: she/her.")
@click.option("--language", default="", help="The language they are written to in: en.")
@click.option("--timezone", default="", help="Where they are: Europe/London.")
@click.option("--keep-in-touch", default="", metavar="DAYS", help="How long silence may last.")
@click.option("--note", "notes", multiple=True, metavar="'KIND: TEXT'", help=_NOTE)
@click.option(
    "--date",
    "day",
    default="",
    metavar="DATE",
    help="Its date: 2026-03-10, 2026-03, 2026, or --03-10 without the year.",
)
@click.option("--about", default="", help="Whom the note is about, if not the contact: 'Emma (daughter)'.")
@click.option("--mention", default="", help="How freely the note may be mentioned: free, if-raised or never.")
def add(notes: tuple[str, ...], day: str, about: str, mention: str, **card: Any) -> None:  # noqa: ANN401 - click's values
    """Add a person, or notes to one who is there.

    Somebody whose address is known already gets what is new; nothing that is kept is lost. A note is marked as
    learned today.
    """
    from mailhuman.cli.card_given import asked, card_from, known, learned_today

    if not (card["name"] or card["emails"]) and sys.stdin.isatty():
        written = asked(_ask, say)
    else:
        written = {**card, "notes": _notes(notes, {"date": day, "about": about, "mention": mention})}
    written["notes"] = learned_today(written, _today().isoformat())
    _keep(card_from({**written, **known(written, _stored())}))


def _notes(given: tuple[str, ...], extra: dict[str, str]) -> list[dict[str, Any]]:
    from mailhuman.cli.card_given import written_note

    if len(given) != 1 and any(extra.values()):
        raise click.UsageError("--date, --about and --mention belong to one --note; add the notes one by one")
    try:
        return [written_note(each, extra) for each in given]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--note") from None


def _keep(card: Contact) -> None:
    from mailhuman.cli.who import counted, person
    from mailhuman.store import open_store

    with open_store() as store:
        saved = store.save_contacts([card])
    if saved.unchanged:
        say(f"{person(card)}: nothing new.")
        return
    notes = f" with {counted(len(card.notes), 'note')}" if card.notes else ""
    say(f"{person(card)}: {'added' if saved.added else 'card filled'}{notes}.")
    _say_what_waits(card)


def _say_what_waits(card: Contact) -> None:
    from mailhuman.contacts.policy import mention_of, sensitive

    for note in card.notes:
        if note.mention is None and mention_of(card, note) == "if-raised":
            subject = sensitive(note) or note.kind
            say(f"The note touches on {subject}: it is used only if they raise it, unless you mark it free.")


@contacts.command("list")
def list_contacts() -> None:
    """List everybody, one line each."""
    from mailhuman.cli.card_text import listing

    cards = _stored()
    for line in listing(cards):
        say(line)
    if not cards:
        say("There is nobody yet. Add somebody with `mailhuman contacts add`, or `import` a file.")


@contacts.command()
@click.argument("who")
def show(who: str) -> None:
    """Show a card.

    WHO is an address, a name or part of one. Of notes marked never it says only that there are some; `edit` and
    `export` are the places where they are seen.
    """
    from mailhuman.cli.card_text import card_lines
    from mailhuman.cli.who import the_one

    for line in card_lines(the_one(_stored(), who), _today()):
        say(line)


@contacts.command()
@click.argument("who")
@click.option("--now", default="", callback=moment, metavar="ISO8601", help="The time to judge by; by default now.")
def card(who: str, now: datetime) -> None:
    """Show the page to read before a call.

    How to say the name of WHO, your last conversation, promises open on both sides, what is coming up, and what may
    be mentioned. Of what had better not be mentioned it says only that there is something.
    """
    from mailhuman.cli.card_page import print_page
    from mailhuman.cli.who import the_one

    print_page(the_one(_stored(), who), now)


@contacts.command()
@click.argument("who")
def edit(who: str) -> None:
    """Edit a card, with every note on it.

    The card of WHO is opened in your editor, $VISUAL or $EDITOR. Nothing changes until the card can be read; where
    it cannot, every problem is shown and you are asked to go on.
    """
    from mailhuman.cli.card_edit import edited, keep_edit
    from mailhuman.cli.who import person, the_one

    card = the_one(_stored(), who)
    changed = edited(card)
    if changed is None:
        say("Nothing was changed.")
        return
    keep_edit(card, changed)
    say(f"{person(changed)}: the card is changed.")


@contacts.command("import")
@click.argument("file", type=_FILE)
@click.option("--replace", is_flag=True, help="Let each card take the place of the one that is there.")
def import_contacts(file: Path, *, replace: bool) -> None:
    """Read contacts from a file.

    FILE is YAML as `export` writes it, vCards, a CSV table of Google, Outlook or Thunderbird, or Monica's JSON.
    All of FILE is kept or, if anything in it is wrong, nothing. Somebody who is there already (by uid or address)
    gets what is new, or with --replace a new card in place of the old one. Others are left alone.
    """
    from mailhuman.cli.card_files import read_file
    from mailhuman.cli.who import counted
    from mailhuman.store import open_store

    cards = read_file(file)
    if not cards:
        say(f"{file} holds nobody; nothing was changed.")
        return
    with open_store() as store:
        saved = store.save_contacts(cards, replace=replace)
    people = counted(saved.added, "person", "people")
    say(f"{people} added, {saved.changed} changed, {saved.unchanged} as they were.")


@contacts.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--vcard", is_flag=True, help="Write vCards; also where FILE ends in .vcf.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
def export(file: Path | None, *, vcard: bool, force: bool) -> None:
    """Write all contacts to a file, or print them.

    Without FILE, or with -, they are printed; a FILE is for your eyes only. YAML holds everything, also the notes
    marked never, and `import` reads it back. vCards are for other programs: they leave the notes marked never out.
    """
    from mailhuman.cli.card_files import is_vcard, print_text, write_file, written

    cards = _stored()
    vcard = vcard or (file is not None and is_vcard(file))
    text = written(cards, vcard=vcard)
    if file is None or str(file) == "-":
        print_text(text)
    else:
        write_file(file, text, over=force)
    _say_what_stayed(cards, vcard=vcard)


def _say_what_stayed(cards: tuple[Contact, ...], *, vcard: bool) -> None:
    from mailhuman.cli.who import counted
    from mailhuman.contacts.vcard import spoken_of

    hidden = sum(len(card.notes) - len(spoken_of(card)) for card in cards) if vcard else 0
    if hidden:
        say(f"{counted(hidden, 'note')} marked never left out; YAML holds them.", err=True)


@contacts.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def forget(who: str, *, yes: bool) -> None:
    """Erase a person.

    The card of WHO goes with its notes and all that is remembered of mail to them, and on your mail servers the
    companion notes that name them. This cannot be undone.
    """
    from mailhuman.cli.card_edit import leftovers
    from mailhuman.cli.card_folder import forget_in_memories
    from mailhuman.cli.consent import agreed
    from mailhuman.cli.forgetting import erased, meant, question
    from mailhuman.cli.forgetting_notes import accounts_concerned, take_away
    from mailhuman.config import data_folder, load_config
    from mailhuman.store import open_store

    config = load_config()
    card = meant(_stored(), who)
    if not (yes or agreed(question(card))):
        say("Nothing was erased.")
        return
    for text in leftovers(card):
        text.unlink(missing_ok=True)
    if card.uid:
        forget_in_memories(data_folder(), card.uid)
    with open_store() as store:
        concerned = accounts_concerned(card, store.watchbook, config)
        say(erased(store.forget(card)))
        if not take_away(concerned, card, store.watchbook, config.daemon.note_folder):
            raise click.exceptions.Exit(1)


def _ask(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False))


def _today() -> date:
    return datetime.now().astimezone().date()


def _stored() -> tuple[Contact, ...]:
    from mailhuman.store import open_store

    with open_store() as store:
        return store.contacts()
