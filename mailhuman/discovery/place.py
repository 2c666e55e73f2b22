"""Where an IMAP server is: host, port, and how the connection is secured."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.config import Security

IMAPS_PORT = 993


@dataclass(frozen=True, slots=True)
class Place:
    """A place to connect to; `security` is "tls" from the first byte, "starttls" after the greeting, or "plain"."""

    host: str
    port: int = IMAPS_PORT
    security: Security = "tls"
