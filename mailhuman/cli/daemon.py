"""`mailhuman daemon`: watches the drafts of the configured accounts, and tells how it goes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any  # Any: what JSON holds

import click

from mailhuman.cli.saying import say
from mailhuman.cli.service import install

_SPAN = re.compile(r"(\d{1,4})\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_WORDS = {
    "connecting": "connecting",
    "watching": "watching",
    "polling": "watching, by asking now and then: the server does not tell by itself",
    "waiting": "not connected; it is tried again",
    "refused": "not let in; nothing is tried until you change something",
    "stopped": "not watched",
}


@click.group()
def daemon() -> None:
    """Watch your drafts in the background.

    Each draft is reviewed once it has rested, and a note is put beside it. A draft's text is never changed.
    """


daemon.add_command(install)


def _span(_context: click.Context, _option: click.Parameter, written: str) -> timedelta | None:
    """Read a span of time such as 30m, 2h or 1d."""
    if not written:
        return None
    found = _SPAN.fullmatch(written.strip().lower())
    if not found or not int(found[1]):
        raise click.BadParameter("write it as 30m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


@daemon.command()
@click.option("--once", is_flag=True, help="Look once at each account, do what is due, and leave.")
@click.option("--account", default="", metavar="NAME", help="The account to watch; by default all.")
def run(*, once: bool, account: str) -> int:
    """Watch the drafts, until SIGTERM or Ctrl-C ends it.

    SIGHUP has the configuration and the rules read anew. What happens is told on standard error, a line each.
    """
    from mailhuman.cli import watching

    if once:
        return _once(account)
    watching.watch_until_told(account)
    watching.leave_at_once()
    return 0


def _once(name: str) -> int:
    from mailhuman.cli.drafts import chosen
    from mailhuman.cli.failures import say_failure
    from mailhuman.cli.watching import look_once_at
    from mailhuman.cli.who import counted
    from mailhuman.errors import MailhumanError

    code = 0
    for done in look_once_at(chosen(name)):
        if isinstance(done, MailhumanError):
            say_failure(done)
            code = done.exit_code
            continue
        told = [f"{done.reviewed} reviewed", f"{counted(done.noted, 'note')} put", f"{done.ended} sent or deleted"]
        told += [f"{count} failed ({kind})" for kind, count in done.failures.items()]
        say(f"{done.account}: {counted(done.drafts, 'draft')}; {', '.join(told)}.")
    return code


@daemon.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(*, as_json: bool) -> None:
    """Tell whether the daemon runs, and how each account is doing."""
    from mailhuman.config import data_folder
    from mailhuman.daemon.alone import running
    from mailhuman.daemon.board import read_status
    from mailhuman.daemon.run import STATUS

    number = running(data_folder())
    told = read_status(data_folder() / STATUS)
    if as_json:
        import json

        click.echo(json.dumps(told))
        return
    say(f"The daemon runs (process {number}){_holding()}.")
    for each in told.get("accounts", ()):
        _say_account(each)


@daemon.command()
@click.option("--for", "span", default="", callback=_span, metavar="TIME", help="For so long, as 30m, 2h or 1d.")
def pause(span: timedelta | None) -> None:
    """Put no notes and no marks, until you resume or the time is over."""
    from mailhuman.config import data_folder
    from mailhuman.daemon import holding

    until = datetime.now().astimezone() + span if span else None
    data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    holding.pause(data_folder(), until)
    _wake()
    say(f"Paused{_holding(until=until)}. `mailhuman daemon resume` ends it.")


@daemon.command()
def resume() -> None:
    """End a pause; what waited meanwhile is done now."""
    from mailhuman.config import data_folder
    from mailhuman.daemon import holding

    was_on = holding.resume(data_folder())
    _wake()
    say("The daemon goes on." if was_on else "It was not paused.")


def _wake() -> None:
    """Have the daemon read what was changed; where none runs, it will when it starts."""
    import os
    import signal
    from contextlib import suppress

    from mailhuman.config import data_folder
    from mailhuman.daemon.alone import NotRunning, running

    with suppress(NotRunning, ProcessLookupError):
        os.kill(running(data_folder()), signal.SIGUSR1)


def _holding(until: datetime | None = None) -> str:
    from mailhuman.config import data_folder
    from mailhuman.daemon.holding import paused

    now = datetime.now().astimezone()
    found = paused(data_folder())
    if not found or not found.is_on(now):
        return ""
    end = until or found.until
    until_when = f" until {end:%A %H:%M}" if end else " until you resume"
    return until_when if until else f", paused{until_when}"


def _say_account(each: dict[str, Any]) -> None:
    from mailhuman.cli.who import counted

    say(f"{each['account']}: {_WORDS.get(each['state'], each['state'])}, since {each['since']}")
    counts = f"{counted(each['drafts'], 'draft')}; {each['reviewed']} reviewed, {counted(each['noted'], 'note')} put"
    say(
        f"  {counts}, {each['ended']} sent or deleted"
        + (f"; all seen at {each['last_sweep']}" * bool(each["last_sweep"]))
    )
    if each["error"]:
        say(f"  {each['error']}" + (f"; tried again at {each['next_try']}" * bool(each["next_try"])))
    if each["next_step"]:
        say(f"  Next: {each['next_step']}")
