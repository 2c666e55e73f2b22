"""What pymap is told, so that it serves our messages from memory and keeps to itself; pymap comes with an extra."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymap.backend.dict import Config
    from pymap.backend.dict.filter import FilterSet
    from pymap.backend.dict.mailbox import MailboxSet

Answerer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
_LARGEST = 1024 * 1024  # bytes of one message a visitor may add; the mail lies in memory


@dataclass(frozen=True, slots=True)
class Stored:
    r"""One message as the server keeps it: its bytes, when it came, and its flags (`\Seen`, `\Draft`)."""

    raw: bytes
    at: datetime
    flags: tuple[str, ...] = ()


async def answerer(folders: Mapping[str, Sequence[Stored]], user: str, password: str) -> Answerer:
    """What speaks IMAP with each visitor."""
    from proxyprotocol.reader import ProxyProtocolReader  # noqa: PLC0415 - comes with the extra
    from pymap.backend.dict import Login  # noqa: PLC0415 - as above
    from pymap.imap import IMAPServer  # noqa: PLC0415 - as above
    from pymap.user import UserMetadata  # noqa: PLC0415 - as above

    config = _config(user, password)
    config.apply_context()
    login = Login(config)
    await login.demo_user_identity.set(UserMetadata(config, user, password=password))
    config.set_cache[user] = await _mailboxes(folders)
    return ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(login, config))


def _config(user: str, password: str) -> Config:
    """How pymap keeps to itself: no TLS, no thread pool, and a greeting that asks no name server for our own name."""
    from pymap.backend.dict import Config  # noqa: PLC0415 - comes with the extra
    from pymap.concurrent import Subsystem  # noqa: PLC0415 - as above
    from pysasl.hashing import Cleartext  # noqa: PLC0415 - as above

    class Quiet(Config):
        @property
        def greeting(self) -> bytes:
            return b"mailhuman demo: invented mail"

    return Quiet(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=None,
        port=0,
        demo_data=False,
        demo_user=user,
        demo_password=password,
        hash_context=Cleartext(),
        cpu_subsystem=Subsystem.for_asyncio(),
        tls_enabled=False,
        reject_dnsbl=False,
        max_append_len=_LARGEST,
    )


async def _mailboxes(folders: Mapping[str, Sequence[Stored]]) -> tuple[MailboxSet, FilterSet]:
    from pymap.backend.dict.filter import FilterSet  # noqa: PLC0415 - comes with the extra
    from pymap.backend.dict.mailbox import MailboxSet  # noqa: PLC0415 - as above
    from pymap.parsing.message import AppendMessage  # noqa: PLC0415 - as above
    from pymap.parsing.specials.flag import Flag  # noqa: PLC0415 - as above

    kept = MailboxSet()
    for name, messages in folders.items():
        if name != "INBOX":
            await kept.add_mailbox(name)
            await kept.set_subscribed(name, subscribed=True)
        folder = await kept.get_mailbox(name)
        for message in messages:
            flags = frozenset(Flag(each.encode()) for each in message.flags)
            await folder.append(AppendMessage(message.raw, message.at, flags))
    return kept, FilterSet()
