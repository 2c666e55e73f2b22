"""`mailhuman demo`: an invented mailbox on a real IMAP server, reviewed before your eyes; nothing is left behind."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from mailhuman.demo.play import Stage
    from mailhuman.demo.sample import Begun
    from mailhuman.model import Review
    from mailhuman.review import Reviewed

_NEXT = (
    ("mailhuman demo --walk", "go through them again, and answer with keys"),
    ("mailhuman setup", "connect your own account; it asks for what it needs"),
    ("mailhuman contacts add", "note what you know of somebody"),
    ("mailhuman review", "review the drafts that lie in your mailbox"),
    ("mailhuman review FILE.eml --explain", "review a file, and see what was kept back"),
    ("mailhuman rules list", "every rule, and why it is there"),
)


@click.command()
@click.option("--walk", is_flag=True, help="Go through the drafts one by one and answer with keys.")
@click.option("--serve", is_flag=True, help="Only run the mail server, for a mail program of yours to look at.")
def demo(*, walk: bool, serve: bool) -> None:
    """Try mailhuman on an invented mailbox.

    A small IMAP server starts on 127.0.0.1, inside this process, with a sample mailbox; its drafts are reviewed over
    a real connection. Your own mail, notes and settings are neither read nor written, and nothing is left behind.
    """
    from mailhuman.demo.play import staged
    from mailhuman.show.terminal import new_console

    console = new_console()
    with _ended_politely(), staged(datetime.now().astimezone()) as stage:
        if serve:
            _serve(stage, console)
            return
        _greet(stage, console)
        _show(stage, console, walk=walk)


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Let a request to end (SIGTERM, SIGHUP) close everything as Ctrl-C does, so that nothing is left behind."""
    kinds = (signal.SIGTERM, signal.SIGHUP)
    before = {kind: signal.signal(kind, lambda *_: sys.exit(143)) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _greet(stage: Stage, console: Console) -> None:
    from mailhuman.show.terminal import put

    owner = stage.sample.address
    put(
        console,
        f"The mailbox of {owner.name}, who builds exhibitions that travel. All of it is invented.",
        style="bold",
    )
    put(
        console,
        f"It lies on an IMAP server in this process, at {stage.server.host}:{stage.server.port}. Mailhuman connects as "
        f"it would to yours, and looks at {len(stage.sample.drafts)} drafts, at the threads they answer, and at the "
        "notes that were kept on these people. It sends nothing and changes no draft.",
    )
    console.print()


def _show(stage: Stage, console: Console, *, walk: bool) -> None:
    """Review every draft, and sum up."""
    started, seen = time.monotonic(), []
    for number, (begun, found) in enumerate(stage.reviews(), start=1):
        _headline(f"{number} of {len(stage.sample.drafts)}: {begun.title}", console)
        if walk:
            if not _walked(found, stage, console):
                break
        else:
            _print(found.review, stage, console)
        seen.append((begun, found.review))
    _sum_up(seen, time.monotonic() - started, console, timed=not walk)
    _tell_next(console)


def _headline(title: str, console: Console) -> None:
    from mailhuman.show.terminal import put

    put(console, title, style="bold reverse" if console.is_terminal else "")
    put(console, "=" * min(len(title), console.width))


def _print(review: Review, stage: Stage, console: Console) -> None:
    from mailhuman.show.terminal import print_review

    # G16, one touch a mail, is no news; what grief or a bargain holds back is
    told = any(each.gate != "G16" for each in review.withheld)
    print_review(review, console, now=stage.now, explain=told)


def _walked(found: Reviewed, stage: Stage, console: Console) -> bool:
    """Ask about each thing the review says; False once the visitor wants to leave."""
    from mailhuman.cli.answers import About
    from mailhuman.cli.hands import Hands
    from mailhuman.cli.walk import Walk
    from mailhuman.show.terminal import print_draft

    print_draft(found.review, console, now=stage.now)
    readers = found.review.draft.recipients
    about = About(stage.now, readers[0].email if readers else "", found.lineage)
    stays = Walk(console, Hands(), lambda entry: stage.store.remember([entry])).through(found.review, about)
    console.print()
    return stays


def _sum_up(seen: Sequence[tuple[Begun, Review]], seconds: float, console: Console, *, timed: bool) -> None:
    from mailhuman.show.terminal import put

    took = f" in {seconds:.1f} seconds" if timed else ""
    said = sum(review.has_something_to_say for _, review in seen)
    _headline(f"{len(seen)} drafts{took}: {said} with something to say, {len(seen) - said} left alone", console)
    for number, (begun, review) in enumerate(seen, start=1):
        put(console, f"{number:2} {begun.to.partition(' <')[0]}: {_outcome(review)}", indent=1)
    console.print()


def _outcome(review: Review) -> str:
    """What came of one draft, in a few words."""
    said = [f"a warning ({each.category.replace('-', ' ')})" for each in review.warnings]
    said += [each.category.replace("-", " ") for each in review.suggestions]
    kept = [each.category.replace("-", " ") for each in review.withheld if each.gate != "G16"]
    parts = [", ".join(dict.fromkeys(said)) or "nothing to add"]
    if kept:
        parts.append(f"kept back: {', '.join(dict.fromkeys(kept))}")
    return "; ".join(parts)


def _tell_next(console: Console) -> None:
    from mailhuman.show.terminal import put

    put(console, "Nothing was sent, changed or kept. To go on:", style="bold")
    wide = max(len(command) for command, _ in _NEXT)
    for command, purpose in _NEXT:
        put(console, f"{command:{wide}}  {purpose}", indent=2, hang=wide + 2)


def _serve(stage: Stage, console: Console) -> None:
    """Keep the server running until Ctrl-C, and say how to look at it."""
    from mailhuman.show.terminal import put

    server = stage.server
    put(console, f"The mailbox of {stage.sample.address.name} is served; all of it is invented.", style="bold")
    put(console, "To see it in a mail program, add an account there by hand, for incoming mail (IMAP):")
    rows = (
        ("server", server.host),
        ("port", str(server.port)),
        ("security", "none"),
        ("user", server.user),
        ("password", server.password),
    )
    for label, told in rows:
        put(console, f"{label:10}{told}", indent=2)
    put(console, "Only programs on this machine can reach it. Ctrl-C ends it, and everything is gone.")
    with suppress(KeyboardInterrupt):
        while True:
            signal.pause()
