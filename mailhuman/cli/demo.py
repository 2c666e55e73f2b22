"""`mailhuman demo`: an invented mailbox on a real IMAP server, reviewed before your eyes; nothing is left behind."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.telling import on_a_terminal

if TYPE_CHECKING:
    from rich.console import Console

    from mailhuman.demo.play import Stage
    from mailhuman.demo.sample import Begun
    from mailhuman.model import Review
    from mailhuman.review import Reviewed

_NEXT = (
    ("demo --walk", "the same with keys: take, edit, dismiss"),
    ("setup", "connect your own mail account"),
    ("contacts add", "note what you know of somebody"),
    ("review", "review your own drafts"),
    ("review FILE --explain", "review one saved mail, and say all"),
    ("rules list", "every rule, and whether it is on"),
)
_ASKED_TO_END = 143  # as a shell reports a program ended by SIGTERM


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

    if walk and serve:
        raise click.UsageError("--walk and --serve do not go together")
    if walk and not on_a_terminal():
        raise click.UsageError("--walk asks for keys; call it on a terminal, or leave it out")
    console = new_console()
    with _ended_politely(), staged(datetime.now().astimezone()) as stage:
        if serve:
            _serve(stage, console)
            return
        _greet(stage, console)
        _show(stage, console, walk=walk)


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Let Ctrl-C and requests to end (SIGTERM, SIGHUP) close everything, once: a second one would cut that short."""
    before = {kind: signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    heeded = [kind for kind, handler in before.items() if handler is not signal.SIG_IGN]

    def end(number: int, _frame: object) -> None:
        for kind in heeded:
            signal.signal(kind, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(_ASKED_TO_END)

    for kind in heeded:
        signal.signal(kind, end)
    try:
        yield
    finally:
        for kind in heeded:
            signal.signal(kind, before[kind])


def _greet(stage: Stage, console: Console) -> None:
    from mailhuman.show.terminal import put

    owner, server = stage.sample.address, stage.server
    put(
        console,
        f"The mailbox of {owner.name}, who builds exhibitions that travel. All of it is invented.",
        style="bold",
        hang=0,
    )
    told = (
        f"It lies on an IMAP server in this process, at {server.host}:{server.port}. Mailhuman connects to it as it "
        f"would to yours, and reads {len(stage.sample.drafts)} drafts, their threads, and the notes kept on these "
        "people. Nothing is sent, and no draft is changed. Words that weigh on the tone are marked and numbered; what "
        "is suggested may be pasted, changed or ignored."
    )
    put(console, told, hang=0)
    console.print()


def _show(stage: Stage, console: Console, *, walk: bool) -> None:
    """Review every draft, and sum up."""
    tell = _walk(stage, console) if walk else _print(stage, console)
    started, seen = time.monotonic(), []
    for number, (begun, found) in enumerate(stage.reviews(), start=1):
        _headline(f"{number} of {len(stage.sample.drafts)}: {begun.title}", console)
        seen.append((begun, found.review))
        if not tell(found):
            break
    _sum_up(seen, None if walk else time.monotonic() - started, console)
    _tell_next(console, _NEXT[1:] if walk else _NEXT)


def _headline(title: str, console: Console) -> None:
    from mailhuman.show.terminal import put

    put(console, title, style="bold")
    put(console, "=" * min(len(title), console.width))


def _print(stage: Stage, console: Console) -> Callable[[Reviewed], bool]:
    """Print each review; where a gate kept something back, with the reason."""
    from mailhuman.show.terminal import print_review

    def tell(found: Reviewed) -> bool:
        print_review(found.review, console, now=stage.now, explain=bool(_kept_back(found.review)))
        return True

    return tell


def _walk(stage: Stage, console: Console) -> Callable[[Reviewed], bool]:
    """Ask about each thing a review says; the answers hold for the rest of the demo, then they are gone."""
    from mailhuman.cli.answers import About
    from mailhuman.cli.hands import Hands
    from mailhuman.cli.walk import Walk
    from mailhuman.review import rules
    from mailhuman.show.terminal import print_draft

    reasons = {rule.id: rule.why for rule in rules().rules}
    walk = Walk(console, Hands(), lambda entry: stage.store.remember([entry]), lambda name: reasons.get(name, ""))

    def tell(found: Reviewed) -> bool:
        print_draft(found.review, console, now=stage.now)
        about = About(stage.now, found.review.draft.recipients[0].email, found.lineage)
        goes_on = walk.through(found.review, about)
        console.print()
        return goes_on

    return tell


def _kept_back(review: Review) -> tuple[str, ...]:
    """What was kept back for a reason worth telling; that one touch a mail is enough (G16) is none."""
    return tuple(dict.fromkeys(each.category.replace("-", " ") for each in review.withheld if each.gate != "G16"))


def _sum_up(seen: Sequence[tuple[Begun, Review]], seconds: float | None, console: Console) -> None:
    from mailhuman.show.terminal import put

    took = f" in {seconds:.1f} seconds" if seconds else ""
    said = sum(review.has_something_to_say for _, review in seen)
    drafts = "1 draft" if len(seen) == 1 else f"{len(seen)} drafts"
    _headline(f"{drafts}{took}: {said} with something to say, {len(seen) - said} left alone", console)
    for number, (begun, review) in enumerate(seen, start=1):
        put(console, f"{number:2} {begun.to.partition(' <')[0]}: {_outcome(review)}", hang=3)
    console.print()


def _outcome(review: Review) -> str:
    """What came of one draft, in a few words."""
    said = [f"a warning ({each.category.replace('-', ' ')})" for each in review.warnings]
    said += [each.category.replace("-", " ") for each in review.suggestions]
    told = ", ".join(dict.fromkeys(said)) or "nothing to add"
    kept = ", ".join(_kept_back(review))
    return f"{told}; kept back: {kept}" if kept else told


def _tell_next(console: Console, steps: Sequence[tuple[str, str]]) -> None:
    from mailhuman.show.terminal import put

    put(console, "Nothing was sent, changed or left behind. To go on:", style="bold")
    program = _program()
    wide = max(len(command) for command, _ in steps) + len(program) + 1
    for command, purpose in steps:
        put(console, f"{program} {command}".ljust(wide) + f"  {purpose}", indent=2, hang=wide + 2)


def _program() -> str:
    """How to call this program from here: by its name where the shell finds it, else by its path."""
    here = Path(sys.argv[0])
    found = shutil.which("mailhuman")
    if here.name != "mailhuman" or (found and Path(found).resolve() == here.resolve()):
        return "mailhuman"
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)


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
