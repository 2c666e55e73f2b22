"""Where the mail of an address is: asked of the list, of the domain, and last of the places where most servers are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from mailhuman.discovery.announced import Announcements
from mailhuman.discovery.place import Place
from mailhuman.discovery.providers import provider_behind, provider_of
from mailhuman.discovery.server import Server, server_at, server_of


def find_server(address: str, announced: Announcements, answers: Callable[[Place], bool]) -> Server | None:
    """Give the likeliest server for `address`, None if none is found; whoever asked should confirm it.

    `announced` tells what domains announce, `answers` whether an IMAP server greets at a place.
    """
    domain = address.rpartition("@")[2].lower()
    provider = provider_of(domain)
    if provider:
        return server_of(provider, address, f"known for addresses at {domain}")
    for place in announced.imap_servers(domain):
        return server_at(place, address, f"announced by {domain}")
    provider = provider_behind(announced.exchangers(domain))
    if provider:
        return server_of(provider, address, f"the provider that takes in mail for {domain}")
    return _greeting(address, list(_usual_places(domain)), answers)


def _usual_places(domain: str) -> Iterator[Place]:
    for host in (f"imap.{domain}", f"mail.{domain}", domain):
        yield Place(host)
        yield Place(host, 143, "starttls")


def _greeting(address: str, places: list[Place], answers: Callable[[Place], bool]) -> Server | None:
    """The first of `places` where a server greets; all are tried at once, since each may take seconds to fail."""
    with ThreadPoolExecutor(len(places)) as threads:
        greets = list(threads.map(answers, places))
    found = [place for place, yes in zip(places, greets, strict=True) if yes]
    return server_at(found[0], address, "guessed, and an IMAP server greets there") if found else None
