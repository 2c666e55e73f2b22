"""A line is said in the reader's English, does not gainsay the draft's deadline, and tells nobody's age."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailhuman.model import Review
from mailhuman.tone import read_tone
from mailhuman.touches import load_rulebook, suggest
from mailhuman.touches.ages import tells_an_age, without_age
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.happenings import happening
from mailhuman.touches.hours import day_there
from mailhuman.touches.variety import variety
from tests.touches.situations import JO, NOW, cards, draft, message, situation

RULES = load_rulebook()
FAMILY = "{kind: family, text: Her daughter Nila started at the music school., learned: 2025-03-02"
BIRTHDAY = "{kind: birthday, text: Birthday, date: --06-13, learned: 2024-06-12"


def said(review: Review, category: str) -> tuple[str, ...]:
    """All wordings of that category, the first first."""
    return next(((each.text, *each.alternatives) for each in review.suggestions if each.category == category), ())


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The color proofs are at the center.", "american"),
        ("The colour proofs are at the centre.", "british"),
        ("We apologise; half-term is upon us.", "british"),
        ("Let us speak on June 3, after the vacation.", "american"),
        ("The colour proofs are at the Lincoln Center.", ""),
        ("The proofs are in the folder.", ""),
        ("Mr Gray has the file.", ""),
    ],
)
def test_their_spelling_shows_their_english(text: str, english: str) -> None:
    about = Circumstances(situation(thread=(message(text, timedelta(days=20)),)))
    assert variety(about) == english


@pytest.mark.parametrize(
    ("card", "english"),
    [
        ({"timezone": "America/Chicago"}, "american"),
        ({"timezone": "Europe/London"}, "british"),
        ({"timezone": "America/Toronto"}, ""),
        ({"timezone": "Europe/Berlin"}, ""),
        ({"language": "en-US", "timezone": "Europe/London"}, "american"),
        ({}, ""),
    ],
)
def test_else_the_card_does(card: dict[str, str], english: str) -> None:
    assert variety(Circumstances(situation(contacts=cards(**card)))) == english


def test_a_writer_of_the_other_english_says_what_both_would() -> None:
    ours = draft("Priya,\n\nThe colour proofs are up. Review them and confirm.\n\nJo")
    assert variety(Circumstances(situation(ours, contacts=cards(timezone="America/Chicago")))) == ""


@pytest.mark.model
@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/London", "How is Nila getting on?"),
        ("America/Chicago", "How is Nila doing?"),
        ("Europe/Berlin", "How is Nila doing?"),
    ],
)
def test_a_line_is_in_their_english(zone: str, first: str) -> None:
    review = suggest(situation(contacts=cards(FAMILY, timezone=zone)), RULES)
    assert said(review, "family")[0] == first


@pytest.mark.model
def test_a_day_is_written_as_they_write_it() -> None:
    promised = message("Hi Priya,\n\nI'll send you the seating plan by 2 June.\n\nJo", timedelta(days=16), sender=JO)
    lines = {
        zone: " ".join(said(suggest(situation(thread=(promised,), contacts=cards(timezone=zone)), RULES), "my-promise"))
        for zone in ("America/Chicago", "Europe/London")
    }
    assert "May 27" in lines["America/Chicago"]
    assert "27 May" in lines["Europe/London"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("order", "unhurried"), [("Send me the Q2 numbers.", True), ("Send me the Q2 numbers by noon.", False)]
)
def test_nothing_is_asked_for_when_you_have_a_moment_by_noon(order: str, unhurried: bool) -> None:  # noqa: FBT001 - a case
    asked = said(suggest(situation(draft(order), contacts=(), tone=read_tone(order)), RULES), "soften-ask")
    assert asked
    assert ("when you have a moment" in " ".join(asked).casefold()) == unhurried


@pytest.mark.model
@pytest.mark.parametrize(("when", "waits"), [("", True), (" by noon on Friday", False)])
def test_nothing_is_said_to_wait_that_has_a_deadline(when: str, waits: bool) -> None:  # noqa: FBT001 - a case
    loss = message("Hi Jo,\n\nMy father died on Sunday.\n\nPriya", timedelta(days=2))
    lines = said(
        suggest(situation(draft(f"Hi Priya,\n\nCan you confirm the room{when}?\n\nJo"), thread=(loss,)), RULES),
        "condolence",
    )
    assert lines
    assert ("Nothing here is urgent" in " ".join(lines)) == waits


@pytest.mark.model
@pytest.mark.parametrize(
    ("now", "zone", "line"),
    [
        (datetime(2025, 6, 12, 22, tzinfo=UTC), "Australia/Sydney", "Happy birthday."),
        (datetime(2025, 6, 12, 22, tzinfo=UTC), "Europe/London", "Happy birthday for tomorrow."),
        (datetime(2025, 6, 14, 5, tzinfo=UTC), "America/Los_Angeles", "Happy birthday."),
        (datetime(2025, 6, 14, 5, tzinfo=UTC), "Europe/Berlin", "I hope you had a good birthday yesterday."),
    ],
)
def test_a_birthday_is_lived_where_they_are(now: datetime, zone: str, line: str) -> None:
    told = replace(
        situation(draft("Priya,\n\nBoards are at the printer.\n\nJo"), contacts=cards(BIRTHDAY, timezone=zone)), now=now
    )
    assert said(suggest(told, RULES), "birthday")[0] == line


def test_an_unknown_zone_keeps_the_writers_day() -> None:
    assert day_there("Nowhere/At_all", NOW) == day_there("", NOW) == NOW.date()


@pytest.mark.parametrize(
    "line",
    [
        "I hope your 50th birthday party goes well.", "How is your six-year-old doing?", "Happy 40th birthday.",
        "I hope Nila enjoys turning 18.", "How did Nila's 30th go?", "I hope your seventieth birthday was a good one.",
    ],
)  # fmt: skip
def test_an_age_is_heard(line: str) -> None:
    assert tells_an_age(line)


@pytest.mark.parametrize(
    "line", ["How did the 40th edition of the fair go?", "Thank you for the 20 photos.", "I hope the 10k went well."]
)
def test_a_number_is_no_age(line: str) -> None:
    assert not tells_an_age(line)


def test_a_party_is_named_without_the_age() -> None:
    assert happening("his 50th birthday party on Saturday") == "your birthday party"
    assert without_age("25th wedding anniversary") == "25th wedding anniversary"
