"""A name server on loopback that answers from a short list, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

Zone = Mapping[tuple[str, str], Sequence[str]]
"""What is announced: (name with a final dot, type) to the records as they stand in a zone file."""


@contextmanager
def resolver_for(zone: Zone) -> Iterator[dns.resolver.Resolver]:
    """Give a resolver that asks a server of `zone`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        server = threading.Thread(target=_serve, args=(line, zone), daemon=True)
        server.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = line.getsockname()[1]
        yield resolver
        line.sendto(b"", line.getsockname())
        server.join()


def _serve(line: socket.socket, zone: Zone) -> None:
    while True:
        raw, whence = line.recvfrom(2048)
        if not raw:
            return
        line.sendto(_answer(dns.message.from_wire(raw), zone), whence)


def _answer(question: dns.message.Message, zone: Zone) -> bytes:
    asked = question.question[0]
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    records = zone.get((str(asked.name), dns.rdatatype.to_text(asked.rdtype)), ())
    if records:
        answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", dns.rdatatype.to_text(asked.rdtype), *records))
    else:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer.to_wire()
