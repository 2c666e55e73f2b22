"""The well-known mail providers: where their servers are, and what each wants before it lets a program in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any  # what YAML holds is of any type

from mailhuman.config import Auth
from mailhuman.discovery.place import IMAPS_PORT, Place
from mailhuman.places import read_yaml

_FILE = "providers.yaml"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of mail; its fields are explained in providers.yaml. `place` has no host where there is no IMAP."""

    name: str
    domains: frozenset[str]
    exchangers: tuple[str, ...]
    place: Place
    by_name: bool
    password: str
    ignores_spaces: bool
    sign_in: Auth | None
    unsupported: str
    instead: str
    source: str

    def user(self, address: str) -> str:
        """What the owner of `address` logs in with."""
        name, _, domain = address.rpartition("@")
        return name if self.by_name and domain.lower() in self.domains else address


@cache
def providers() -> tuple[Provider, ...]:
    """Every provider of the list, in its order."""
    text = (files("mailhuman.discovery") / _FILE).read_text(encoding="utf-8")
    return tuple(_provider(entry) for entry in read_yaml(text, _FILE).data)


def provider_of(domain: str) -> Provider | None:
    """Give the provider whose addresses end in `domain`."""
    return next((each for each in providers() if domain.lower() in each.domains), None)


def provider_at(host: str) -> Provider | None:
    """Give the provider whose IMAP server is `host`."""
    return next((each for each in providers() if each.place.host == host.lower()), None)


def provider_behind(exchangers: Iterable[str]) -> Provider | None:
    """Give the provider that takes in mail by one of the hosts `exchangers`."""
    hosts = [f".{host.lower().rstrip('.')}" for host in exchangers]
    for each in providers():
        if any(host.endswith(f".{ending}") for host in hosts for ending in each.exchangers):
            return each
    return None


def _provider(entry: Mapping[str, Any]) -> Provider:
    place = Place(entry.get("host", ""), int(entry.get("port", IMAPS_PORT)), entry.get("security", "tls"))
    return Provider(
        entry["name"],
        frozenset(entry.get("domains", [])),
        tuple(entry.get("exchangers", [])),
        place,
        entry.get("user") == "name",
        entry.get("password", ""),
        entry.get("spaces") == "ignored",
        entry.get("sign_in"),
        entry.get("unsupported", ""),
        entry.get("instead", ""),
        entry["source"],
    )
