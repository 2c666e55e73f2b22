"""The reading held against the labelled mails, where they are beside the checkout: rough floors, no figures.

The model has learnt from these mails, so what is measured here says only that nothing has broken;
tests/benchmarks/tone prints what holds for writers not seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailhuman.model import ToneReading
from mailhuman.tone import CUES, read_tone

pytestmark = pytest.mark.model

Read = list[tuple[dict[str, Any], ToneReading]]
ENRON = ("enron_gold_dev.jsonl", "enron_gold_more.jsonl")


def mails(folder: Path, *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        for line in (folder / "tone" / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def read(folder: Path, *names: str) -> Read:
    return [
        (mail, read_tone(mail["text"], subject=mail["subject"], recipients=mail["recipients"]))
        for mail in mails(folder, *names)
    ]


@pytest.fixture(scope="module")
def enron(testdata: Path) -> Read:
    return read(testdata, *ENRON)


@pytest.fixture(scope="module")
def modern(testdata: Path) -> Read:
    return read(testdata, "modern_dev.jsonl")


def test_every_quote_stands_where_it_says(enron: Read, modern: Read) -> None:
    for mail, reading in [*enron, *modern]:
        for cue in reading.cues:
            assert mail["text"][cue.start : cue.end] == cue.quote, mail["id"]
            assert CUES[cue.cue].effect == cue.effect


def test_cold_is_never_said_without_words_or_an_absence_to_show(enron: Read, modern: Read) -> None:
    bare = [
        mail["id"]
        for mail, reading in [*enron, *modern]
        if reading.label == "cold" and not (reading.missing or any(cue.effect == "colder" for cue in reading.cues))
    ]
    assert bare == []


def test_random_mail_is_seldom_called_cold_wrongly(enron: Read) -> None:
    drawn = [(mail, reading) for mail, reading in enron if mail["stratum"] == "random" and mail["tone"]]
    wrong = [mail["id"] for mail, reading in drawn if reading.label == "cold" and mail["tone"] != "cold"]
    assert len(drawn) > 400
    assert len(wrong) <= len(drawn) * 0.02


@pytest.mark.parametrize("which", ["enron", "modern"])
def test_a_neutral_mail_seldom_lacks_anything(which: str, request: pytest.FixtureRequest) -> None:
    neutral = [reading for mail, reading in request.getfixturevalue(which) if mail["tone"] == "neutral"]
    assert len(neutral) > 400
    assert sum(bool(reading.missing) for reading in neutral) <= len(neutral) * 0.05


def test_a_warm_mail_lacks_nothing(enron: Read, modern: Read) -> None:
    assert all(not reading.missing for _, reading in [*enron, *modern] if reading.label == "warm")


def test_cold_warm_and_neutral_lie_apart(enron: Read, modern: Read) -> None:
    for mails_read in (enron, modern):
        means = {
            label: sum(found) / len(found)
            for label in ("warm", "neutral", "cold")
            if (found := [reading.coldness for mail, reading in mails_read if mail["tone"] == label])
        }
        assert means["warm"] + 0.4 < means["neutral"] < means["cold"] - 0.2


def test_gushing_is_rare(enron: Read, modern: Read) -> None:
    every = [*enron, *modern]
    assert sum(reading.excess for _, reading in every) <= len(every) * 0.02
