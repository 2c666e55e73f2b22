"""Letters for tests, everybody in them invented, and the answers a scripted server gives about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime.now(UTC).replace(microsecond=0)
"""Mail is searched by how old it is, and servers go by the real clock."""

OWNER = frozenset({"ann@acme.example"})
PLAIN = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 20 1 NIL NIL NIL NIL)'


def days_ago(days: float) -> datetime:
    """A moment that many days before now."""
    return NOW - timedelta(days=days)


def letter(  # noqa: PLR0913 - the fields of a header
    text: str = "Hello there.\n",
    *,
    sender: str = "Bob Falk <bob@falk.example>",
    to: str = "ann@acme.example",
    subject: str = "Boxes",
    message_id: str = "<one@falk.example>",
    at: datetime = NOW,
    extra: str = "",
) -> bytes:
    """One plain letter as bytes, lines ended by CRLF."""
    head = (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: {message_id}\nDate: {at:%d %b %Y %H:%M:%S +0000}\n"
    )
    mime = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return f"{head}{extra}{mime}\n{text}".replace("\n", "\r\n").encode()


def sent(
    text: str = "Hello Bob.\n", *, to: str = "bob@falk.example", message_id: str = "<s@acme.example>", **more: object
) -> bytes:
    """A letter the writer sent, or is writing."""
    return letter(text, sender="Ann Acme <ann@acme.example>", to=to, message_id=message_id, **more)  # type: ignore[arg-type] # handed on


def literal(name: str, data: bytes) -> bytes:
    """A section as a server sends it."""
    return f"BODY[{name}]<0> {{{len(data)}}}\r\n".encode() + data


def outline(number: int, uid: int, raw: bytes, structure: bytes = PLAIN) -> bytes:
    """The answer to the first question about a message: its header and its structure."""
    header = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return b"* %d FETCH (UID %d BODYSTRUCTURE %s %s)\r\n" % (number, uid, structure, literal("HEADER", header))


def body(number: int, uid: int, raw: bytes, path: str = "1") -> bytes:
    """The answer to the second question: its text."""
    return b"* %d FETCH (UID %d %s)\r\n" % (number, uid, literal(path, raw.partition(b"\r\n\r\n")[2]))
