"""The server found for an address, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.discovery.place import Place
from mailhuman.discovery.providers import Provider, provider_at


@dataclass(frozen=True, slots=True)
class Server:
    """A server, what to log in with, and `how` it was found as the end of a sentence; its provider where known."""

    place: Place
    user: str
    how: str
    provider: Provider | None = None


def server_of(provider: Provider, address: str, how: str) -> Server:
    """The server of `provider`, for the owner of `address`."""
    return Server(provider.place, provider.user(address), how, provider)


def server_at(place: Place, address: str, how: str) -> Server:
    """The server at `place`, for the owner of `address`; it may turn out to be a provider's."""
    provider = provider_at(place.host)
    return Server(place, provider.user(address) if provider else address, how, provider)
