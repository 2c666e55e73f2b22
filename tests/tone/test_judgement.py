"""What is made of cues once they are found: excess, what is missing, and the sentence for the writer."""

from __future__ import annotations

import itertools
from typing import Any  # keyword arguments of several types, passed on

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Label, Span
from mailhuman.tone.cues import CUES
from mailhuman.tone.excess import is_excessive
from mailhuman.tone.missing import what_is_missing
from mailhuman.tone.reason import _COLD, _WARM, reason_for
from mailhuman.tone.shape import Shape
from tests.tone.building import cue

BARE = Shape(greeting=None, named=False, called=False, body=Span(0, 1), closing=None, signed=False)
CALLED = Shape(greeting=None, named=False, called=True, body=Span(0, 1), closing=None, signed=False)
LABELS: tuple[Label, ...] = ("cold", "neutral", "warm")


def test_one_strong_word_does_not_gush() -> None:
    assert not is_excessive([cue("gushing", "an angel"), cue("thanks")], 6)


def test_two_strong_words_do() -> None:
    assert is_excessive([cue("gushing", "an angel"), cue("gushing", "best ever")], 20)


def test_stacked_marks_alone_do_not() -> None:
    assert not is_excessive([cue("gushing", "!!!"), cue("gushing", "!!!")], 20)


def test_stacked_marks_on_warm_words_do() -> None:
    assert is_excessive([cue("gushing", "!!!"), cue("gushing", "😍😍"), cue("thanks")], 20)


def test_much_praise_in_few_words_does_and_in_many_does_not() -> None:
    warm = [cue(name) for name in ("praise", "gladness", "affection", "thanks") * 2]
    assert is_excessive(warm, 40)
    assert not is_excessive(warm, 400)


@pytest.mark.parametrize("name", ["insult", "sarcasm", "threat", "blame"])
def test_stacked_marks_in_anger_are_no_warmth(name: str) -> None:
    assert not is_excessive([cue(name), cue("gushing", "best ever"), cue("gushing", "an angel")], 10)


def missing(*names: str, **other: Any) -> tuple[str, ...]:
    given: dict[str, Any] = {
        "label": "cold", "coldness": 3.2, "words": 8, "reply": False, "recipients": 1, "shape": BARE,
    } | other  # fmt: skip
    return what_is_missing([cue(name) for name in names], given.pop("shape"), **given)


def test_a_bare_order_lacks_greeting_and_thanks() -> None:
    assert missing("bare-command") == ("greeting", "thanks")


def test_a_bare_order_in_a_long_mail_lacks_an_end_too() -> None:
    assert missing("bare-command", words=60) == ("greeting", "thanks", "closing")


def test_an_order_after_the_name_lacks_only_thanks() -> None:
    assert missing("bare-command", shape=CALLED) == ("thanks",)


def test_an_answer_without_orders_needs_no_greeting() -> None:
    assert missing("flat-refusal", reply=True) == ()
    assert missing("flat-refusal", reply=False) == ("greeting",)


@pytest.mark.parametrize("courtesy", ["thanks", "named-thanks", "hedged-request", "please-at-start"])
def test_a_courtesy_stands_for_thanks(courtesy: str) -> None:
    assert "thanks" not in missing("bare-command", courtesy)


@pytest.mark.parametrize("name", ["insult", "threat", "sarcasm", "blame"])
def test_nothing_would_mend_an_insult(name: str) -> None:
    assert missing(name, "bare-command") == ()


def test_many_readers_are_an_audience() -> None:
    assert missing("bare-command", recipients=12) == ()


def test_a_warm_or_mild_mail_lacks_nothing() -> None:
    assert missing("bare-command", label="warm", coldness=0.6) == ()
    assert missing("bare-command", label="neutral", coldness=2.1) == ()
    assert missing(label="neutral", coldness=2.3) == ()


def reason(label: Label, *names: str, lacking: tuple[str, ...] = (), **other: Any) -> str:
    given: dict[str, Any] = {"excess": False, "relational": "none", "coldness": 2.0, "words": 20} | other
    return reason_for(label, [cue(name) for name in names], lacking, **given)


@pytest.mark.parametrize(
    ("names", "lacking", "said"),
    [
        (("bare-command",), ("greeting", "thanks"), "An order, no greeting and no thanks."),
        (("bare-command", "bare-command"), (), "Two orders."),
        (("bare-command",) * 9, (), "Many orders."),
        (("reproach", "you-at-start"), (), "A reproach."),
        (("insult", "threat", "blame"), (), "Coarse or belittling words and a threat of consequences."),
        (("passive-aggressive",), ("greeting",), "A set phrase with an edge and no greeting."),
    ],
)
def test_why_a_mail_is_cold(names: tuple[str, ...], lacking: tuple[str, ...], said: str) -> None:
    assert reason("cold", *names, lacking=lacking) == said


def test_why_a_mail_is_warm() -> None:
    assert reason("warm", "sympathy", "offer-of-help") == "Sympathy and help offered."


def test_a_plain_mail_is_called_plain() -> None:
    assert reason("neutral") == "Businesslike: the task and nothing else."
    assert reason("neutral", "thanks", relational="formula") == "Businesslike: the task, with the usual courtesies."
    assert reason("neutral", words=1) == "Short and to the point."


def test_a_friendly_word_is_seen() -> None:
    assert reason("neutral", "interest", words=6) == "Plain and friendly: interest in how they are."


def test_a_neutral_mail_is_told_what_jars() -> None:
    assert reason("neutral", "bare-command", coldness=2.6) == "Businesslike, though a reader may stumble over an order."
    assert reason("neutral", "blame", coldness=2.6).endswith("may stumble over words that sound like blame.")
    assert reason("neutral", "bare-command", coldness=2.1) == "Businesslike: the task and nothing else."


def test_too_warm_is_said_first() -> None:
    assert reason("warm", "thanks", excess=True).startswith("More warmth")


def test_every_cue_that_decides_has_words() -> None:
    colder = {kind.name for kind in CUES.values() if kind.effect == "colder"}
    assert colder - set(_COLD) == {"please-at-start"}
    assert set(_WARM) < set(CUES)


READINGS = st.fixed_dictionaries({
    "excess": st.booleans(), "relational": st.sampled_from(["none", "formula", "personal"]),
    "coldness": st.floats(0, 4), "words": st.integers(1, 500),
})  # fmt: skip
LACKING = [each for size in range(4) for each in itertools.combinations(("greeting", "thanks", "closing"), size)]


@given(st.sampled_from(LABELS), st.lists(st.sampled_from(sorted(CUES)), max_size=8), st.sampled_from(LACKING), READINGS)
def test_every_reason_is_one_plain_sentence(
    label: Label, names: list[str], lacking: tuple[str, ...], other: dict[str, Any]
) -> None:
    said = reason(label, *names, lacking=lacking, **other)
    assert said[0].isupper()
    assert said.endswith(".")
    assert said.count(".") == 1
    assert not any(map(str.isdigit, said))
    assert "  " not in said
    assert len(said) <= 120
