"""`mailhuman review`: reviews one message from a file, or every draft of an account, and says what could be said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from mailhuman.cli.given import addresses, moment, own_rulebook
from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mailhuman.cli.given import Known
    from mailhuman.cli.telling import Offering, Tell, Told
    from mailhuman.cli.walk import Remember
    from mailhuman.errors import MailhumanError
    from mailhuman.model import Draft, Remembered, Review, ThreadMessage

SOMETHING_TO_SAY = 10
_File = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
_FOR_A_FILE = ("thread", "contacts", "history", "owner")


class Options(TypedDict):
    """The options of the command, as click has checked them."""

    account: str
    thread: tuple[Path, ...]
    contacts: Path | None
    history: Path | None
    owner: frozenset[str]
    now: datetime
    format: Literal["text", "json"]
    explain: bool


@click.command()
@click.argument(
    "file",
    required=False,
    metavar="[FILE.eml | -]",
    type=click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=Path),
)
@click.option("--account", default="", metavar="NAME", help="The account whose drafts to review; by default all.")
@click.option("--thread", multiple=True, type=_File, help="Mail before it, .eml or mbox; may be given several times.")
@click.option("--contacts", type=_File, help="Notes to use in place of yours; no store is read or written then.")
@click.option("--history", type=_File, help="What was suggested before, in place of what is remembered.")
@click.option(
    "--owner", multiple=True, callback=addresses, metavar="ADDRESS", help="Your address; by default its From."
)
@click.option("--now", default="", callback=moment, metavar="ISO8601", help="The time to judge by; by default now.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--explain", is_flag=True, help="Say what was held back too, and why; ask nothing.")
def review(file: Path | None, **options: Unpack[Options]) -> int:
    """Review a draft: how it sounds, and what could be said.

    FILE is one message, or - for standard input; without it the drafts of your account are reviewed. On a terminal
    each suggestion is asked about in turn, and what you take can be written into the draft itself, after a preview
    and a yes (`mailhuman undo` takes it back). The exit code is 0 where there is nothing to say, 10 where there is.
    """
    if file is None:
        return _review_mailbox(options)
    if options["account"]:
        raise click.UsageError("--account goes without a FILE")
    return _review_file(file, options)


def _review_file(file: Path, options: Options) -> int:
    from mailhuman.cli.given import read_known, read_threads, written_draft
    from mailhuman.cli.progress import Progress
    from mailhuman.cli.telling import Told

    known = read_known(options["contacts"], options["history"]).at(options["now"])
    thread = read_threads(options["thread"])
    draft = written_draft(file, whatever_it_is=options["format"] == "json")  # there it is an answer of its own
    with Progress("Reading the draft"):
        owner = options["owner"] or frozenset({draft.sender.email} if draft.sender else ())
        found = _reviewed(draft, thread, known, owner, options["now"])
    remember = None if options["contacts"] else _remember
    _tell(options, remember, asks=str(file) != "-")(Told(found, {"file": str(file)}, owner))
    return SOMETHING_TO_SAY if found.has_something_to_say else 0


def _reviewed(
    draft: Draft, thread: Sequence[ThreadMessage], known: Known, owner: frozenset[str], now: datetime
) -> Review:
    from mailhuman.review import review_draft

    return review_draft(
        draft,
        thread=thread,
        contacts=known.contacts,
        history=known.history,
        owner=owner,
        now=now,
        switches=known.switches,
        rulebook=own_rulebook(),
    )


def _tell(options: Options, remember: Remember | None, *, asks: bool = True, offering: Offering | None = None) -> Tell:
    from mailhuman.cli.telling import as_json, as_text, as_walk, on_a_terminal

    if options["format"] == "json":
        return as_json
    if asks and not options["explain"] and on_a_terminal():
        return as_walk(options["now"], remember, offering)
    return as_text(options["now"], explain=options["explain"])


def _remember(entry: Remembered) -> None:
    from mailhuman.store import open_store

    with open_store() as store:
        store.remember([entry])


def _review_mailbox(options: Options) -> int:
    from mailhuman.cli.drafts import chosen, each_draft
    from mailhuman.cli.into_drafts import offering, take_up
    from mailhuman.store import open_store

    for name in _FOR_A_FILE:
        if options[name]:  # type: ignore[literal-required]  # the names above are keys of Options
            raise click.UsageError(f"--{name} goes with a FILE")
    accounts = chosen(options["account"])
    with open_store() as store:
        take_up(accounts, options["now"])
        tell = _tell(options, lambda entry: store.remember([entry]), offering=offering(accounts))
        return _through(each_draft(accounts, store, options["now"]), tell, options)


def _through(drafts: Iterable[Told | MailhumanError], tell: Tell, options: Options) -> int:
    """Show each review and tell of each account that failed; give the exit code."""
    from mailhuman.cli.drafts import summary
    from mailhuman.cli.failures import say_failure
    from mailhuman.errors import MailhumanError

    failed, said = 0, []
    for told in drafts:
        if isinstance(told, MailhumanError):
            say_failure(told)
            failed = told.exit_code
            continue
        said.append(told.review.has_something_to_say)
        if not tell(told):
            break
    else:
        if options["format"] == "text" and (said or not failed):
            say(summary(said))
    return failed or SOMETHING_TO_SAY * any(said)
