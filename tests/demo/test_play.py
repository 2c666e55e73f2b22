"""What the demo promises to show, each case through the real connection: its category or its gate, not its words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.demo.play import staged
from mailhuman.model import Review
from mailhuman.show.as_json import json_line, review_json

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LONG_AGO = datetime(2021, 7, 6, 9, 0, tzinfo=UTC)
LEAP_DAY_IS_TOMORROW = datetime(2028, 2, 28, 0, 59, tzinfo=UTC)
LATE_ON_A_SATURDAY = datetime(2026, 12, 26, 23, 59, tzinfo=UTC)
pytestmark = [pytest.mark.imap, pytest.mark.model]


@dataclass(frozen=True)
class Case:
    """One draft of the sample, by its reader: what must be said, and what must be kept back by which gate."""

    reader: str
    said: frozenset[str] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()
    warned: frozenset[str] = frozenset()
    label: str = ""


CASES = (
    Case(
        "tomasz@wieczorek-druk.example", frozenset({"thanks", "soften-ask"}), frozenset({("hobby", "G6")}), label="cold"
    ),
    Case("ifeoma@plainvoice.example", frozenset({"birthday"})),
    Case("rosa.ibarra@ibarra-cargo.example", frozenset({"trip"})),
    Case("siobhan.keane@liffeymuseum.example", frozenset({"name"}), frozenset({("family", "G7")})),
    Case("dmytro@kovalenko-light.example", frozenset({"their-line"})),
    Case("arjun.mehta@mehta-cover.example", frozenset({"my-promise"}), frozenset({("hobby", "G10")})),
    Case(
        "abdoulaye@atelier-diop.example",
        frozenset({"condolence"}),
        frozenset({("birthday", "G1"), ("hobby", "G1"), ("family", "G1")}),
    ),
    Case("s.marchetti@museodelporto.example", warned=frozenset({"leak"})),
    Case("amina.yusuf@harbourschools.example", kept=frozenset({("hobby", "G8")}), label="warm"),
    Case("kofi@tidewell.example", kept=frozenset({("hobby", "G12")})),
    Case("birgit@sorensen-traevaerk.example", kept=frozenset({("hobby", "G3")})),
    Case("paulo.reis@tidewell.example", kept=frozenset({("hobby", "G2"), ("family", "G2")})),
)


@pytest.fixture(scope="module")
def reviews() -> Iterator[dict[str, Review]]:
    with staged(NOW) as stage:
        yield {found.review.draft.to[0].email: found.review for _, found in stage.reviews()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.reader)
def test_each_draft_shows_what_it_promises(case: Case, reviews: dict[str, Review]) -> None:
    review = reviews[case.reader]
    assert {each.category for each in review.suggestions} == case.said
    assert {each.category for each in review.warnings} == case.warned
    assert {(each.category, each.gate) for each in review.withheld if each.gate != "G16"} == case.kept
    assert review.tone.label == case.label or not case.label


def test_every_draft_has_its_case(reviews: dict[str, Review]) -> None:
    assert set(reviews) == {case.reader for case in CASES}


def test_the_thanks_name_the_deed(reviews: dict[str, Review]) -> None:
    said = {each.category: each.text for each in reviews["tomasz@wieczorek-druk.example"].suggestions}
    assert "your day off" in said["thanks"]


def test_the_name_is_spelt_right(reviews: dict[str, Review]) -> None:
    assert any("Siobhán" in each.text for each in reviews["siobhan.keane@liffeymuseum.example"].suggestions)


def test_a_private_note_is_quoted_nowhere(reviews: dict[str, Review]) -> None:
    told = b"".join(map(_line, reviews.values()))
    assert b"in confidence" not in told
    assert b"adiotherapy" not in told


@pytest.mark.parametrize("now", [LEAP_DAY_IS_TOMORROW, LATE_ON_A_SATURDAY, LONG_AGO], ids=str)
def test_the_same_is_shown_on_any_day_at_any_hour(now: datetime) -> None:
    with staged(now) as stage:
        told = {found.review.draft.to[0].email: found.review for _, found in stage.reviews()}
    for case in CASES:
        assert {each.category for each in told[case.reader].suggestions} == case.said, case.reader
        assert {each.category for each in told[case.reader].warnings} == case.warned, case.reader


def test_another_run_says_the_same_in_the_order_of_the_sample(reviews: dict[str, Review]) -> None:
    with staged(NOW) as stage:
        again = list(stage.reviews())
    assert tuple(begun for begun, _ in again) == stage.sample.drafts
    assert [_line(found.review) for _, found in again] == [_line(review) for review in reviews.values()]


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_nothing_is_left_behind(end: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[Path] = []
    with pytest.raises(end):
        _interrupted(end, seen, tmp_path)
    assert any(path.name == "mailhuman.db" for path in seen)
    assert not list(tmp_path.iterdir())


def _interrupted(end: type[BaseException], seen: list[Path], folder: Path) -> None:
    """Begin a demo, note the files it has in `folder`, and end it in the midst."""
    with staged(NOW) as stage:
        next(stage.reviews())
        seen += folder.rglob("*")
        raise end


def _line(review: Review) -> bytes:
    return json_line(review_json(review, {"file": ""}))
