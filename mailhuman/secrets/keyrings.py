"""The one door to the system's keyring.

A keyring may be absent, locked, or wait for ever for somebody to unlock it, as in a service or over ssh; so it is
loaded only when it is needed, and asked with a time limit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

from mailhuman.errors import SecretError

USE_A_COMMAND = "let a command give the password: `mailhuman setup --password-command 'pass show mail/work'`"

_PATIENCE = 60.0  # seconds for a keyring, which may have to ask for its own password first
_READABLE = ("keyrings.alt.file.PlaintextKeyring", "keyrings.alt.Windows.RegistryKeyring")

_Answer = TypeVar("_Answer")


def keyring_name() -> str:
    """Give the name of the keyring in use; SecretError if there is none that keeps a secret."""
    name = asked(lambda keyring: _usable(keyring.get_keyring()))
    if not name:
        raise SecretError(
            "there is no keyring on this machine that keeps a secret",
            next_step=f"set one up (GNOME Keyring, KWallet, KeePassXC), or {USE_A_COMMAND}",
        )
    return name


def looked_up(service: str, user: str) -> str:
    """Give what is kept for `user` of `service`, empty if nothing is; SecretError if the keyring does not answer."""
    return asked(lambda keyring: keyring.get_password(service, user)) or ""


def kept(service: str, user: str, secret: str) -> bool:
    """Keep a secret, and say whether it is there afterwards; SecretError if there is no keyring that does so."""
    keyring_name()

    def keep(keyring: ModuleType) -> bool:
        keyring.set_password(service, user, secret)
        return bool(keyring.get_password(service, user) == secret)

    return asked(keep)


def removed(service: str, user: str) -> bool:
    """Remove a secret; False if there was none, SecretError if the keyring does not answer."""

    def remove(keyring: ModuleType) -> bool:
        if keyring.get_password(service, user) is None:
            return False
        keyring.delete_password(service, user)
        return True

    return asked(remove)


def asked(question: Callable[[ModuleType], _Answer]) -> _Answer:
    """Put `question` to the keyring; SecretError if it fails in any way, or does not answer in time."""
    answers: list[_Answer] = []

    def ask() -> None:
        try:
            import keyring  # noqa: PLC0415 - slow, and broken on some machines that never need it

            answers.append(question(keyring))
        except Exception:  # noqa: BLE001 - a keyring fails in the ways of the system behind it; some quote what was asked
            return

    waiting = threading.Thread(target=ask, name="keyring", daemon=True)
    waiting.start()
    waiting.join(_PATIENCE)
    if answers:
        return answers[0]
    what = "does not answer; is it locked?" if waiting.is_alive() else "is absent, locked or broken"
    raise SecretError(f"the keyring of this machine {what}", next_step=f"unlock it and try again, or {USE_A_COMMAND}")


def _usable(backend: object) -> str:
    """The name of a keyring, or of the first in a chain of them; empty if it keeps none, or in plain sight."""
    for each in getattr(backend, "backends", [backend]):
        kind = f"{type(each).__module__}.{type(each).__qualname__}"
        if kind in _READABLE or kind.startswith(("keyring.backends.fail.", "keyring.backends.null.")):
            return ""
        return str(getattr(each, "name", kind))
    return ""
