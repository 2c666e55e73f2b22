"""`mailhuman uninstall`: takes back everything mailhuman put anywhere, and says what it leaves."""

from __future__ import annotations

import click

from mailhuman.cli.saying import say


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--everything", is_flag=True, help="Your notes, what was suggested before and the configuration too.")
@click.option("--keep-servers", is_flag=True, help="Connect to no server; marks and notes there stay.")
def uninstall(*, yes: bool, everything: bool, keep_servers: bool) -> int:
    """Take back what mailhuman put anywhere.

    The service is stopped and removed; on each server the marks on drafts and the folder of companion notes go;
    passwords and tokens leave the keyring. Your drafts stay as they are. Your notes on people, what was suggested
    before, and the configuration stay, unless you say --everything.
    """
    from mailhuman.cli.consent import agreed
    from mailhuman.cli.removal.plan import plan
    from mailhuman.cli.removal.steps import carry_out
    from mailhuman.config import load_config

    meant = plan(load_config(), everything=everything, servers=not keep_servers)
    if not meant.goes:
        say(
            "There is nothing to take back. Remove the program as you installed it, as with `pipx uninstall mailhuman`."
        )
        return 0
    say("This will go:")
    for each in meant.goes:
        say(f"  {each}", hang=4)
    say("This stays:")
    for each in meant.stays:
        say(f"  {each}", hang=4)
    if not (yes or agreed("Go on?")):
        say("Nothing was removed.")
        raise click.exceptions.Exit(1)
    return carry_out(meant)
