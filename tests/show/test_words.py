"""What is said in plain sentences: dates no more exact than they are, ages, and where a suggestion comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailhuman.model import Address, Draft, Evidence, Review, ToneReading, UsedNote, Withheld
from mailhuman.show.words import (
    NOTHING_TO_SAY,
    age,
    basis,
    day_words,
    heading,
    kept_back,
    matter,
    person,
    tone_words,
    verdict,
)
from mailhuman.touches.vocabulary import CATEGORIES, WARNING_CATEGORIES
from tests.show.reviews import COLD, COLD_REVIEW, NOW, SAID, THANKS, TRIP, UNCLEAR, WARM, WARM_REVIEW


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-03-10", "10 March 2026"),
        ("--03-10", "10 March"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("some\x1b day", "some<U+001B> day"),
    ],
)
def test_a_date_is_no_more_exact_than_the_note(written: str, said: str) -> None:
    assert day_words(written) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "written today"), (1, "written yesterday"), (2, "written 2 days ago"), (13, "written 13 days ago")],
)
def test_the_age_of_a_draft_in_days(days: int, said: str) -> None:
    assert age(NOW - timedelta(days=days), NOW) == said


def test_an_old_draft_has_its_day() -> None:
    assert age(NOW - timedelta(days=14), NOW) == "written on 26 February 2026"


@pytest.mark.parametrize("moment", [None, NOW + timedelta(days=1), datetime.max.replace(tzinfo=UTC)])
def test_no_age_where_none_can_be_told(moment: datetime | None) -> None:
    assert age(moment, NOW) == ""


def test_a_day_is_one_of_the_writer_s_calendar() -> None:
    evening = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)
    assert age(evening, datetime(2026, 3, 12, 9, tzinfo=timezone(timedelta(hours=2)))) == "written today"


def test_a_name_never_stands_without_its_address() -> None:
    assert person(Address("eve@evil.example", "Priya Raman")) == "Priya Raman <eve@evil.example>"
    assert person(Address("eve@evil.example")) == "eve@evil.example"


def test_many_readers_are_counted() -> None:
    readers = tuple(Address(f"r{number}@acme.example") for number in range(9))
    told = heading(Draft(to=readers[:2], cc=readers[2:5], bcc=readers[5:]), NOW)
    assert "r0@acme.example" in told
    assert told.endswith("and 6 more: (no subject)")


def test_a_draft_to_nobody_says_so() -> None:
    assert heading(Draft(), NOW) == "To nobody yet: (no subject)"


def test_the_tone_is_told_without_a_score() -> None:
    told = tone_words(COLD)
    assert told.startswith("It reads cold, with nothing in it for the person.")
    assert not any(character.isdigit() for character in told)


def test_what_is_missing_is_told_once() -> None:
    assert tone_words(COLD).count("greeting") == 1
    neutral = ToneReading("neutral", "none", 2.0, missing=("thanks",), reason="Businesslike.")
    assert tone_words(neutral) == "It reads neither cold nor warm. Businesslike. A reader would miss: thanks."


def test_an_unclear_tone_says_why() -> None:
    assert tone_words(UNCLEAR) == UNCLEAR.reason
    assert tone_words(ToneReading("unclear", "none", 2.0))


def test_praise_only_for_what_was_judged_and_is_not_cold() -> None:
    assert verdict(WARM_REVIEW) == NOTHING_TO_SAY
    assert verdict(Review(COLD_REVIEW.draft, COLD)) != NOTHING_TO_SAY
    assert verdict(Review(Draft("empty"), UNCLEAR)) != NOTHING_TO_SAY
    assert verdict(Review(COLD_REVIEW.draft, UNCLEAR)) != NOTHING_TO_SAY


def test_a_note_is_named_with_its_date_and_how_it_was_learned() -> None:
    note = UsedNote("Priya Raman", "trip", "Lisbon", "2026-03-10", "2026-02", "third-party")
    assert basis(replace(TRIP, note=note)) == (
        "your note on Priya Raman (trip, 10 March 2026, learned February 2026, heard from somebody else): “Lisbon”"
    )


def test_words_of_the_thread_are_said_to_be_whose_they_are() -> None:
    told = replace(THANKS, evidence=Evidence("<a@b.example>", "I stayed late"))
    assert basis(told) == "their words in the thread: “I stayed late”"
    assert basis(replace(told, category="my-promise")) == "your own words in the thread: “I stayed late”"
    assert basis(SAID) == ""


def test_what_was_kept_back_for_one_reason_stands_on_one_line_without_codes() -> None:
    grief = [Withheld(name, name, "G1", "there has been a death") for name in ("birthday", "hobby", "hobby")]
    enough = Withheld("hobby", "hobby", "G16", "one is enough", "hobby")
    assert kept_back([*grief, enough]) == ["birthday, hobby: there has been a death", "hobby: one is enough"]


def test_the_kind_of_note_is_said_where_it_tells_more_than_the_matter() -> None:
    talk = Withheld("last-talk", "last-conversation", "G8", "the draft speaks of it already", "last-talk")
    assert kept_back([talk]) == ["when you last spoke (a note on last-talk): the draft speaks of it already"]


def test_every_category_has_a_plain_name() -> None:
    assert matter("soften-ask") == "a softer request"
    assert [matter(name) for name in ("thanks", "shared-goal")] == ["thanks", "shared goal"]
    assert not any("-" in matter(name) for name in (*CATEGORIES, *WARNING_CATEGORIES))


def test_what_would_flood_the_screen_is_cut_in_the_heading() -> None:
    flood = Draft(to=(Address("p@acme.example", "P" * 9_000),), subject="x" * 9_000)
    assert len(heading(flood, NOW)) < 600
    assert heading(flood, NOW).endswith("x…")


def test_a_warm_reading_is_called_warm() -> None:
    assert tone_words(WARM).startswith("It reads warm, with a word for the person.")


def test_beside_grief_or_a_dismissal_nothing_is_called_good() -> None:
    for gate in ("G1", "G2", "G3", "G4", "G13", "G14"):
        kept = Withheld("hobby", "hobby", gate, "this is part of a formal process")
        assert verdict(Review(WARM_REVIEW.draft, WARM, withheld=(kept,))) == "Nothing to add."
