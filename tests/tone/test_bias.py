"""Who writes to whom, he or she, and which spelling change no label, over a sample of the project's invented mails.

tests/benchmarks/bias.py prints the whole table, over all of them.
"""

from __future__ import annotations

from functools import cache

import pytest

from mailhuman.model import ToneReading
from mailhuman.tone import read_tone

swaps = pytest.importorskip("training.swaps")
sources = pytest.importorskip("training.sources")
pytestmark = pytest.mark.model
_STEP = 21  # of the invented mails one in so many is read
_MOST = 0.01  # share of changed labels


@cache
def mails() -> tuple[tuple[str, str], ...]:
    rows = sources.rows(sources.OWN / "invented.jsonl")[::_STEP]
    return tuple((row["text"], row["subject"]) for row in rows)


@cache
def read(text: str, subject: str) -> ToneReading:
    return read_tone(text, subject=subject)


@pytest.mark.parametrize("kind", ["names", "pronouns", "spelling"])
def test_a_label_stays_where_only_that_changes(kind: str) -> None:
    changed = touched = 0
    for change in (each for each in swaps.changes() if each.kind == kind):
        for mail in mails():
            other = change.make(*mail)
            if other != mail:
                touched += 1
                before, after = read(*mail), read(*other)
                changed += (before.label, before.relational) != (after.label, after.relational)
    assert touched > 10
    assert changed <= _MOST * touched


@pytest.mark.parametrize(
    "text",
    [
        "Dear Claire,\n\nShe sent the plan late again. Ask her why.\n\nKind regards,\nAnna Baker",
        "Claire, could you apologise to him for the colour of the catalogue?\n\nThanks,\nAnna",
    ],
)
def test_whoever_it_is_it_is_read_the_same_to_the_last_digit(text: str) -> None:
    wanted = read_tone(text)
    for make in (each.make for each in swaps.changes() if each.kind == "names"):
        other = read_tone(make(text, "")[0])
        assert (other.label, other.chill, other.confidence, other.missing) == (
            wanted.label,
            wanted.chill,
            wanted.confidence,
            wanted.missing,
        )
    for other_text in (swaps.of_men(text), swaps.of_women(text), swaps.american(text), swaps.british(text)):
        assert read_tone(other_text).chill == wanted.chill
