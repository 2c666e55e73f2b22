"""Finds out whether an IMAP server greets at a place, without telling it anything."""

from __future__ import annotations

import socket
import ssl

from mailhuman.discovery.place import Place

_GREETINGS = (b"* OK", b"* PREAUTH")
_LONGEST_GREETING = 512


def answers_imap(place: Place, *, patience: float = 4.0) -> bool:
    """Whether an IMAP server greets at `place` within `patience` seconds, with a certificate in order if TLS is due."""
    try:
        with socket.create_connection((place.host, place.port), patience) as line:
            line.settimeout(patience)
            if place.security != "tls":
                return _greets(line)
            with ssl.create_default_context().wrap_socket(line, server_hostname=place.host) as secured:
                return _greets(secured)
    except (OSError, ValueError):  # nobody there, no TLS, a name that can be no host's
        return False


def _greets(line: socket.socket) -> bool:
    return line.recv(_LONGEST_GREETING).startswith(_GREETINGS)
