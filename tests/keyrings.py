"""Keyrings for tests: one in memory, and some that fail as keyrings do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """A keyring that lasts as long as a test."""

    name = "Memory"
    priority = -1  # never found by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    """A keyring nobody unlocks; its errors quote what they were asked, as some do."""

    name = "Locked"

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"locked: {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"locked: {service} {username} {password}")


class ForgetfulKeyring(MemoryKeyring):
    """A keyring that takes a password and keeps nothing."""

    name = "Forgetful"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Let it go."""


class WaitingKeyring(MemoryKeyring):
    """A keyring that waits for somebody to unlock it until `unlocked` is set."""

    name = "Waiting"

    def __init__(self) -> None:
        super().__init__()
        self.unlocked = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.unlocked.wait(30)
        return super().get_password(service, username)


class EmptyChain(MemoryKeyring):
    """Several keyrings at once, none of them there."""

    name = "Chain"
    backends: tuple[KeyringBackend, ...] = ()


@contextmanager
def using(backend: KeyringBackend) -> Iterator[None]:
    """Make `backend` the keyring of this process for a while."""
    former = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(former)
