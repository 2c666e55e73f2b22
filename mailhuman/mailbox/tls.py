"""How a connection is kept private: TLS checked against the system's trust or a file, and plain only at home."""

from __future__ import annotations

import ssl
from functools import lru_cache
from pathlib import Path

from mailhuman.config import Account
from mailhuman.config.entry import on_this_machine
from mailhuman.errors import TlsFailure


def context_for(account: Account) -> ssl.SSLContext:
    """Give the context that checks the server's certificate and name. TlsFailure if ca_file cannot be used.

    Accounts that trust the same file share one: the system's certificates alone take half a megabyte.
    """
    try:
        file = Path(account.ca_file).expanduser() if account.ca_file else None
        return _context(file, file.stat().st_mtime_ns if file else 0)
    except (OSError, ValueError, RuntimeError) as cause:  # ssl.SSLError is an OSError; RuntimeError: nobody's home
        raise TlsFailure(
            f"the file named as ca_file for account {account.name} cannot be read as certificates",
            next_step="give the path of a file of certificates in PEM form, or leave ca_file out",
        ) from cause


def refuse_plain_abroad(account: Account) -> None:
    """Hold plain connections to this machine. TlsFailure for any other host: the password would go in the clear."""
    if account.security == "plain" and not on_this_machine(account.host):
        raise TlsFailure(
            f"a connection without TLS to {account.host} would show the password and the mail to anybody on the way",
            next_step='set security = "tls" (port 993) or "starttls" (port 143); "plain" is for this machine only',
        )


@lru_cache(maxsize=16)
def _context(file: Path | None, _changed: int) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file)
