"""The list of providers is well formed: every entry has a server or says why not, and no two claim the same."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from mailhuman.config.entry import host_name, mail_address
from mailhuman.discovery.providers import providers
from mailhuman.places import read_yaml

KEYS = {
    "name", "domains", "exchangers", "host", "port", "security", "user", "password", "spaces", "sign_in", "unsupported",
    "instead", "source",
}  # fmt: skip
SOURCE = read_yaml((files("mailhuman.discovery") / "providers.yaml").read_text(encoding="utf-8"), "providers.yaml")
ENTRIES: list[dict[str, Any]] = SOURCE.data


def test_the_file_is_read_without_a_problem() -> None:
    assert SOURCE.problems == []
    assert len(ENTRIES) == len(providers()) > 40


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_an_entry_is_whole(entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS
    assert entry.get("domains") or entry.get("exchangers")
    assert entry["source"].startswith("https://")
    assert bool(entry.get("unsupported")) == bool(entry.get("instead"))
    assert entry.get("unsupported") or host_name(entry["host"])
    assert 0 < int(entry.get("port", 993)) < 65536
    assert entry.get("security", "tls") in {"tls", "starttls"}
    assert entry.get("user", "address") in {"address", "name"}
    assert entry.get("spaces", "ignored") == "ignored"
    assert entry.get("sign_in", "google") in {"google", "microsoft"}
    for domain in (*entry.get("domains", ()), *entry.get("exchangers", ())):
        assert domain == domain.lower()
        assert mail_address(f"jo@{domain}")


def test_every_name_and_domain_is_claimed_once() -> None:
    for key in ("domains", "exchangers"):
        claimed = Counter(name for entry in ENTRIES for name in entry.get(key, ()))
        assert [name for name, count in claimed.items() if count > 1] == []
    assert len({entry["name"] for entry in ENTRIES}) == len(ENTRIES)


def test_no_ending_covers_that_of_another_provider() -> None:
    endings = [(ending, entry["name"]) for entry in ENTRIES for ending in entry.get("exchangers", ())]
    assert [
        (long, short)
        for long, one in endings
        for short, other in endings
        if one != other and long.endswith(f".{short}")
    ] == []
