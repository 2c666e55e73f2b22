"""The store: contacts, history, switches and the lineage of drafts; the only door to the database."""

from __future__ import annotations

from uuid import uuid4

from mailhuman.config import data_folder
from mailhuman.secrets import notes_secret
from mailhuman.store.drafts import Seen
from mailhuman.store.forgetting import Forgotten
from mailhuman.store.lineage import Trace, follow, follow_all, trace_of
from mailhuman.store.locks import AskSecret, Lock, Way, lock_of, new_key, new_lock, unlocked
from mailhuman.store.merging import MakeUid
from mailhuman.store.opening import bring_up_to_date, make_engine, make_private, read_url, sqlite_file, transaction
from mailhuman.store.quiet import Quiet, Woken, given_up, heeded, quiet_rules, quiet_switches
from mailhuman.store.store import Saved, Store
from mailhuman.store.watchbook import Known, Watchbook
from mailhuman.store.watched import Look, Offered, Verdict, Watched

__all__ = [
    "Forgotten",
    "Known",
    "Lock",
    "Look",
    "Offered",
    "Quiet",
    "Saved",
    "Seen",
    "Store",
    "Trace",
    "Verdict",
    "Watchbook",
    "Watched",
    "Way",
    "Woken",
    "follow",
    "follow_all",
    "given_up",
    "heeded",
    "new_key",
    "new_lock",
    "open_store",
    "quiet_rules",
    "quiet_switches",
    "trace_of",
]

_PATIENCE = 5.0


def _new_uid() -> str:
    return str(uuid4())


def open_store(
    url: str | None = None,
    *,
    patience: float = _PATIENCE,
    make_uid: MakeUid = _new_uid,
    ask_secret: AskSecret = notes_secret,
) -> Store:
    """Open the database at `url`, by default the SQLite file in the user's data folder, made if it is missing.

    `patience` is how long to wait, in seconds, while another process writes; `ask_secret` gives the key of an
    encrypted store. StoreError if it cannot be opened, is no database of ours or that of a newer mailhuman, or the
    key is wrong; SecretError if there is none. Then nothing in it was changed.
    """
    parts = read_url(url or f"sqlite:///{data_folder() / 'mailhuman.db'}")
    path = sqlite_file(parts)
    name = str(path) if path else "the database"
    if path:
        make_private(path)
    engine = make_engine(parts, patience)
    try:
        bring_up_to_date(engine, name)
        with transaction(engine, name, writes=False) as connection:
            lock = lock_of(connection)
        seal = unlocked(lock, ask_secret)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, name, make_uid, seal)
