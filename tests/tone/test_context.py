"""A reading in its exchange: short is not cold where mails fly, stands out among letters, and a reproach stays one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Address, ToneReading
from mailhuman.review import tone_of
from mailhuman.tone.context import FORMS, ease, in_context, strain
from mailhuman.tone.cues import CUES
from mailhuman.tone.exchange import Exchange, Habit, exchange_of
from tests.tone.building import cue
from tests.tone.context_cases import ME, NOW, OWNER, THEM, Case, cases, fits, messages

_LEAST = 0.9  # share of drafts and threads that must read as was written beforehand
FLYING = Exchange(0.1, Habit(3, 4), Habit(3, 4), 4)
LETTERS = Exchange(70, Habit(3, 45, 1, 1), Habit(3, 50, 1, 1), 4)
ORDER = ToneReading(
    "cold",
    "none",
    3.0,
    confidence=0.8,
    cues=(cue("bare-command"),),
    missing=("greeting", "thanks"),
    reason="An order.",
    chill=0.8,
)

shares = st.floats(0, 1)
habits = st.builds(Habit, st.integers(0, 5), st.floats(0, 200), shares, shares)
exchanges = st.builds(
    Exchange, st.none() | st.floats(0, 2000), habits, habits, st.integers(0, 80), st.booleans(), st.booleans(), st.integers(1, 6),
)  # fmt: skip
readings = st.builds(
    ToneReading,
    st.sampled_from(["cold", "neutral", "warm", "unclear"]),
    st.sampled_from(["none", "formula", "personal"]),
    st.floats(0, 4),
    st.booleans(),
    shares,
    st.lists(st.sampled_from(list(CUES)).map(cue), max_size=4).map(tuple),
    st.sampled_from([(), ("greeting",), ("greeting", "thanks"), ("closing",)]),
    st.just("A reason."),
    shares,
)


@pytest.mark.model
def test_drafts_read_in_both_threads_as_a_reader_would(record_property: Callable[[str, object], None]) -> None:
    listed = list(cases())
    moved = [_fits(case) for case in listed]
    record_property("as expected", f"{sum(moved)} of {len(moved)}")
    astray = [f"{case.kind} {case.wanted}: {case.text}" for case, right in zip(listed, moved, strict=True) if not right]
    assert len(listed) == 80
    assert sum(moved) >= _LEAST * len(moved), astray


def _fits(case: Case) -> bool:
    alone = tone_of(case.draft)
    return fits(case, alone, in_context(alone, exchange_of(case.draft, case.thread, OWNER, NOW)))


def test_an_order_is_plain_where_mails_fly() -> None:
    found = in_context(ORDER, FLYING)
    assert (found.label, found.missing, found.coldness) == ("neutral", (), 2.0)
    assert found.chill == ORDER.chill  # what keeps light lines away is not excused


def test_a_neutral_order_is_cold_among_letters() -> None:
    mild = replace(ORDER, label="neutral", coldness=2.3, missing=(), chill=0.2)
    found = in_context(mild, LETTERS)
    assert (found.label, found.missing) == ("cold", ("greeting", "closing"))
    assert found.reason == "An order, no greeting and no closing."
    assert found.chill == 0.5


def test_a_bare_answer_is_never_called_cold_without_words_to_point_at() -> None:
    bare = ToneReading("neutral", "none", 2.4)
    found = in_context(bare, LETTERS)
    assert (found.label, found.missing) == ("neutral", ("greeting", "closing"))
    assert 2.4 < found.coldness < 3


def test_a_greeting_or_a_kind_word_is_enough_among_letters() -> None:
    bare = ToneReading("neutral", "none", 2.2)
    assert in_context(bare, replace(LETTERS, greets=True)) == bare
    thanked = replace(bare, cues=(cue("thanks"),))
    assert in_context(thanked, LETTERS) == thanked


def test_who_is_always_short_with_this_person_is_not_colder_than_usual() -> None:
    usual = replace(LETTERS, mine=Habit(4, 5))
    assert strain(usual) == 0
    assert ease(replace(usual, theirs=Habit(4, 8))) >= 0.5


def test_one_letter_alone_makes_no_custom() -> None:
    assert strain(replace(LETTERS, mine=Habit(), theirs=Habit(1, 50, 1, 1))) == 0


def test_to_an_audience_nothing_moves() -> None:
    assert in_context(ORDER, replace(FLYING, readers=12)) == ORDER


@given(readings)
def test_where_nothing_is_known_nothing_moves(reading: ToneReading) -> None:
    assert in_context(reading, Exchange(words=3)) == reading


@given(
    readings, exchanges, st.sampled_from([name for name in CUES if CUES[name].effect == "colder" and name not in FORMS])
)
def test_a_reproach_is_one_at_any_pace(reading: ToneReading, exchange: Exchange, name: str) -> None:
    reproach = replace(reading, cues=(*reading.cues, cue(name)))
    assert in_context(reproach, exchange) == reproach


@given(readings, exchanges)
def test_no_exchange_makes_a_mail_warm_or_warmer_than_plain(reading: ToneReading, exchange: Exchange) -> None:
    found = in_context(reading, exchange)
    assert found.label == reading.label or {found.label, reading.label} == {"cold", "neutral"}
    assert found.coldness >= min(reading.coldness, 2.0)
    assert found.coldness <= 4
    assert found.chill >= reading.chill


@given(readings, exchanges)
def test_cold_can_still_be_pointed_at(reading: ToneReading, exchange: Exchange) -> None:
    found = in_context(reading, exchange)
    if found.label == "cold" != reading.label:
        assert {each.cue for each in found.cues} & FORMS
        assert "greeting" in found.missing


@given(readings, exchanges, st.floats(0, 2000), st.floats(0, 2000))
def test_the_faster_the_mails_the_milder_the_reading(
    reading: ToneReading, of: Exchange, one: float, other: float
) -> None:
    fast, slow = (in_context(reading, replace(of, hours=hours)) for hours in sorted((one, other)))
    assert fast.coldness <= slow.coldness + 1e-9
    assert slow.label in {fast.label, "cold"}
    assert set(fast.missing) <= set(slow.missing)


def test_an_exchange_is_counted_from_the_mails_of_both() -> None:
    thread = tuple(
        messages("3h them: Hello Jo,//could you look at the plan?//Best wishes,/Ana\n2h me: yes\n1h them: good")
    )
    [case] = [each for each in cases() if each.text == "Sent." and each.kind == "fast"]
    found = exchange_of(case.draft, thread, OWNER, NOW)
    assert found.hours == 1
    assert found.theirs == Habit(2, 4, 0.5, 0.5)
    assert (found.mine.mails, found.mine.words, found.mine.greets) == (1, 1, 0)
    assert (found.words, found.greets, found.readers) == (1, False, 1)


def test_mails_of_robots_and_of_others_count_for_nothing() -> None:
    [case] = [each for each in cases() if each.text == "Sent." and each.kind == "fast"]
    robot = [replace(each, automated=True) for each in case.thread]
    others = [replace(each, sender=Address("eve@else.example")) for each in case.thread]
    elsewhere = [replace(each, to=(Address("eve@else.example"),)) for each in case.thread if each.sender == ME]
    for thread in (robot, others, elsewhere):
        assert exchange_of(case.draft, thread, OWNER, NOW) == exchange_of(case.draft, (), OWNER, NOW)


@given(st.integers(0, 60 * 24 * 30))
def test_a_long_silence_ends_a_fast_exchange(minutes: int) -> None:
    [case] = [each for each in cases() if each.text == "Sent." and each.kind == "fast"]
    later = NOW + timedelta(minutes=minutes)
    hours = exchange_of(case.draft, case.thread, OWNER, later).hours
    assert hours is not None
    assert hours * 60 >= minutes


def test_no_word_of_anybody_is_kept() -> None:
    def plain(value: Any) -> bool:
        return isinstance(value, int | float | bool | None)

    [case] = [each for each in cases() if each.text == "Sent." and each.kind == "slow"]
    found = exchange_of(case.draft, case.thread, OWNER, NOW)
    for part in (found, found.mine, found.theirs):
        assert all(plain(getattr(part, name)) or isinstance(getattr(part, name), Habit) for name in part.__slots__)
    assert THEM.name not in repr(found)
