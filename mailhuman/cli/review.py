"""`mailhuman review`: reviews one message from a file, or every draft of an account, and says what could be said."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from mailhuman.cli.given import addresses, moment

if TYPE_CHECKING:
    from mailhuman.model import Draft, Review

SOMETHING_TO_SAY = 10
_File = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)


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
@click.option("--owner", multiple=True, callback=addresses, metavar="ADDRESS", help="Yours; by default its From.")
@click.option("--now", default="", callback=moment, metavar="ISO8601", help="The time to judge by; by default now.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--explain", is_flag=True, help="Say what was held back too, and why; ask nothing.")
def review(file: Path | None, **options: Unpack[Options]) -> int:
    """Review a draft: how it sounds, and what could be said.

    FILE is one message, or - for standard input; without it the drafts of your account are reviewed. On a terminal
    each suggestion is asked about in turn. The exit code is 0 where there is nothing to say, 10 where there is.
    """
    return _review_file(file, options) if file else 0


def _review_file(file: Path, options: Options) -> int:
    from mailhuman.cli.given import read_bytes, read_known, read_threads
    from mailhuman.message import read_draft
    from mailhuman.review import review_draft

    known = read_known(options["contacts"], options["history"])
    thread = read_threads(options["thread"])
    draft = read_draft(read_bytes(file))
    found = review_draft(
        draft,
        thread=thread,
        contacts=known.contacts,
        history=known.history,
        owner=options["owner"] or _writer(draft),
        now=options["now"],
        switches=known.switches,
    )
    _print(found, {"file": str(file)}, options)
    return SOMETHING_TO_SAY if found.has_something_to_say else 0


def _writer(draft: Draft) -> frozenset[str]:
    return frozenset({draft.sender.email} if draft.sender else ())


def _print(found: Review, source: dict[str, str | int], options: Options) -> None:
    from mailhuman.show.as_json import json_line, review_json
    from mailhuman.show.terminal import new_console, print_review

    if options["format"] == "json":
        sys.stdout.buffer.write(json_line(review_json(found, source)))
        sys.stdout.buffer.flush()
    else:
        print_review(found, new_console(), now=options["now"], explain=options["explain"])
