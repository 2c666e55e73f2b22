"""Writes the man page from the commands themselves, and the completions beside it; both come with the wheel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from mailhuman.cli import cli
from mailhuman.cli.completion import completion_for

SHARE = Path(__file__).parent.parent / "share"
PAGE = SHARE / "man" / "man1" / "mailhuman.1"
COMPLETIONS = {
    "bash": SHARE / "bash-completion" / "completions" / "mailhuman",
    "zsh": SHARE / "zsh" / "site-functions" / "_mailhuman",
    "fish": SHARE / "fish" / "vendor_completions.d" / "mailhuman.fish",
}
_HEAD = r"""
.\" Written from the commands; do not edit.
.TH MAILHUMAN 1 "" "mailhuman" "User Commands"
.SH NAME
mailhuman \- keep the human element in the mail you write
.SH SYNOPSIS
.B mailhuman
.I COMMAND
.RI [ OPTIONS ]
.RI [ ARGUMENTS ]
.SH DESCRIPTION
"""
_TAIL = r"""
.SH ENVIRONMENT
.TP
.B MAILHUMAN_CONFIG_DIR
The folder of config.toml, of your own rules and templates.
.TP
.B MAILHUMAN_DATA_DIR
The folder of the database.
.TP
.BI MAILHUMAN_PASSWORD_ NAME
The password of the account NAME, in capitals and with _ for \-, where there is no keyring. It is asked after the
account's password_command and before the keyring.
.TP
.B MAILHUMAN_CLIENT_SECRET
The secret of your OAuth client, for `mailhuman setup` and `mailhuman account sign\-in`.
.TP
.B MAILHUMAN_NOTES_COMMAND
A command that prints the passphrase of encrypted notes.
.SH FILES
.TP
.I ~/.config/mailhuman/config.toml
The accounts, one table [account.NAME] each, and the table [daemon].
.TP
.I ~/.local/share/mailhuman/mailhuman.db
Your notes, and what was suggested before. On macOS both lie in ~/Library/Application Support/mailhuman.
.SH EXIT STATUS
0 nothing to say; 10 some draft has a suggestion or a warning; 2 called wrongly; 3, 4, 5 the configuration, a rule, a
file of contacts or history has problems; 6 no message; 7 the database; 8 the password; 9 somebody must sign in again;
20 to 24 the server: not reached, TLS, login, a folder, gone; 70 a defect in mailhuman.
"""


def page() -> str:
    """The man page as troff."""
    context = click.Context(cli, info_name="mailhuman")
    parts = [_HEAD.lstrip("\n"), _paragraphs(cli.help or ""), ".SH COMMANDS\n"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command
        parts += _command(command, click.Context(command, context, info_name=name))
    return "".join(parts) + _TAIL.lstrip("\n")


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """One command, and those below it."""
    yield f".SS {_plain(context.command_path.partition(' ')[2])}\n"
    yield f".B {_plain(context.command_path)}\n"
    yield "".join(f".I {_plain(piece)}\n" for piece in command.collect_usage_pieces(context))
    yield ".PP\n" + _paragraphs(command.help or "")
    for option in command.get_params(context):
        told = option.get_help_record(context)
        if told and told[1] and "--help" not in option.opts:
            yield f".TP\n.B {_plain(told[0])}\n{_plain(told[1])}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below and not below.hidden:
                yield from _command(below, click.Context(below, context, info_name=name))


def _paragraphs(told: str) -> str:
    paragraphs = re.split(r"\n\s*\n", told.replace("\b", "").replace("\f", "").strip())
    return ".PP\n".join(f"{_plain(' '.join(each.split()))}\n" for each in paragraphs)


def _plain(text: str) -> str:
    """Text as troff shows it, whatever it begins with."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main() -> None:
    """Write all of them anew."""
    for place, text in ((PAGE, page()), *((place, completion_for(shell)) for shell, place in COMPLETIONS.items())):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
