"""The store: contacts, history, switches and the lineage of drafts; the only door to the database."""

from __future__ import annotations

from uuid import uuid4

from mailhuman.config import data_folder
from mailhuman.store.forgetting import Forgotten
from mailhuman.store.lineage import Trace, follow, follow_all, trace_of
from mailhuman.store.merging import MakeUid
from mailhuman.store.opening import bring_up_to_date, make_engine, make_private, read_url, sqlite_file
from mailhuman.store.quiet import Quiet, Woken, given_up, heeded, quiet_rules, quiet_switches
from mailhuman.store.store import Saved, Store

__all__ = [
    "Forgotten",
    "Quiet",
    "Saved",
    "Store",
    "Trace",
    "Woken",
    "follow",
    "follow_all",
    "given_up",
    "heeded",
    "open_store",
    "quiet_rules",
    "quiet_switches",
    "trace_of",
]

_PATIENCE = 5.0


def _new_uid() -> str:
    return str(uuid4())


def open_store(url: str | None = None, *, patience: float = _PATIENCE, make_uid: MakeUid = _new_uid) -> Store:
    """Open the database at `url`, by default the SQLite file in the user's data folder, made if it is missing.

    `patience` is how long to wait, in seconds, while another process writes. StoreError if it cannot be opened, is
    no database of ours or that of a newer mailhuman; then nothing in it was changed.
    """
    parts = read_url(url or f"sqlite:///{data_folder() / 'mailhuman.db'}")
    path = sqlite_file(parts)
    name = str(path) if path else "the database"
    if path:
        make_private(path)
    engine = make_engine(parts, patience)
    try:
        bring_up_to_date(engine, name)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, name, make_uid)
