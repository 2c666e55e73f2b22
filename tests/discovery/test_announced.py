"""What a domain announces by DNS is asked of a real name server, and silence is an empty answer."""

from __future__ import annotations

import socket

import dns.resolver
import pytest

from mailhuman.discovery import Dns, Place, announced
from tests.discovery.name_server import resolver_for


def test_announced_servers_come_with_tls_first_then_by_priority_then_by_weight() -> None:
    zone = {
        ("_imap._tcp.falk.example.", "SRV"): ["0 1 143 old.falk.example."],
        ("_imaps._tcp.falk.example.", "SRV"): [
            "20 1 993 third.falk.example.",
            "10 1 993 second.falk.example.",
            "10 5 1993 First.Falk.example.",
        ],
    }
    with resolver_for(zone) as resolver:
        assert Dns(resolver).imap_servers("falk.example") == (
            Place("first.falk.example", 1993, "tls"),
            Place("second.falk.example", 993, "tls"),
            Place("third.falk.example", 993, "tls"),
            Place("old.falk.example", 143, "starttls"),
        )


def test_a_lone_dot_says_there_is_no_such_service() -> None:
    zone = {
        ("_imaps._tcp.falk.example.", "SRV"): ["0 0 0 ."],
        ("_imap._tcp.falk.example.", "SRV"): ["0 0 143 imap.falk.example."],
        ("falk.example.", "MX"): ["0 ."],
    }
    with resolver_for(zone) as resolver:
        names = Dns(resolver)
        assert names.imap_servers("falk.example") == (Place("imap.falk.example", 143, "starttls"),)
        assert names.exchangers("falk.example") == ()


def test_exchangers_come_by_preference() -> None:
    zone = {("falk.example.", "MX"): ["20 b.acme.example.", "5 A.acme.example."]}
    with resolver_for(zone) as resolver:
        assert Dns(resolver).exchangers("falk.example") == ("a.acme.example", "b.acme.example")


def test_a_domain_in_other_letters_is_asked_for_as_dns_writes_it() -> None:
    zone = {("xn--bcher-kva.example.", "MX"): ["5 mail.xn--bcher-kva.example."]}
    with resolver_for(zone) as resolver:
        assert Dns(resolver).exchangers("bücher.example") == ("mail.bücher.example",)


@pytest.mark.parametrize("domain", ["nobody.example", "", ".", "a..b", "x" * 300, "\x00", "-", "ü" * 70 + ".example"])
def test_what_is_not_announced_or_no_domain_at_all_is_silence(domain: str) -> None:
    with resolver_for({}) as resolver:
        names = Dns(resolver)
        assert names.imap_servers(domain) == ()
        assert names.exchangers(domain) == ()


def test_a_name_server_that_never_answers_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announced, "_PATIENCE", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = silent.getsockname()[1]
        assert Dns(resolver).exchangers("falk.example") == ()
