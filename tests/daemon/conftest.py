"""What tests of the daemon stand on: one real Dovecot, a user nobody had before, and a store of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailhuman.store import Store, open_store
from tests.mailbox.conftest import dovecot, user

__all__ = ["dovecot", "user"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened
