"""The command line: one file a command group, loaded when it is called for; heavy imports stay inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from mailhuman import __version__

COMMANDS = {
    "review": "Review drafts: what sounds cold, and what could be said.",
    "undo": "Put a draft back as it was before words were written into it.",
    "tone": "Tell how a text sounds to the person who gets it.",
    "contacts": "Keep notes on the people you write to.",
    "rules": "See, check, explain and switch the rules.",
    "store": "Encrypt what is kept, or write all of it out.",
    "setup": "Connect a mail account.",
    "account": "List mail accounts, sign in again, or remove one.",
    "daemon": "Watch your drafts in the background.",
    "doctor": "Check that everything works, and say what to do.",
    "uninstall": "Take back what mailhuman put anywhere.",
    "completion": "Make your shell complete commands and options.",
    "demo": "Try it all on an invented mailbox.",
}
"""Every command with its line of help: the command in mailhuman/cli/NAME.py is loaded only when it is called."""


class Frame(click.Group):
    """The group of all commands; it loads them by name, and is the only place that prints an error or exits."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the names of the commands there are, without loading one."""
        return [name for name in COMMANDS if find_spec(f"{__name__}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None for a name that is not one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's signature
        **extra: Any,  # noqa: ANN401 - whatever click hands on to its context
    ) -> Any:  # noqa: ANN401 - click returns what a command returns
        """Run a command and leave with its exit code; every failure ends in one message on standard error."""
        from mailhuman.cli.failures import guarded

        def run() -> Any:  # noqa: ANN401 - as above
            return super(Frame, self).main(args, prog_name, complete_var, standalone_mode=False, **extra)

        return sys.exit(guarded(run)) if standalone_mode else run()

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as above
    ) -> click.Context:
        """Read the arguments; help is printed here."""
        from mailhuman.cli.failures import reader_watched

        with reader_watched():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as above
        """Call the command that was named."""
        from mailhuman.cli.failures import reader_watched

        with reader_watched():
            return super().invoke(ctx)


@click.group(cls=Frame, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mailhuman")
def cli() -> None:
    """Keep the human element in the mail you write.

    Mailhuman reads your drafts, their threads and your notes on people, and reminds you; you write. It never sends
    mail, and changes a draft only when you ask it to.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    cli(prog_name="mailhuman")
