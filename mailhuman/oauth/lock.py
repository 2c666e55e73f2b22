"""One renewal at a time: whoever renews first does so for every process of this user."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mailhuman.config import Account
from mailhuman.errors import SecretError

_PATIENCE = 120.0  # seconds; longer than a provider may take to answer
_GLANCE = 0.05


@contextmanager
def alone(account: Account, folder: Path, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of `account` in `folder`, which is made; it goes with the process that held it, however that ends.

    SecretError if it is not to be had.
    """
    named = hashlib.sha256(f"{account.host}\0{account.user}".encode()).hexdigest()[:16]
    path = folder / f"oauth-{named}.lock"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as failure:
        raise SecretError(f"{path} cannot be made: {failure.strerror}", next_step="see who may write there") from None
    try:
        if not _taken(handle, patience, time.monotonic):
            raise SecretError(
                f"another process has been renewing the sign-in of account {account.name} for {patience:g} seconds",
                next_step="see whether another mailhuman hangs, end it, and try again",
            )
        yield
    finally:
        os.close(handle)


def _taken(handle: int, patience: float, clock: Callable[[], float]) -> bool:
    until = clock() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if clock() >= until:
                return False
            time.sleep(_GLANCE)
        else:
            return True
