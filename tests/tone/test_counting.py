"""What takes the meaning of a set phrase away: kind words around it, a courtesy, where it stands."""

from __future__ import annotations

import pytest

from mailhuman.tone import read_tone

pytestmark = pytest.mark.model


def cues(text: str) -> list[str]:
    return [found.cue for found in read_tone(text).cues]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("You useless man, I miss you. Hugs!", "insult"),
        ("So glad to hear from you. Why are you in Leeds?", "challenge"),
        ("Congratulations, Ana! Call me tomorrow.", "bare-command"),
        ("Congratulations! Bring the van by noon.", "bare-command"),
    ],
)
def test_one_hard_word_in_a_fond_mail_is_play(text: str, cue: str) -> None:
    assert cue not in cues(text)


def test_two_are_none() -> None:
    assert "reproach" in cues("Congratulations. You still haven't signed. I am disappointed by your silence.")


@pytest.mark.parametrize("cue", ["sarcasm", "condescension", "non-apology", "passive-aggressive"])
def test_what_hides_behind_kind_words_is_no_play(cue: str) -> None:
    barbs = {
        "sarcasm": "I'd be curious to hear what you did all day.",
        "condescension": "As any competent plumber knows, it leaks.",
        "non-apology": "We are sorry if you felt ignored.",
        "passive-aggressive": "Per my last email, it is shut.",
    }
    assert cue in cues(f"Congratulations on the new van. {barbs[cue]}")


def test_an_order_that_is_thanked_for_or_leaves_a_choice_is_none() -> None:
    assert "bare-command" not in cues("Add the sender to the list, thanks")
    assert "bare-command" not in cues("Bring the money whenever it suits.")
    assert "bare-command" in cues("Add the sender to the list.")


def test_doubled_marks_press_only_where_something_is_late_or_owed() -> None:
    assert "impatience" in cues("Why is the van not here??")
    assert "impatience" not in cues("Would you all be in for tennis after work??")


def test_warm_words_inside_false_regret_are_not_counted() -> None:
    assert cues("We are sorry if you felt ignored.") == ["non-apology"]
