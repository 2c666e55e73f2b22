"""Prints how often a reading changes where it should not: other names, pronouns, spelling, phrasing, and a longer mail.

Run from the checkout: python -m tests.benchmarks.bias [--show] (about two minutes). Over the invented mails of the project
and, where they lie beside the checkout, those of modern_dev.jsonl; --show lists the mails that change, all invented.
A share is of the mails that the change touches. `colder` and `warmer` say which way a changed label went.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from mailhuman.model import ToneReading  # noqa: E402 - the checkout goes first on the path
from mailhuman.tone import read_tone  # noqa: E402 - as above
from training.sources import GIVEN, MODERN, OWN, rows  # noqa: E402 - as above
from training.swaps import Change, changes  # noqa: E402 - as above

TO_REACH = 0.01  # of names, pronouns and spelling, tone and relational label each
HELD_TO = ("names", "pronouns", "spelling")
_ORDER = ("warm", "neutral", "unclear", "cold")


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as somebody wrote it."""

    text: str
    subject: str
    recipients: int

    def read(self, change: Change | None = None) -> ToneReading | None:
        """Read it, changed or as it is; None where the change finds nothing to change."""
        text, subject = change.make(self.text, self.subject) if change else (self.text, self.subject)
        same = (text, subject) == (self.text, self.subject)
        return None if change and same else read_tone(text, subject=subject, recipients=self.recipients)


@dataclass
class Row:
    """What a change did: the mails it touched, those called otherwise after, and how all touched are called then."""

    kind: str
    name: str
    touched: int = 0
    tone: int = 0
    relational: int = 0
    colder: int = 0
    missing: int = 0
    cold: int = 0
    warm: int = 0
    shown: list[str] = field(default_factory=list)

    def count(self, mail: Written, before: ToneReading, after: ToneReading) -> None:
        """Count one mail that was touched."""
        self.touched += 1
        self.cold += after.label == "cold"
        self.warm += after.label == "warm"
        self.relational += after.relational != before.relational
        self.missing += after.missing != before.missing
        if after.label != before.label:
            self.tone += 1
            self.colder += _ORDER.index(after.label) > _ORDER.index(before.label)
            self.shown.append(f"{before.label} to {after.label}: {' '.join(mail.text.split())[:100]}")

    def __str__(self) -> str:
        """Give the line of the table."""
        whole = max(1, self.touched)
        return (
            f"{self.kind:9} {self.name:30}{self.touched:7}{self.tone:6}{100 * self.tone / whole:7.2f}{self.colder:7}"
            f"{self.tone - self.colder:7}{100 * self.relational / whole:7.2f}{100 * self.missing / whole:9.2f}"
            f"{100 * self.cold / whole:7.1f}{100 * self.warm / whole:7.1f}"
        )


def mails() -> list[Written]:
    """Give every invented mail there is."""
    found = rows(OWN / "invented.jsonl") + (rows(GIVEN / MODERN) if (GIVEN / MODERN).is_file() else [])
    return [Written(row["text"], row.get("subject") or "", row.get("recipients") or 1) for row in found]


def measured(change: Change, among: Sequence[Written], before: Sequence[ToneReading | None]) -> Row:
    """Read the mails as the change makes them."""
    row = Row(change.kind, change.name)
    for mail, reading in zip(among, before, strict=True):
        if reading and (after := mail.read(change)):
            row.count(mail, reading, after)
    return row


def sums(table: Sequence[Row]) -> Iterator[str]:
    """Say of each kind that is held to a figure how it stands."""
    for kind in HELD_TO:
        touched = max(1, sum(row.touched for row in table if row.kind == kind))
        for label, changed in (
            ("tone", sum(row.tone for row in table if row.kind == kind)),
            ("relational", sum(row.relational for row in table if row.kind == kind)),
        ):
            kept = "reached" if changed / touched < TO_REACH else "MISSED"
            yield f"{kind}, {label}: {changed} of {touched} changed, {100 * changed / touched:.2f} % (to reach: under 1 %): {kept}"


def main() -> None:
    """Print the table and the sums."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    shown = options.parse_args().show
    among = mails()
    before = [mail.read() for mail in among]
    print(f"{len(among)} invented mails")
    print(
        f"{'':40}{'mails':>7}{'tone':>6}{'%':>7}{'colder':>7}{'warmer':>7}{'rel. %':>7}{'missing %':>9}{'cold %':>7}{'warm %':>7}"
    )
    found = []
    for change in changes():
        found.append(measured(change, among, before))
        print(found[-1], *(f"    {each}" for each in found[-1].shown if shown), sep="\n", flush=True)
    print(*sums(found), sep="\n")


if __name__ == "__main__":
    main()
