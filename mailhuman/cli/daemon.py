"""`mailhuman daemon`: what goes on in the background beside the drafts."""

from __future__ import annotations

import click

from mailhuman.cli.service import install


@click.group()
def daemon() -> None:
    """Watch your drafts in the background."""


daemon.add_command(install)
