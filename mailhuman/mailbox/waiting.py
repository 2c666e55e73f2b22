"""To wait at an open folder until the server has news of it (IDLE, RFC 2177), or somebody wakes us."""

from __future__ import annotations

import select
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any  # IMAPClient has no types

from mailhuman.mailbox.line import Line

Clock = Callable[[], float]

_KEEPING_ALIVE = b"* OK"


def idle(line: Line, seconds: float, *, wake: int | None = None, clock: Clock = time.monotonic) -> tuple[bytes, ...]:
    """Wait for news of the open folder, at most `seconds`; the lines that brought it, none if none came.

    Returns early, without news, when the file descriptor `wake` can be read. ServerGone when the connection ends:
    IMAPClient's own waiting takes that for no news and would spin. Lines that only keep the line alive are no news.
    """
    with line.asking("wait for news", in_time=False) as client:
        client.idle()
        news = _news(client, clock() + seconds, wake, clock)
    with line.asking("end the waiting") as client:
        _, late = client.idle_done()
    return (*news, *(b"* late news" for each in late if each[0] != b"OK"))


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
