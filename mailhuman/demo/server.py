"""The demo's IMAP server: pymap, in a thread of this process, on a free port of 127.0.0.1, all mail in memory.

pymap (MIT, https://github.com/icgood/pymap) is an extra, `mailhuman[demo]`; only the demo needs it.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from mailhuman.demo.imap import Stored, answerer
from mailhuman.errors import MailhumanError

HOST = "127.0.0.1"
_START_WITHIN = 10.0  # seconds
_STEPS_OF_A_WELCOME = 5  # turns of the loop from an accepted socket to its visitor, with some to spare


@dataclass(frozen=True, slots=True)
class DemoServer:
    """Where the server listens and who may log in."""

    port: int
    user: str
    password: str = field(repr=False)
    host: str = HOST


@contextmanager
def serving(folders: Mapping[str, Sequence[Stored]], user: str) -> Iterator[DemoServer]:
    """Serve `folders` to `user` until the block ends; nothing is written to disk.

    MailhumanError if pymap is not installed or the server does not start.
    """
    needs_pymap()
    running = _Running(folders, user, secrets.token_hex(4))
    thread = threading.Thread(target=running.run, name="mailhuman-demo-imap", daemon=True)
    thread.start()
    try:
        yield running.ready()
    finally:
        running.stop()
        thread.join(_START_WITHIN)


def needs_pymap() -> None:
    """MailhumanError, with what to do, where the demo's server is not installed."""
    try:
        import pymap.imap  # noqa: F401, PLC0415 - an extra: it may be absent
    except ImportError as absent:
        raise MailhumanError(
            "the demo needs an IMAP server of its own, and pymap is not installed",
            next_step="pip install 'mailhuman[demo]', then run `mailhuman demo` again",
        ) from absent


class _Running:
    """One server with its loop; `run` is the body of the thread, the rest is called from outside it."""

    def __init__(self, folders: Mapping[str, Sequence[Stored]], user: str, password: str) -> None:
        self._folders, self._user, self._password = folders, user, password
        self._started = threading.Event()
        self._server: DemoServer | None = None
        self._failure: Exception | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None

    def ready(self) -> DemoServer:
        """Wait until it listens."""
        self._started.wait(_START_WITHIN)
        if self._server is None:
            raise MailhumanError(
                "the demo's mail server did not start",
                next_step="check that programs may listen on 127.0.0.1, and that pymap is 0.36.7 or newer",
            ) from self._failure
        return self._server

    def stop(self) -> None:
        """Let it end; calling it twice does no harm."""
        if self._loop and self._stopped:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._loop.call_soon_threadsafe(self._stopped.set)

    def run(self) -> None:
        """Serve until `stop` is called."""
        try:
            asyncio.run(self._serve())
        except Exception as failure:  # noqa: BLE001 - whatever it was, `ready` tells it to whoever waits
            self._failure = failure
        finally:
            self._started.set()

    async def _serve(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        answer = await answerer(self._folders, self._user, self._password)
        visitors: list[asyncio.StreamWriter] = []

        def come_in(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Awaitable[None]:
            visitors.append(writer)
            return answer(reader, writer)

        async with await asyncio.start_server(come_in, HOST, 0) as listening:
            port = listening.sockets[0].getsockname()[1]
            self._server = DemoServer(port, self._user, self._password)
            self._started.set()
            await self._stopped.wait()
            await _see_off(visitors)


async def _see_off(visitors: Sequence[asyncio.StreamWriter]) -> None:
    """End every connection; those just begun are let in first, since asyncio would forget to close them."""
    for _ in range(_STEPS_OF_A_WELCOME):
        await asyncio.sleep(0)
    for writer in visitors:
        writer.transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
