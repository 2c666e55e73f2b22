"""What tests of the daemon stand on: one real Dovecot, a user nobody had before, and a store of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailhuman.store import Store, open_store
from tests.daemon.savers import Composer
from tests.daemon.watching import Scene
from tests.mailbox.conftest import dovecot, user
from tests.servers.dovecot import Dovecot

__all__ = ["dovecot", "user"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def scene(dovecot: Dovecot, user: str, store: Store) -> Scene:
    return Scene.on(dovecot, user, store)


@pytest.fixture
def composer(scene: Scene) -> Iterator[Composer]:
    composer = Composer(scene.account)
    yield composer
    composer.close()
