"""`mailhuman setup`: connect a mail account, try it, and only then keep it; then the first notes, if one likes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options

_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--address", metavar="ADDRESS", help="Your mail address.")
@click.option("--name", metavar="NAME", help="What to call the account.")
@click.option("--host", metavar="HOST", help="The IMAP server; by default it is looked for.")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port; 993 for tls, 143 otherwise.")
@click.option("--security", type=click.Choice(["tls", "starttls", "plain"]), help="How the connection is secured.")
@click.option("--user", metavar="USER", help="The name to log in with; by default the address.")
@click.option("--alias", "aliases", multiple=True, metavar="ADDRESS", help="Another address of yours; repeatable.")
@click.option("--drafts", metavar="FOLDER", help="The folder of drafts; by default the server is asked.")
@click.option("--sent", metavar="FOLDER", help="The folder of sent mail; by default the server is asked.")
@click.option("--ca-file", type=_File, help="Certificates to trust in place of the system's, in PEM form.")
@click.option(
    "--auth",
    type=click.Choice(["password", "google", "microsoft"]),
    help="How to sign in; google and microsoft mean OAuth.",
)
@click.option("--client-id", metavar="ID", help="What the provider calls your OAuth client.")
@click.option("--tenant", metavar="TENANT", help="Your organisation at Microsoft; by default any.")
@click.option("--code", is_flag=True, help="Sign in by a code typed in a browser anywhere (Microsoft).")
@click.option("--password-command", metavar="COMMAND", help="A command that prints the password, run without a shell.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, for the keyring.")
@click.option("--no-test", is_flag=True, help="Save it without connecting.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is found, and fail where something is missing.")
def setup(**options: Unpack[Options]) -> None:
    """Connect a mail account.

    Asks for your address, finds the server, tries the password, and keeps the account once it works. The password
    goes into the system's keyring, or a command of yours gives it; it is never written to a file. With Google and
    Microsoft you can sign in with the browser instead. Run it again to change an account.
    """
    from mailhuman.cli.setup.steps import run

    run(options)
