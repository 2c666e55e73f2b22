"""To wait at an open folder until the server has news of it (IDLE, RFC 2177), or somebody wakes us.

Where the server knows NOTIFY (RFC 5465) it tells of other folders as well while we wait.
"""

from __future__ import annotations

import imaplib
import select
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any  # IMAPClient has no types

from mailhuman.mailbox.failures import CommandRefused, Garbled
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line

Clock = Callable[[], float]

_KEEPING_ALIVE = b"* OK"
_ELSEWHERE = b"* STATUS"
_LATE, _LATE_ELSEWHERE = b"* late news", b"* STATUS late"


def can_idle(line: Line) -> bool:
    """Whether the server tells of news by itself."""
    return "IDLE" in line.capabilities()


def notify(line: Line, folders: Iterable[Listed], marked: Iterable[Listed] = ()) -> bool:
    """Have the server tell of the open folder and of `folders` while we wait; whether it does.

    Of those `marked` it tells what becomes of flags as well.
    """
    if "NOTIFY" not in line.capabilities():
        return False
    # expunges are told between commands alone, else a message could go while its number is in use
    words = b"SET (selected-delayed (MessageNew MessageExpunge FlagChange))"
    words += _told(folders, b"MessageNew MessageExpunge") + _told(marked, b"MessageNew MessageExpunge FlagChange")
    try:
        with line.asking("tell of other folders") as client:
            imaplib.Commands.setdefault("NOTIFY", ("AUTH", "SELECTED"))  # the verbs it knows
            kind, _ = client._imap._simple_command("NOTIFY", words)  # noqa: SLF001 - IMAPClient has no name for it
            return bool(kind == "OK")
    except (CommandRefused, Garbled):
        return False


def _told(folders: Iterable[Listed], events: bytes) -> bytes:
    names = b" ".join(b'"' + each.raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"' for each in folders)
    return b" (mailboxes (" + names + b") (" + events + b"))" if names else b""


def is_elsewhere(news: bytes) -> bool:
    """Whether this piece of news is of another folder than the open one."""
    return news.startswith(_ELSEWHERE)


def idle(line: Line, seconds: float, *, wake: int | None = None, clock: Clock = time.monotonic) -> tuple[bytes, ...]:
    """Wait for news of the open folder, at most `seconds`; the lines that brought it, none if none came.

    Returns early, without news, when the file descriptor `wake` can be read. ServerGone when the connection ends:
    IMAPClient's own waiting takes that for no news and would spin. Lines that only keep the line alive are no news.
    """
    with line.asking("wait for news") as client:
        early = tuple(_begun(client))
    with line.asking("wait for news", in_time=False) as client:
        news = early or _news(client, clock() + seconds, wake, clock)
    with line.asking("end the waiting") as client:
        _, late = client.idle_done()
    return (*news, *(_LATE_ELSEWHERE if each[0] == b"STATUS" else _LATE for each in late if each[0] != b"OK"))


def _begun(client: Any) -> Iterator[bytes]:  # noqa: ANN401 - as above
    """Begin to wait; the news that came before the server was ready, which IMAPClient takes for a refusal."""
    client.capabilities()  # IMAPClient looks at them on ending, and must not ask then
    imap = client._imap  # noqa: SLF001 - as above
    client._idle_tag = tag = imap._command("IDLE")  # noqa: SLF001 - what IMAPClient itself does
    while (told := imap._get_response()) is not None:  # noqa: SLF001 - as above
        if imap.tagged_commands.get(tag) is not None:
            del imap.tagged_commands[tag]
            raise imap.error("command error: NO")
        if not told.startswith(_KEEPING_ALIVE):
            yield bytes(told)


def _news(client: Any, end: float, wake: int | None, clock: Clock) -> tuple[bytes, ...]:  # noqa: ANN401 - as above
    poller = select.poll()  # select() fails beyond 1,024 open files
    poller.register(client.socket(), select.POLLIN)
    if wake is not None:
        poller.register(wake, select.POLLIN)
    ready: set[int] = set()
    while True:
        if news := tuple(each for each in _lines(client, sure=bool(ready)) if not each.startswith(_KEEPING_ALIVE)):
            return news
        ready = {each for each, _ in poller.poll(max(0.0, end - clock()) * 1000)}
        if not ready or wake in ready:
            return ()


def _lines(client: Any, *, sure: bool) -> Iterator[bytes]:  # noqa: ANN401 - as above
    """The lines that have come; `sure` says that something has, so that nothing to read means the end."""
    while sure or _has_come(client):
        if sure and _is_half_a_record(client):
            return
        sure = False
        yield bytes(client._imap._get_line())  # noqa: SLF001 - the one way to read during IDLE; fails at the end


def _has_come(client: Any) -> bool:  # noqa: ANN401 - as above
    """Whether anything was read ahead, into a buffer that polling the socket knows nothing of."""
    try:
        return bool(_peeked(client))
    except (ssl.SSLWantReadError, BlockingIOError):
        return False


def _is_half_a_record(client: Any) -> bool:  # noqa: ANN401 - as above
    """Whether what has come is TLS's own talk, or the beginning of a record: nothing to read, and not the end."""
    try:
        _peeked(client)
    except (ssl.SSLWantReadError, BlockingIOError):
        return True
    return False


def _peeked(client: Any) -> bytes:  # noqa: ANN401 - as above
    connection = client.socket()
    patience = connection.gettimeout()
    connection.settimeout(0)
    try:
        return bytes(client._imap.file.peek(1))  # noqa: SLF001 - what IMAPClient reads from
    finally:
        connection.settimeout(patience)
