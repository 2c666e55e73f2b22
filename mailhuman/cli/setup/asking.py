"""Asks on the terminal for what was not given as an option; where nobody can be asked, takes what is known or fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

Check = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions; `asks` is false where nobody is there to answer them."""

    asks: bool

    def text(self, question: str, option: str, given: str | None, default: str, check: Check) -> str:
        """Give what was given, or the answer to `question`; `check` gives it back or raises ValueError with why not.

        UsageError where what was given is wrong, or nothing is known and nobody answers.
        """
        if given is not None or not self.asks:
            return _checked(option, default if given is None else given, check)
        try:
            return str(click.prompt(question, default=default or None, value_proc=_again(check)))
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise click.UsageError(f"there was no answer on standard input; {option} can be given instead") from None

    def choice(self, question: str, choices: Sequence[str], default: str) -> str:
        """Give one of `choices`, by default `default`."""
        if not self.asks:
            return default
        return str(click.prompt(question, default=default, type=click.Choice(choices, case_sensitive=False)))

    def agrees(self, question: str, *, default: bool, unasked: bool) -> bool:
        """Whether the answer is yes; `unasked` where nobody can be asked."""
        return click.confirm(question, default=default) if self.asks else unasked

    def secret(self, question: str, *, may_be_empty: bool) -> str:
        """Give what is typed, which is not shown; empty only if it may be."""
        default = "" if may_be_empty else None
        return str(click.prompt(question, hide_input=True, default=default, show_default=False))


def _checked(option: str, value: str, check: Check) -> str:
    if not value:
        raise click.UsageError(f"nobody can be asked here, so {option} must be given")
    try:
        return check(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint=option) from None


def _again(check: Check) -> Check:
    """A check that lets click ask again."""

    def checked(answer: str) -> str:
        try:
            return check(answer.strip())
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None

    return checked
