"""How long a note stays fresh: a passing thing from its day, a lasting one from when it was last heard of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.contacts.policy import is_stale
from mailhuman.contacts.staleness import LIFE, first_day
from mailhuman.model import NOTE_KINDS, Note, PartialDate
from tests.contacts.cards import note, notes, partial_dates

TODAY = date(2026, 6, 12)
LIVES = [
    ("trip", 14),
    ("illness", 21),
    ("last-talk", 90),
    ("event", 30),
    ("job", 365),
    ("school", 365),
    ("hobby", 730),
    ("how-met", 1825),
    ("expertise", 1825),
]
ENDLESS = {"birthday", "anniversary", "loss"}


def before(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("kind", "days"), LIVES)
def test_a_note_lives_as_long_as_its_kind(kind: str, days: int) -> None:
    assert not is_stale(note(kind, "x", date=before(days)), TODAY)
    assert is_stale(note(kind, "x", date=before(days + 1)), TODAY)


@pytest.mark.parametrize(("kind", "days"), LIVES)
def test_without_a_day_it_is_counted_from_when_it_was_learned(kind: str, days: int) -> None:
    assert not is_stale(note(kind, "x", learned=before(days)), TODAY)
    assert is_stale(note(kind, "x", learned=before(days + 1)), TODAY)


@pytest.mark.parametrize("kind", ["trip", "event", "illness", "promise", "milestone"])
def test_a_passing_thing_is_old_by_its_own_day_however_late_it_was_learned(kind: str) -> None:
    assert is_stale(note(kind, "x", date=before(200), learned=before(1)), TODAY)


@pytest.mark.parametrize("kind", ["hobby", "family", "pet", "school"])
def test_a_lasting_thing_heard_of_again_is_fresh(kind: str) -> None:
    assert not is_stale(note(kind, "x", date=before(2000), learned=before(1)), TODAY)


@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_what_is_still_to_come_is_fresh(kind: str) -> None:
    assert not is_stale(note(kind, "x", date="2026-07-01", learned=before(10)), TODAY)


@pytest.mark.parametrize("kind", sorted(ENDLESS))
def test_some_things_never_grow_old(kind: str) -> None:
    assert not is_stale(note(kind, "x", date="1920-01-01", learned="1920-01-01"), TODAY)


@given(notes, partial_dates.filter(lambda day: bool(day.year and day.year < 2020)))
def test_what_was_heard_of_more_than_five_years_ago_is_old(about: Note, heard: PartialDate) -> None:
    told = Note(about.kind, about.text, date=heard, learned=heard)
    assert is_stale(told, TODAY) == (about.kind not in ENDLESS)


@given(notes, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 5000))
def test_what_is_old_stays_old(about: Note, day: date, days: int) -> None:
    if is_stale(about, day):
        assert is_stale(about, day + timedelta(days=days))


def test_without_any_date_a_lasting_thing_is_fresh_and_a_passing_one_old() -> None:
    assert not is_stale(Note("hobby", "bouldering"), TODAY)
    assert is_stale(Note("trip", "Hokkaido"), TODAY)


def test_a_day_without_its_year_tells_no_age() -> None:
    assert is_stale(note("trip", "Hokkaido", date="--06-10"), TODAY)
    assert not is_stale(note("trip", "Hokkaido", date="--06-10", learned="2026-06-01"), TODAY)


def test_of_a_month_or_a_year_the_first_day_counts() -> None:
    assert first_day(PartialDate.parse("2026-03")) == date(2026, 3, 1)
    assert first_day(PartialDate.parse("2026")) == date(2026, 1, 1)
    assert first_day(PartialDate.parse("--03-10")) is None
    assert is_stale(note("hobby", "x", learned="2024"), TODAY)
    assert not is_stale(note("hobby", "x", learned="2024-07"), TODAY)


def test_every_kind_has_a_life_or_is_endless() -> None:
    assert set(LIFE) | ENDLESS == set(NOTE_KINDS)
    assert not set(LIFE) & ENDLESS
