"""The daemon's part of the store: what it did with each draft, and how far it has read; each call one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection

from mailhuman.model import Remembered
from mailhuman.store import drafts, past
from mailhuman.store.drafts import Seen
from mailhuman.store.lineage import Trace
from mailhuman.store.sealing import Seal
from mailhuman.store.watched import (
    Look,
    Watched,
    forget_account,
    keep_look,
    keep_watched,
    looks_at,
    unwatch,
    watched_in,
)

Begin = Callable[[bool], AbstractContextManager[Connection]]
"""Begins a transaction; true for one that writes."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of the drafts of one folder: where they were seen, and what was told of them."""

    traces: tuple[Trace, ...]
    watched: tuple[Watched, ...]


class Watchbook:
    """What the daemon keeps. StoreError where a call fails, and then it changes nothing."""

    def __init__(self, begin: Begin, seal: Callable[[], Seal]) -> None:
        self._begin = begin
        self._seal = seal

    def known(self, account: str, folder: str) -> Known:
        """All that is known of the drafts of that folder."""
        with self._begin(False) as connection:  # noqa: FBT003 - it reads
            seal = self._seal()
            return Known(
                drafts.traces_in(connection, seal, account, folder), watched_in(connection, seal, account, folder)
            )

    def watched(self, account: str, folder: str) -> tuple[Watched, ...]:
        """What was told of the drafts of that folder, without what they are recognised by."""
        with self._begin(False) as connection:  # noqa: FBT003 - it reads
            return watched_in(connection, self._seal(), account, folder)

    def looks(self, account: str) -> dict[str, Look]:
        """How far each folder of an account was read, by its name."""
        with self._begin(False) as connection:  # noqa: FBT003 - it reads
            return {look.folder: look for look in looks_at(connection, account)}

    def keep(
        self,
        *,
        traces: Collection[Trace] = (),
        seen: Seen | None = None,
        watched: Iterable[Watched] = (),
        looks: Iterable[Look] = (),
        remembered: Collection[Remembered] = (),
    ) -> None:
        """Keep all of this, or nothing."""
        with self._begin(True) as connection:  # noqa: FBT003 - it writes
            seal = self._seal()
            if seen:
                drafts.see_again(connection, seen)
            if traces:
                drafts.keep(connection, seal, traces)
            keep_watched(connection, seal, watched)
            for look in looks:
                keep_look(connection, look)
            if remembered:
                past.remember(connection, seal, tuple(remembered))

    def drop(
        self, account: str, folder: str, lineages: Collection[str], remembered: Collection[Remembered] = ()
    ) -> None:
        """Drop what was told of these drafts; where they were seen stays known, in case they come back."""
        with self._begin(True) as connection:  # noqa: FBT003 - it writes
            unwatch(connection, account, folder, lineages)
            if remembered:
                past.remember(connection, self._seal(), tuple(remembered))

    def forget(self, account: str) -> None:
        """Drop all that is known of the drafts and folders of an account."""
        with self._begin(True) as connection:  # noqa: FBT003 - it writes
            forget_account(connection, account)
