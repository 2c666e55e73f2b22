"""Only what is told as fresh is cheered: a birth in Kyoto that explains two passports is none."""

from __future__ import annotations

import pytest

from mailhuman.touches.passing import noted_in_passing, told_in_passing


@pytest.mark.parametrize(
    "told",
    [
        "My daughter was born in Kyoto, so she has both passports.",
        "Our daughter was born here, and we never left.",
        "Our second daughter was born while we lived in Ghana.",
        "Both my children were born at home.",
        "We got married in that church, so I know the vicar.",
        "I graduated from Leeds, which is why I know the library.",
        "I passed my driving test late in life, so I am a careful driver.",
        "My sister got married in Oslo, that is how I know the hotel.",
        "I won the prize in my first year here.",
        "I became partner under the old rules.",
        "My brother got the job through that agency.",
    ],
)
def test_what_explains_something_else_is_no_news(told: str) -> None:
    assert told_in_passing(told, told)


@pytest.mark.parametrize(
    "told",
    [
        "My daughter was born in Kyoto last night.",
        "Our son Kofi was born this morning, 3.4 kg.",
        "We got married on Saturday, so I am called Falk now.",
        "I have just graduated from Leeds.",
        "Our daughter was born! Mother and baby are well.",
        "My wife got the job in Bergen, so we are learning Norwegian.",
        "I won the prize.",
        "Femi got into Leeds for medicine.",
    ],
)
def test_what_is_told_with_its_day_or_its_joy_is(told: str) -> None:
    assert not told_in_passing(told, told)


def test_joy_may_stand_in_the_next_sentence() -> None:
    assert not told_in_passing("Our daughter was born.", "Our daughter was born. We are over the moon.")


@pytest.mark.parametrize(
    ("note", "dated", "old"),
    [
        ("Graduated from Leeds in 2009", False, True),
        ("Became partner in 2012", True, True),
        ("Won the cup as a student", False, True),
        ("Graduated from Leeds", False, True),
        ("Graduated from Leeds", True, False),
        ("Just graduated from Leeds", False, False),
        ("new job at the depot after the agency folded", True, True),
        ("Made partner, but at the old pay", True, True),
        ("Won the cup after ten years of trying", True, False),
        ("Promoted to head of studio", False, False),
        ("Won the Leeds prize", False, False),
    ],
)
def test_a_note_of_an_old_success_is_none(note: str, dated: bool, old: bool) -> None:  # noqa: FBT001 - a case
    assert noted_in_passing(note, 2025, dated=dated) == old
