"""How a command fails: one clear message on standard error, the right exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from mailhuman.cli.saying import say
from mailhuman.errors import BadInput, MailhumanError
from mailhuman.show.safe import visible

INTERRUPTED = 130
NOBODY_READS = 141  # as a shell reports a program whose reader has gone
CRASHED = 70
_NOT_WRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class ReaderGone(Exception):
    """Whoever read the output has gone, as `head` does: there is nobody to tell anything."""


@contextmanager
def reader_watched() -> Iterator[None]:
    """Name a closed pipe as such: by itself click would take it for a failure of exit code 1."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


def guarded(run: Callable[[], Any]) -> int:
    """Call `run` and give the exit code: the number it returns if it is one, else 0, else that of its failure."""
    try:
        _speak_any_language()
        code = run()
        sys.stdout.flush()
    except Exception as failure:  # noqa: BLE001 - the one place where everything ends
        return _told(failure)
    except KeyboardInterrupt:
        return _interrupted()
    return code if type(code) is int else 0


def _speak_any_language() -> None:
    r"""On a terminal that cannot show a letter, print it as \x.. in place of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _told(failure: Exception) -> int:
    """Say what failed and give the exit code."""
    if isinstance(failure, BrokenPipeError | ReaderGone):
        _stop_printing()
        return NOBODY_READS
    if isinstance(failure, click.Abort):
        return INTERRUPTED if failure.__cause__ else _interrupted()  # where it names its cause click has left the line
    if isinstance(failure, OSError) and failure.errno in _NOT_WRITTEN:
        _stop_printing()
        _say("the output could not be written", "make room on the disk it goes to, or send it elsewhere")
        return MailhumanError.exit_code
    if isinstance(failure, click.ClickException):
        _say_usage(failure)
        return failure.exit_code
    if isinstance(failure, MailhumanError):
        say_failure(failure)
        return failure.exit_code
    _say_crash(failure)
    return CRASHED


def _interrupted() -> int:
    """Leave the line that a question, or the terminal's own ^C, stands on."""
    if sys.stderr.isatty():
        click.echo(err=True)
    return INTERRUPTED


def _stop_printing() -> None:
    """Let what is still in the buffers go nowhere: writing it would fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file: there is nothing to keep from it
        return


def _say_usage(failure: click.ClickException) -> None:
    if isinstance(failure, click.exceptions.NoArgsIsHelpError):
        failure.show()
        return
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    if context:
        click.echo(context.get_usage(), err=True)
    name = context.command_path if context else "mailhuman"
    _say(_usage_words(failure), f"see `{name} --help`")


def _usage_words(failure: click.ClickException) -> str:
    """What is wrong with the call: the option it is about and why, where click would say "Invalid value for"."""
    if not isinstance(failure, click.BadParameter) or isinstance(failure, click.MissingParameter):
        return failure.format_message()
    message = f"{failure.message[:1].lower()}{failure.message[1:]}".rstrip(".")
    return f"{about}: {message}" if (about := _about(failure)) else message


def _about(failure: click.BadParameter) -> str:
    """The option a failure is about; nothing for an argument, whose value the message names."""
    if isinstance(failure.param_hint, str):
        return failure.param_hint
    return failure.param.opts[-1] if isinstance(failure.param, click.Option) else ""


def say_failure(failure: MailhumanError) -> None:
    """Print on standard error the message, or each problem on a line as editors read it, and the next step."""
    if isinstance(failure, BadInput):
        for problem in failure.problems:
            say(visible(str(problem)), err=True)
        count = len(failure.problems)
        problems = "1 problem" if count == 1 else f"{count} problems"
        _say(f"{problems} found; nothing was done", failure.next_step or "mend the file and try again")
        return
    _say(failure.message, failure.next_step)


def _say_crash(failure: Exception) -> None:
    from mailhuman.cli.crash import write_report

    report = write_report(failure)
    kept = f"a report without mail, names or addresses is in {report}" if report else "no report could be written"
    _say(f"something went wrong inside mailhuman ({type(failure).__name__}); {kept}", "please tell its makers")


def _say(message: str, next_step: str) -> None:
    say(f"mailhuman: {visible(message)}", err=True)
    if next_step:
        say(f"Next: {visible(next_step)}", err=True)
