"""`mailhuman completion`: prints what makes a shell complete commands and options."""

from __future__ import annotations

import click

_VARIABLE = "_MAILHUMAN_COMPLETE"
_PLACES = """\
\b
  bash  mailhuman completion bash > ~/.local/share/bash-completion/completions/mailhuman
  zsh   mailhuman completion zsh > a folder of your fpath, as _mailhuman
  fish  mailhuman completion fish > ~/.config/fish/completions/mailhuman.fish
"""


@click.command(epilog=_PLACES)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion of commands for a shell.

    An installation into the system's own folders brings it along; elsewhere put it where your shell looks.
    """
    click.echo(completion_for(shell), nl=False)


def completion_for(shell: str) -> str:
    """Give the script that the shell reads."""
    from click.shell_completion import get_completion_class

    from mailhuman.cli import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"nothing is known of the shell {shell}")
    known = found(cli, {}, "mailhuman", _VARIABLE)
    script = str(found.source_template) % known.source_vars()  # its source() would run a bash to ask for its age
    return script.strip("\n") + "\n"
