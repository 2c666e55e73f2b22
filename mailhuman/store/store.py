"""The store: what is kept between one review and the next, each method one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from mailhuman.errors import StoreResealed
from mailhuman.model import Contact, Remembered, Switch
from mailhuman.store import cards, drafts, past
from mailhuman.store.forgetting import Forgotten, forget
from mailhuman.store.kept import Kept, later, untold
from mailhuman.store.lineage import Trace
from mailhuman.store.locks import Lock, lock_of, open_lock, put_lock
from mailhuman.store.merging import MakeUid, Step, plan
from mailhuman.store.opening import transaction
from mailhuman.store.quiet import Woken
from mailhuman.store.resealing import pack, reseal
from mailhuman.store.sealing import Seal, Unsealed
from mailhuman.store.watchbook import Watchbook


@dataclass(frozen=True, slots=True)
class Saved:
    """How many cards were new, how many were changed, and how many said nothing new."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What an export brought: what became of its cards, how many answers were new, and how many switches it set."""

    contacts: Saved
    history: int
    switches: int


class Store:
    """The open database; a context manager. Every method raises StoreError where it fails, and then changes nothing."""

    def __init__(self, engine: Engine, name: str, make_uid: MakeUid, seal: Seal) -> None:
        self._engine = engine
        self._name = name
        self._seal = seal
        self._make_uid = make_uid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""
        self._engine.dispose()

    @property
    def watchbook(self) -> Watchbook:
        """What the daemon keeps of the drafts it watches."""
        return Watchbook(lambda writes: self._transaction(writes=writes), lambda: self._seal)

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(writes=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(writes=True)

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with transaction(self._engine, self._name, writes=writes) as connection:
            lock = lock_of(connection)
            if self._seal.lock != (lock.id if lock else ""):  # else a plain row would stand among sealed ones
                raise StoreResealed(
                    f"{self._name} was encrypted or decrypted meanwhile; nothing was changed", next_step="start again"
                )
            yield connection

    @property
    def seal(self) -> str:
        """The id of the lock under which this opening reads and writes; empty where rows are in clear."""
        return self._seal.lock

    def lock(self) -> Lock | None:
        """How the rows are encrypted; None where they are not."""
        with self._reading() as connection:
            return lock_of(connection)

    def encrypt(self, lock: Lock, secret: str) -> None:
        """Seal every row that holds something private, all in one transaction, and leave none of it in the file.

        `secret` opens `lock`; a store that is encrypted gets the new lock in place of its own.
        """
        self._reseal(open_lock(lock, secret), lock)

    def decrypt(self) -> None:
        """Write every row in clear again."""
        self._reseal(Unsealed(), None)

    def _reseal(self, seal: Seal, lock: Lock | None) -> None:
        with self._writing() as connection:
            reseal(connection, self._seal, seal)
            put_lock(connection, lock)
        self._seal = seal
        self.pack()

    def pack(self) -> None:
        """Write the file anew without what its pages may still hold of former rows."""
        pack(self._engine, self._name)

    def contacts(self, noted: Callable[[Contact], bool] | None = None) -> tuple[Contact, ...]:
        """Every card with its notes, in the order they came.

        With `noted` only the cards it is true of come with their notes; it sees them without.
        """
        with self._reading() as connection:
            return cards.all_cards(connection, self._seal, noted)

    def contacts_for(self, emails: Iterable[str]) -> tuple[Contact, ...]:
        """The cards that have one of these addresses, in the order they came."""
        wanted = {email.strip().lower() for email in emails}
        with self._reading() as connection:
            return cards.cards_with(connection, self._seal, wanted)

    def save_contacts(self, contacts: Iterable[Contact], *, replace: bool = False) -> Saved:
        """Keep these cards: all of them or, where that fails, none.

        A card that is there already (by uid, or by an address) is filled and corrected by the one given; with
        `replace` the one given takes its place. A card without a uid gets one.
        """
        given = tuple(contacts)
        with self._writing() as connection:
            return self._save(connection, given, whole=replace)

    def _save(self, connection: Connection, given: Sequence[Contact], *, whole: bool) -> Saved:
        stored = cards.concerned(connection, self._seal, given)
        steps = plan(given, stored, whole=whole, make_uid=self._make_uid)
        cards.write(connection, self._seal, steps)
        return _counted(steps)

    def forget(self, who: Contact) -> Forgotten:
        """Erase what is kept of a person, known by uid or by address, down to the bytes of the file.

        Gone are the card and its notes, what was remembered of their addresses, the traces of drafts to them alone,
        and the switches for them; SQLite overwrites what it deletes here.
        """
        with self._writing() as connection:
            return forget(connection, self._seal, who)

    def history(self) -> tuple[Remembered, ...]:
        """All that is remembered, oldest first; of one moment, in the order it was told."""
        with self._reading() as connection:
            return past.all_remembered(connection, self._seal)

    def remember(self, entries: Iterable[Remembered]) -> None:
        """Remember these too: all or none. ValueError for a time without its zone."""
        told = tuple(entries)
        with self._writing() as connection:
            past.remember(connection, self._seal, told)

    def switches(self) -> tuple[Switch, ...]:
        """What was switched on or off, the latest last."""
        with self._reading() as connection:
            return past.all_switches(connection, self._seal)

    def set_switch(self, switch: Switch) -> None:
        """Keep a switch, in place of the one for the same target, person and folder."""
        with self._writing() as connection:
            past.put_switch(connection, self._seal, switch)

    def woken(self) -> tuple[Woken, ...]:
        """The rules told to speak again, each with the last time of it."""
        with self._reading() as connection:
            return past.all_woken(connection)

    def wake(self, rules: Iterable[str], at: datetime) -> None:
        """Remember that these rules shall speak again from `at` on. ValueError for a time without its zone."""
        told = [Woken(rule, at) for rule in rules]
        with self._writing() as connection:
            past.wake(connection, told)

    def restore(self, kept: Kept) -> Restored:
        """Take in an export: all of it or nothing. What is here already is filled and corrected, as in saving."""
        with self._writing() as connection:
            saved = self._save(connection, kept.contacts, whole=False)
            told = untold(kept.history, past.all_remembered(connection, self._seal))
            past.remember(connection, self._seal, told)
            for switch in kept.switches:
                past.put_switch(connection, self._seal, switch)
            past.wake(connection, later(kept.woken, past.all_woken(connection)))
        return Restored(saved, len(told), len(kept.switches))

    def traces(self, account: str, folder: str) -> tuple[Trace, ...]:
        """The traces of the drafts of one folder."""
        with self._reading() as connection:
            return drafts.traces_in(connection, self._seal, account, folder)

    def keep_trace(self, trace: Trace) -> None:
        """Keep where a draft was seen, in place of where it was before; see `keep_traces`."""
        self.keep_traces([trace])

    def keep_traces(self, traces: Sequence[Trace]) -> None:
        """Keep where these drafts were seen: one trace a lineage. Drafts not seen for 180 days are dropped.

        ValueError for a trace without a lineage, or a time without its zone.
        """
        with self._writing() as connection:
            drafts.keep(connection, self._seal, traces)


def _counted(steps: Sequence[Step]) -> Saved:
    added = sum(step.old is None for step in steps)
    changed = sum(step.changes for step in steps) - added
    return Saved(added, changed, len(steps) - added - changed)
