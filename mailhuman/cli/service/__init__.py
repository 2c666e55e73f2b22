"""`mailhuman daemon install`: hands the daemon to the service manager of the user's session, and takes it back."""

from __future__ import annotations

import click


@click.command()
@click.option("--print", "only_print", is_flag=True, help="Print what would be written, and change nothing.")
@click.option("--no-start", is_flag=True, help="Write it, but do not start it.")
def install(*, only_print: bool, no_start: bool) -> None:
    """Start the daemon now and at every login.

    On Linux by a systemd user unit, on macOS by a launchd agent. Nothing of it needs root. Run it again after an
    upgrade; `mailhuman uninstall` takes it away.
    """
    from mailhuman.cli.saying import say
    from mailhuman.cli.service.managers import manager_here
    from mailhuman.cli.service.program import program_here
    from mailhuman.config import load_config
    from mailhuman.errors import MailhumanError

    manager = manager_here()
    written = manager.description(program_here())
    if only_print:
        click.echo(written, nl=False)
        return
    if not load_config().accounts:
        raise MailhumanError("there is no account to watch yet", next_step="connect one with `mailhuman setup`")
    changed = manager.write(written)
    say(f"{'Wrote' if changed else 'As it was:'} {manager.file}")
    if no_start:
        say(f"Not started. To start it: {manager.by_hand}")
        return
    manager.start()
    say("The daemon runs, and will at every login. See it with `mailhuman daemon status`.")
    for note in manager.notes():
        say(note)
