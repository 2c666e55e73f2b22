"""`mailhuman demo`: an invented mailbox on a real IMAP server, reviewed before your eyes; nothing is left behind."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mailhuman.cli.telling import on_a_terminal

if TYPE_CHECKING:
    from rich.console import Console

    from mailhuman.demo.play import Stage

_ASKED_TO_END = 143  # as a shell reports a program ended by SIGTERM


@click.command()
@click.option("--walk", is_flag=True, help="Go through the drafts one by one and answer with keys.")
@click.option("--serve", is_flag=True, help="Only run the mail server, for a mail program of yours to look at.")
def demo(*, walk: bool, serve: bool) -> None:
    """Try mailhuman on an invented mailbox.

    A small IMAP server starts on 127.0.0.1, inside this process, with a sample mailbox; its drafts are reviewed over
    a real connection. Your own mail, notes and settings are neither read nor written, and nothing is left behind.
    """
    from mailhuman.cli.demo_story import greet, show
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
        greet(stage, console)
        show(stage, console, walk=walk)


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
