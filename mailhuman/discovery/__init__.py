"""Finds the IMAP server of an address: known providers, what its domain announces, then the usual names."""

from __future__ import annotations

from mailhuman.discovery.announced import Announcements, Dns
from mailhuman.discovery.find import find_server
from mailhuman.discovery.knocking import answers_imap
from mailhuman.discovery.place import Place
from mailhuman.discovery.providers import Provider, provider_at, provider_of
from mailhuman.discovery.server import Server

__all__ = [
    "Announcements",
    "Dns",
    "Place",
    "Provider",
    "Server",
    "answers_imap",
    "find_server",
    "provider_at",
    "provider_of",
]
