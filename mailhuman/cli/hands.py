"""What the walk does to the world: reads a key or a line, opens the editor, fills the clipboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import click
from rich.console import Console

from mailhuman.show.terminal import ask


def read_key() -> str:
    """Wait for one key. KeyboardInterrupt for Ctrl-C, EOFError for the end of input."""
    sys.stdout.flush()
    return click.getchar()


def pressed(console: Console, hands: Hands, question: str) -> str:
    """Ask, and give the key pressed, which is printed so that the screen tells the whole story."""
    ask(console, question)
    try:
        key = hands.key()
    except (EOFError, KeyboardInterrupt):
        console.print()
        raise
    console.print(key if key.isprintable() and len(key) == 1 else "")
    return key


def read_line(question: str, given: str = "") -> str:
    """Ask for one line, `given` standing in it already where the terminal can do that."""
    readline = _readline()
    if readline is None:  # then Python would ask on standard error
        click.echo(question, nl=False)
        return input() or given
    readline.set_startup_hook(lambda: readline.insert_text(given))
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        click.echo()  # what comes next begins a line of its own
        raise
    finally:
        readline.set_startup_hook()


def edit(words: str) -> str | None:
    """Let the words be changed in $VISUAL or $EDITOR; None where there is none, or it fails."""
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        return None
    try:
        changed = click.edit(words + "\n", extension=".txt", require_save=False)
    except click.ClickException:
        return None
    return changed.strip() if changed is not None else words


def copy(words: str) -> bool:
    """Put the words on the clipboard; False where there is none."""
    import pyperclip

    try:
        pyperclip.copy(words)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Hands:
    """The four things the walk needs of the world; tests give their own."""

    key: Callable[[], str] = read_key
    line: Callable[[str, str], str] = read_line
    edit: Callable[[str], str | None] = edit
    copy: Callable[[str], bool] = copy


def _readline() -> ModuleType | None:
    """The module that edits a line in place, where the system has it."""
    try:
        return import_module("readline")
    except ImportError:
        return None
