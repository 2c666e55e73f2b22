"""What is weighed: few named numbers, each small, each explainable; and thanks told from named thanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.cues import CUES
from mailhuman.tone.features import FEATURES, features
from mailhuman.tone.find import find_cues
from mailhuman.tone.shape import shape_of
from tests.tone.building import cue, facts_of


def weighed(text: str, *names: str, subject: str = "", recipients: int = 1, **named: str) -> dict[str, float]:
    facts = facts_of(text, **named)
    return features(facts, shape_of(text), [cue(name) for name in names], subject=subject, recipients=recipients)


def found(text: str, **named: str) -> list[tuple[str, str]]:
    facts = facts_of(text, **named)
    return [(each.cue, each.quote) for each in find_cues(facts, shape_of(text))]


def test_the_fourth_of_a_cue_tells_nothing_new() -> None:
    text = "Send it. " * 4
    assert weighed(text, *["bare-command"] * 9)["bare-command"] == 3.0


def test_in_a_long_mail_one_cue_says_less() -> None:
    assert weighed("one two three. " * 80, "reproach")["reproach"] < weighed("one two three.", "reproach")["reproach"]


@pytest.mark.parametrize(
    ("subject", "reply"), [("Re: vans", 1.0), ("RE: vans", 1.0), ("AW: Wagen", 1.0), ("Vans", 0.0), ("Recall", 0.0)]
)
def test_an_answer_is_known_by_its_subject(subject: str, reply: float) -> None:
    assert weighed("It is shut.", subject=subject).get("reply", 0.0) == reply


def test_many_readers() -> None:
    assert "many-readers" not in weighed("It is shut.", recipients=3)
    assert weighed("It is shut.", recipients=4)["many-readers"] == 1.0


def test_cold_and_nothing_warm() -> None:
    assert weighed("It is shut.", "reproach", "closing")["all-cold"] == 1.0
    assert "all-cold" not in weighed("It is shut.", "reproach", "thanks")
    assert "all-cold" not in weighed("It is shut.")


@given(
    st.text(alphabet=st.sampled_from("Hi an,.!?\n😀x"), max_size=80),
    st.lists(st.sampled_from(sorted(CUES)), max_size=9),
)
def test_numbers_are_named_and_small(text: str, names: list[str]) -> None:
    numbers = weighed(text, *names)
    assert set(numbers) <= set(FEATURES)
    assert all(0 < value <= 10 for value in numbers.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thanks for mending the kiln.", "named-thanks"),
        ("Thanks so much for mending the kiln.", "named-thanks"),
        ("Thanks for the long talk about the kiln.", "named-thanks"),
        ("Thanks for your help.", "thanks"),
        ("Thanks for everything.", "thanks"),
        ("Thanks.", "thanks"),
        ("Thanks, for the kiln is hot.", "thanks"),
    ],
)
def test_thanks_for_something_named(text: str, name: str) -> None:
    assert found(text, thanks="thanks") == [(name, "Thanks")]


def test_a_longer_stretch_holds_a_shorter_of_its_name() -> None:
    text = "It is far too late again."
    assert found(text, reproach="too late") == [("reproach", "too late")]
    facts = facts_of(text, reproach="too late again")
    both = facts_of(text, reproach="late again")
    merged = type(facts)(facts.text, facts.words, facts.sentences, facts.hits + both.hits)
    assert [each.quote for each in find_cues(merged, shape_of(text))] == ["too late again"]


def test_a_phrase_in_the_greeting_is_not_counted() -> None:
    assert found("Hi Honey,\n\nit is shut.", affection="honey") == [("greeting-by-name", "Hi Honey")]


def test_no_more_cues_than_anybody_reads() -> None:
    assert len(found("late again. " * 500, reproach="late again")) == 200
