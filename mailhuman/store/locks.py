"""The lock of an encrypted store: where its key comes from, and how a wrong one is told before anything is read.

The key, 64 bytes, lies in the keyring; or it is derived from a passphrase by scrypt (RFC 7914) with N = 2^17, r = 8,
p = 1, as OWASP's Password Storage Cheat Sheet advises: about 0.3 seconds and 128 MB for each guess. The database holds
the lock alone: the salt, the cost, and a proof that only the right key opens.
"""

from __future__ import annotations

import hashlib
import unicodedata
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from secrets import token_bytes
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from mailhuman.errors import StoreError
from mailhuman.store.sealing import Seal, Sealed, Unsealed
from mailhuman.store.tables import locks

Way = Literal["keyring", "passphrase"]
AskSecret = Callable[[str, str], str]
"""Gives the secret for a lock, named by its id and its way; SecretError where it is not to be had."""

_KEY = 64  # bytes
_COST = 17  # N = 2^17
_COSTS = range(10, 21)  # a file that asks for more would take all memory
_PROOF = "mailhuman"


@dataclass(frozen=True, slots=True)
class Lock:
    """What the database tells of its encryption: `salt` is text, `cost` the binary logarithm of scrypt's N."""

    id: str
    way: Way
    salt: str
    cost: int
    proof: str


def new_key(random: Callable[[int], bytes] = token_bytes) -> str:
    """A key for the keyring, in base64."""
    return b2a_base64(random(_KEY), newline=False).decode()


def new_lock(way: Way, secret: str, *, random: Callable[[int], bytes] = token_bytes, cost: int = _COST) -> Lock:
    """A lock that `secret` opens: a key of `new_key` for the keyring, or a passphrase."""
    salt = random(16).hex()
    bare = Lock(random(16).hex(), way, salt, cost, "")
    return Lock(bare.id, way, salt, cost, Sealed(bare.id, _key(bare, secret)).filed(_PROOF))


def unlocked(lock: Lock | None, ask: AskSecret) -> Seal:
    """The seal that opens what `lock` closes, with the secret that `ask` gives; nothing is asked without a lock."""
    return open_lock(lock, ask(lock.id, lock.way)) if lock else Unsealed()


def open_lock(lock: Lock, secret: str) -> Sealed:
    """The seal for a secret. StoreError for a wrong one."""
    seal = Sealed(lock.id, _key(lock, secret))
    try:
        seal.read(lock.proof)
    except StoreError:
        raise _wrong(lock) from None
    return seal


def lock_of(connection: Connection) -> Lock | None:
    """The lock of the database; None where it is not encrypted."""
    found = connection.execute(select(locks)).first()
    return Lock(**found._asdict()) if found else None


def put_lock(connection: Connection, lock: Lock | None) -> None:
    """Write the lock of the database, or take it away."""
    connection.execute(delete(locks))
    if lock:
        connection.execute(insert(locks), [asdict(lock)])


def _key(lock: Lock, secret: str) -> bytes:
    if lock.way == "passphrase":
        return _derived(lock, secret)
    try:
        key = a2b_base64(secret)
    except (NotBase64, ValueError):
        raise _wrong(lock) from None
    if len(key) != _KEY:
        raise _wrong(lock)
    return key


def _derived(lock: Lock, passphrase: str) -> bytes:
    if lock.cost not in _COSTS:
        raise StoreError(
            "the database asks for a kind of key this mailhuman does not make", next_step="put a copy of it back"
        )
    return _stretched(unicodedata.normalize("NFC", passphrase), lock.salt, lock.cost)


@lru_cache(maxsize=4)  # a command opens the store more than once, and each time would cost what one guess does
def _stretched(passphrase: str, salt: str, cost: int) -> bytes:
    n, r = 2**cost, 8
    words = passphrase.encode("utf-8", "surrogateescape")
    return hashlib.scrypt(words, salt=salt.encode(), n=n, r=r, p=1, maxmem=132 * n * r, dklen=_KEY)


def _wrong(lock: Lock) -> StoreError:
    what, next_step = {
        "keyring": ("the key in the keyring", "unlock the keyring of the user and machine that encrypted it"),
        "passphrase": ("this passphrase", "try again; without it the notes cannot be read by anybody"),
    }[lock.way]
    return StoreError(
        f"the notes are encrypted, and {what} does not open them; nothing was changed", next_step=next_step
    )
