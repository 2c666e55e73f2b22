"""Reads the drafts of context.yaml with their two threads, and tells what a reading in an exchange should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from mailhuman.model import Address, Draft, Span, ThreadMessage, ToneReading

FILE = Path(__file__).parent / "context.yaml"
NOW = datetime(2026, 3, 12, 15, tzinfo=UTC)
ME, THEM = Address("jo@falk.example", "Jo"), Address("ana@acme.example", "Ana")
OWNER = frozenset({ME.email})
COLDER = 0.25  # of coldness, that a reader would feel
_LINE = re.compile(r"(\d+)([mhd]) (me|them): (.*)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Case:
    """One draft in one thread, and how it should read there."""

    text: str
    kind: str
    thread: tuple[ThreadMessage, ...]
    wanted: str

    @property
    def draft(self) -> Draft:
        return Draft(sender=ME, to=(THEM,), subject="Re: this", text=self.text, own=(Span(0, len(self.text)),))


def cases() -> Iterator[Case]:
    for each in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        for draft in each["drafts"]:
            for kind in ("fast", "slow"):
                yield Case(draft["draft"], kind, tuple(messages(each[kind])), draft[kind])


def messages(written: str) -> Iterator[ThreadMessage]:
    for line in written.strip().splitlines():
        found = _LINE.fullmatch(line)
        assert found, line
        text = found[4].replace("//", "\n\n").replace("/", "\n")
        sender, reader = (ME, THEM) if found[3] == "me" else (THEM, ME)
        when = NOW - timedelta(**{_UNITS[found[2]]: int(found[1])})
        yield ThreadMessage(sender=sender, to=(reader,), date=when, text=text, own=(Span(0, len(text)),))


def fits(case: Mapping[str, Any] | Case, alone: ToneReading, found: ToneReading) -> bool:
    """Whether the reading is the wanted one, beside the reading of the same words alone."""
    wanted = case.wanted if isinstance(case, Case) else case["wanted"]
    if wanted == "neutral":
        return found.label == "neutral" and not found.missing
    if wanted == "same":
        return found == alone
    if wanted == "colder":
        return found.label == "cold" or (found.coldness >= alone.coldness + COLDER and bool(found.missing))
    return bool(found.label == wanted)
