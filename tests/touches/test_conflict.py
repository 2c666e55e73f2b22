"""Light lines keep away from quarrels and bargains, whoever began them, and however they are worded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailhuman.model import Cue, Situation, ToneReading
from mailhuman.touches import load_rulebook, suggest
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.conflict import haggling, jars, price_moves, sums
from tests.touches.situations import COLD, draft, message, situation

RULES = load_rulebook()
DAY = timedelta(days=1)


def touches(of: Situation) -> list[str]:
    return [each.category for each in suggest(of, RULES).suggestions if each.kind == "touch"]


@pytest.mark.parametrize(
    "line",
    [
        "This is a caution about your conduct on Monday.",
        "Your performance has been below the required standard.",
        "We hold you responsible for the damage.",
        "We will deduct it from the next payment.",
        "Your services are no longer required.",
        "There will be no bonus this year.",
        "You will be moved to the night shift from May.",
        "We have reported the matter to the authorities.",
    ],
)
def test_a_dispute_in_the_draft_keeps_light_lines_back(line: str) -> None:
    assert touches(situation(draft(f"Priya,\n\n{line}\n\nJo"))) == []


def test_a_reproach_of_theirs_does_too() -> None:
    cross = "Dear Jo,\n\nI find it astonishing that nobody has answered. I expect better.\n\nPriya"
    assert touches(situation(thread=(message(cross, DAY),))) == []


@pytest.mark.parametrize(
    ("cue", "kept"), [("threat", []), ("insult", []), ("passive-aggressive", ["hobby"]), ("reproach", ["hobby"])]
)
def test_a_threat_is_past_joking_and_a_mild_reproach_is_not(cue: str, kept: list[str]) -> None:
    tone = replace(COLD, coldness=2.9, cues=(Cue(cue, "colder", "Review", 8, 14),))
    assert touches(situation(tone=tone)) == kept


def test_a_sharp_mail_that_is_very_cold_bears_no_light_line() -> None:
    sharp = (Cue("reproach", "colder", "Review", 8, 14),)
    assert touches(situation(tone=replace(COLD, cues=sharp, coldness=3.5))) == []
    assert touches(situation(tone=replace(COLD, cues=sharp, coldness=2.9))) == ["hobby"]


def test_set_phrases_of_reproach_are_known() -> None:
    assert jars("Jo, you were asked for this twice.")
    assert not jars("Jo, the order is in the folder.")


def test_sums_to_and_fro_are_a_bargain() -> None:
    theirs = message("Jo, 6,200 and it's yours. Priya", DAY)
    assert haggling(Circumstances(situation(draft("Priya,\n\n6,000 cash and I collect it.\n\nJo"), thread=(theirs,))))
    assert not haggling(Circumstances(situation(draft("Priya,\n\n6,200 cash it is.\n\nJo"), thread=(theirs,))))
    assert not haggling(Circumstances(situation(draft("Priya,\n\nI collect it at 9.\n\nJo"), thread=(theirs,))))


def test_a_price_that_moves_is_news() -> None:
    text = "Priya,\n\nFrom 1 August the rent goes from £900 to £1,050.\n\nJo"
    assert price_moves(Circumstances(situation(draft(text))))
    assert touches(situation(draft(text))) == []


@pytest.mark.parametrize(
    "text", ["all 6,000 labels", "18,204 records", "4,280 kg gross", "rev. 2.10", "by the 20th", "reprinted all 6,000."]
)
def test_counts_are_no_sums(text: str) -> None:
    assert sums(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£4,180", "4180"),
        ("0.14 a word", "0.14"),
        ("900 euros", "900"),
        ("450 a day is my rate", "450"),
        ("6,200 and it's yours", "6200"),
    ],
)
def test_sums_are_known(text: str, found: str) -> None:
    assert sums(text) == {found}


CURT = ToneReading("cold", "none", 2.6, chill=0.57, cues=(Cue("bare-command", "colder", "Bring the ladder", 15, 31),))


@pytest.mark.parametrize(
    "terse", ["All good this end. Bring the ladder. Priya", "No worries. Drop it off whenever. Priya"]
)
def test_a_terse_mail_that_is_at_ease_is_no_quarrel(terse: str) -> None:
    of = situation(thread=(message(terse, 20 * DAY),))
    assert touches(replace(of, their_tone=CURT)) == ["hobby"]


@pytest.mark.parametrize(
    "terse",
    ["Bring the ladder. Priya", "Great, wrong file again. Bring the ladder. Priya", "Fine, whatever. Bring it. Priya"],
)
def test_a_terse_mail_that_is_not_may_be_one(terse: str) -> None:
    of = situation(thread=(message(terse, 20 * DAY),))
    assert touches(replace(of, their_tone=CURT)) == []
