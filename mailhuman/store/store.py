"""The store: what is kept between one review and the next, each method one short transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select

from mailhuman.errors import StoreError
from mailhuman.model import Contact, Remembered, Switch
from mailhuman.store import cards, drafts, rows
from mailhuman.store.forgetting import Forgotten, forget
from mailhuman.store.lineage import Trace
from mailhuman.store.locks import Lock, lock_of, open_lock, put_lock
from mailhuman.store.merging import MakeUid, Step, plan
from mailhuman.store.opening import transaction
from mailhuman.store.quiet import Woken
from mailhuman.store.resealing import pack, reseal
from mailhuman.store.sealing import Seal, Unsealed
from mailhuman.store.tables import history, switches, woken


@dataclass(frozen=True, slots=True)
class Saved:
    """How many cards were new, how many were changed, and how many said nothing new."""

    added: int
    changed: int
    unchanged: int


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

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(writes=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(writes=True)

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with transaction(self._engine, self._name, writes=writes) as connection:
            lock = lock_of(connection)
            if self._seal.lock != (lock.id if lock else ""):  # else a plain row would stand among sealed ones
                raise StoreError(
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

    def contacts(self) -> tuple[Contact, ...]:
        """Every card with its notes, in the order they came."""
        with self._reading() as connection:
            return cards.all_cards(connection, self._seal)

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
            stored = cards.concerned(connection, self._seal, given)
            steps = plan(given, stored, whole=replace, make_uid=self._make_uid)
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
            found = connection.execute(select(history).order_by(history.c.place))
            entries = [rows.remembered(self._seal.open(history, row._asdict())) for row in found]
        return tuple(sorted(entries, key=lambda entry: entry.at))

    def remember(self, entries: Iterable[Remembered]) -> None:
        """Remember these too: all or none. ValueError for a time without its zone."""
        told = tuple(entries)
        with self._writing() as connection:
            first = connection.execute(select(func.coalesce(func.max(history.c.place), -1) + 1)).scalar_one()
            new = [rows.history_row(entry, first + number) for number, entry in enumerate(told)]
            values = [self._seal.close(history, row) for row in new]
            if values:
                connection.execute(insert(history), values)

    def switches(self) -> tuple[Switch, ...]:
        """What was switched on or off, the latest last."""
        with self._reading() as connection:
            found = connection.execute(select(switches).order_by(switches.c.place))
            return tuple(rows.switch(self._seal.open(switches, row._asdict())) for row in found)

    def set_switch(self, switch: Switch) -> None:
        """Keep a switch, in place of the one for the same target, person and folder."""
        with self._writing() as connection:
            connection.execute(
                switches.delete().where(
                    switches.c.target == switch.target,
                    switches.c.person == self._seal.filed(switch.person),
                    switches.c.folder == switch.folder,
                )
            )
            last = connection.execute(select(func.coalesce(func.max(switches.c.place), -1))).scalar_one()
            connection.execute(insert(switches), [self._seal.close(switches, rows.switch_row(switch, last + 1))])

    def woken(self) -> tuple[Woken, ...]:
        """The rules told to speak again, each with the last time of it."""
        with self._reading() as connection:
            found = connection.execute(select(woken).order_by(woken.c.at, woken.c.rule))
            return tuple(Woken(row.rule, datetime.fromisoformat(row.at)) for row in found)

    def wake(self, rules: Iterable[str], at: datetime) -> None:
        """Remember that these rules shall speak again from `at` on. ValueError for a time without its zone."""
        values = [{"rule": rule, "at": rows.moment(at)} for rule in dict.fromkeys(rules)]
        with self._writing() as connection:
            connection.execute(delete(woken).where(woken.c.rule.in_([value["rule"] for value in values])))
            if values:
                connection.execute(insert(woken), values)

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
