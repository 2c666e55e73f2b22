"""A store of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from mailhuman.store import Store, open_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the test's database lies; its folder is not there yet."""
    return tmp_path / "data" / "mailhuman.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """An empty store in a file; new cards get the uids made-1, made-2, …"""
    numbers = count(1)
    with open_store(f"sqlite:///{file}", patience=0.05, make_uid=lambda: f"made-{next(numbers)}") as opened:
        yield opened
