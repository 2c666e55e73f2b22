"""What a domain announces by DNS: its IMAP servers (SRV, RFC 6186) and who takes in its mail (MX)."""

from __future__ import annotations

from typing import Any, Protocol  # dnspython's records carry no types of their own

from mailhuman.discovery.place import Place

_PATIENCE = 4.0  # seconds for one question, all servers and repetitions together


class Announcements(Protocol):
    """Who can be asked what a domain announces; silence, absence and failure are all an empty answer."""

    def imap_servers(self, domain: str) -> tuple[Place, ...]:
        """The IMAP servers `domain` announces, best first."""

    def exchangers(self, domain: str) -> tuple[str, ...]:
        """The hosts that take in mail for `domain`, first choice first."""


class Dns:
    """Asks the name servers of this machine, or those of `resolver`, one of dnspython's."""

    def __init__(self, resolver: Any = None) -> None:  # noqa: ANN401 - see above
        self._resolver = resolver

    def imap_servers(self, domain: str) -> tuple[Place, ...]:
        """The servers with TLS from the first byte, then those with STARTTLS; each by priority, then by weight."""
        found = [
            (record, security)
            for service, security in (("_imaps", "tls"), ("_imap", "starttls"))
            for record in sorted(
                self._ask(f"{service}._tcp.{domain}", "SRV"), key=lambda each: (each.priority, -each.weight)
            )
        ]
        places = [Place(_host(record.target), record.port, security) for record, security in found]  # type: ignore[arg-type]
        return tuple(place for place in places if place.host)

    def exchangers(self, domain: str) -> tuple[str, ...]:
        """The mail exchangers of `domain`, by preference."""
        records = sorted(self._ask(domain, "MX"), key=lambda each: each.preference)
        return tuple(host for host in (_host(record.exchange) for record in records) if host)

    def _ask(self, name: str, kind: str) -> list[Any]:
        from dns.exception import DNSException  # noqa: PLC0415 - only setup and doctor ever ask
        from dns.resolver import Resolver  # noqa: PLC0415 - as above

        try:
            self._resolver = self._resolver or Resolver()
            return list(self._resolver.resolve(name, kind, lifetime=_PATIENCE))
        except (DNSException, OSError, ValueError):  # no name servers known, none answers, no such record, no such name
            return []


def _host(name: Any) -> str:  # noqa: ANN401 - see above
    """The name of a host as people write it; empty for the lone dot that says: there is no such service."""
    return str(name.to_unicode(omit_final_dot=True)).lower().removeprefix("@").strip(".")
