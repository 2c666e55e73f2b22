"""The server of an address is found where it is likeliest, and never by asking further than needed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from mailhuman.discovery import Place, Server, find_server


@dataclass
class Domains:
    """What some domains announce, and what was asked."""

    servers: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    mail: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def imap_servers(self, domain: str) -> tuple[Place, ...]:
        self.asked.append(domain)
        return self.servers.get(domain, ())

    def exchangers(self, domain: str) -> tuple[str, ...]:
        self.asked.append(domain)
        return self.mail.get(domain, ())


def nobody(place: Place) -> bool:
    raise AssertionError(f"{place} was tried without need")


def found(address: str, domains: Domains | None = None, greeting: tuple[Place, ...] = ()) -> Server | None:
    return find_server(address, domains or Domains(), greeting.__contains__)


def test_a_known_provider_is_found_without_asking_anybody() -> None:
    domains = Domains()
    server = find_server("Jo@GoogleMail.com", domains, nobody)
    assert server
    assert (server.place, server.user) == (Place("imap.gmail.com"), "Jo@GoogleMail.com")
    assert server.provider
    assert "2-Step Verification" in server.provider.password
    assert "app password" in server.provider.password
    assert domains.asked == []


def test_what_the_domain_announces_comes_before_guessing() -> None:
    place = Place("mail.acme.example", 1993)
    server = find_server("jo@falk.example", Domains(servers={"falk.example": (place,)}), nobody)
    assert server == Server(place, "jo@falk.example", "announced by falk.example", None)


def test_an_announced_server_may_be_a_providers_with_what_that_wants() -> None:
    server = found("jo@falk.example", Domains(servers={"falk.example": (Place("imap.fastmail.com"),)}))
    assert server
    assert server.provider
    assert server.provider.name == "Fastmail"


@pytest.mark.parametrize(
    ("exchanger", "host"),
    [
        ("aspmx.l.google.com", "imap.gmail.com"),
        ("SMTP.Google.com.", "imap.gmail.com"),
        ("mx01.mail.icloud.com", "imap.mail.me.com"),
        ("mx.zoho.com", "imappro.zoho.com"),
        ("mx00.kundenserver.de", "imap.ionos.de"),
        ("in1-smtp.messagingengine.com", "imap.fastmail.com"),
    ],
)
def test_who_takes_in_the_mail_of_a_domain_mostly_holds_it(exchanger: str, host: str) -> None:
    server = found("jo@falk.example", Domains(mail={"falk.example": (exchanger,)}))
    assert server
    assert server.place.host == host
    assert server.user == "jo@falk.example"


@pytest.mark.parametrize("address", ["jo@outlook.com", "jo@hotmail.co.uk", "jo@contoso.example"])
def test_microsoft_is_recognised_as_letting_in_by_oauth_alone(address: str) -> None:
    server = found(address, Domains(mail={"contoso.example": ("contoso-example.mail.protection.outlook.com",)}))
    assert server
    assert server.provider
    assert server.provider.sign_in == "microsoft"
    assert "no passwords" in server.provider.password


def test_a_name_that_only_ends_alike_is_another_host() -> None:
    assert found("jo@falk.example", Domains(mail={"falk.example": ("mx.notgoogle.com",)})) is None


def test_the_usual_names_are_tried_last_and_the_likeliest_that_greets_is_taken() -> None:
    greeting = (Place("mail.falk.example", 993), Place("imap.falk.example", 143, "starttls"))
    server = found("jo@falk.example", greeting=greeting)
    assert server
    assert server.place == Place("imap.falk.example", 143, "starttls")
    assert "guessed" in server.how


def test_nothing_found_is_an_answer() -> None:
    assert found("jo@falk.example") is None


def test_some_providers_want_only_the_name_but_not_for_domains_of_ones_own() -> None:
    own = found("jo@falk.example", Domains(mail={"falk.example": ("mx01.mail.icloud.com",)}))
    theirs = found("jo@icloud.com")
    assert own
    assert theirs
    assert (own.user, theirs.user) == ("jo@falk.example", "jo")
