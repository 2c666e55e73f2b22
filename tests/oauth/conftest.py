"""A provider of OAuth on this machine, and a keyring and folders of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyrings import MemoryKeyring, using
from tests.servers.provider import Provider, providing


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path))
    backend = MemoryKeyring()
    with using(backend):
        yield backend
