"""Says things: to a program each on one line, to a person on a terminal wrapped at words."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import IO

import click

_HANG = 2  # columns by which the further lines of a paragraph are set in
_NARROWEST = 20  # columns; on less than this lines are left to the terminal


def say(told: str, *, err: bool = False, hang: int = _HANG) -> None:
    """Print `told` on standard output, or on standard error; on a terminal no word is cut in two."""
    click.echo(_fitting(told, sys.stderr if err else sys.stdout, hang), err=err)


def say_it_waits() -> None:
    """Where standard input is the keyboard, say that something is to be typed, and how it ends."""
    if sys.stdin.isatty():
        say("Reading what you type; Ctrl-D on a line of its own ends it.", err=True)


def _fitting(told: str, stream: IO[str], hang: int) -> str:
    if not stream.isatty():
        return told
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    return "\n".join(wrapped(line, width, hang) for line in told.split("\n"))


def wrapped(line: str, width: int, hang: int = _HANG) -> str:
    """Break a line at spaces, never within a word, so that it fits `width` columns; a line that fits stays as it is."""
    if len(line) <= width:
        return line
    margin = len(line) - len(line.lstrip(" "))
    return textwrap.fill(
        line.lstrip(" "),
        width,
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
