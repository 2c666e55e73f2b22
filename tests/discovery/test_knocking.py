"""Whether an IMAP server greets at a place is found out without telling it anything, and never takes long."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from mailhuman.discovery import Place, answers_imap


@contextmanager
def saying(greeting: bytes, certificate: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A server for one caller: its port, and what the caller said to it."""
    heard: list[bytes] = []

    def serve() -> None:
        plain, _ = listener.accept()
        plain.settimeout(2)
        try:
            with certificate.wrap_socket(plain, server_side=True) if certificate else plain as caller:
                caller.sendall(greeting)
                while data := caller.recv(1024):
                    heard.append(data)
        except OSError:
            plain.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, daemon=True)
        server.start()
        yield listener.getsockname()[1], heard
        server.join()


@pytest.mark.parametrize(
    ("greeting", "is_imap"),
    [
        (b"* OK ready\r\n", True),
        (b"* PREAUTH welcome\r\n", True),
        (b"* BYE busy\r\n", False),
        (b"220 mail ESMTP\r\n", False),
        (b"+OK pop3\r\n", False),
        (b"", False),
    ],
)
def test_a_greeting_tells_whether_it_is_imap(greeting: bytes, is_imap: bool) -> None:  # noqa: FBT001 - a table's column
    with saying(greeting) as (port, heard):
        assert answers_imap(Place("127.0.0.1", port, "starttls"), patience=1) is is_imap
    assert heard == []


def test_a_server_without_tls_is_none_where_tls_is_due() -> None:
    with saying(b"* OK ready\r\n") as (port, _):
        assert not answers_imap(Place("127.0.0.1", port, "tls"), patience=1)


@pytest.mark.parametrize(("name", "is_trusted"), [("127.0.0.1", True), ("imap.acme.example", False)])
def test_a_certificate_must_be_in_order(
    name: str,
    is_trusted: bool,  # noqa: FBT001 - a table's column
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    with saying(b"* OK ready\r\n", context) as (port, _):
        assert answers_imap(Place("127.0.0.1", port), patience=2) is is_trusted


def test_nobody_there_is_no() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert not answers_imap(Place("127.0.0.1", port), patience=1)


def test_a_host_that_says_nothing_is_no_before_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert not answers_imap(Place("127.0.0.1", listener.getsockname()[1], "starttls"), patience=0.2)


@pytest.mark.parametrize("host", ["", ".", "no such host", "x" * 300, "\x00"])
def test_what_can_be_no_host_is_no(host: str) -> None:
    assert not answers_imap(Place(host), patience=0.2)
