"""A store of its own for each test, once as it is and once encrypted: both hold all the laws."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from mailhuman.store import Store, open_store
from tests.keyrings import MemoryKeyring, using
from tests.store.invented import KINDS, Kind, made


@pytest.fixture(autouse=True, scope="session")
def keyring() -> Iterator[MemoryKeyring]:
    """A keyring in memory, for the keys of the stores."""
    backend = MemoryKeyring()
    with using(backend):
        yield backend


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the test's database lies; its folder is not there yet."""
    return tmp_path / "data" / "mailhuman.db"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Whether the test's store is kept plain or sealed."""
    found: Kind = request.param
    return found


@pytest.fixture
def store(file: Path, kind: Kind) -> Iterator[Store]:
    """An empty store in a file; new cards get the uids made-1, made-2, …"""
    numbers = count(1)
    with open_store(f"sqlite:///{file}", patience=0.05, make_uid=lambda: f"made-{next(numbers)}") as opened:
        yield made(opened, kind)
