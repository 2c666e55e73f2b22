"""Asks before something goes for good."""

from __future__ import annotations

import sys

import click


def agreed(question: str) -> bool:
    """Whether the answer is yes; Enter alone is no. click.UsageError where nobody is there to answer."""
    try:
        return click.confirm(question, default=False)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("nobody is there to ask; say --yes to go on without asking") from None
