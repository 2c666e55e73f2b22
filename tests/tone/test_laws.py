"""Laws of a reading: no text breaks it, every quote stands where it says, and the answer depends on the words alone."""

from __future__ import annotations

import threading
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.model import Label, Relational, ToneReading
from mailhuman.tone import CUES, TextToRead, read_tone, read_tones, tone_json

pytestmark = pytest.mark.model

PIECES = [
    "Hi Ana,", "Dear all", "Priya", "Send the file", "please", "Thanks", "thank you so much", "!!!", "??", "\n", "\n\n", "\r\n",
    "You must", "as I said", "WHY IS THIS", "useless", "Kind regards", "Tom", "😍😍", ":-)", "https://a.example", "’", "```", "\t",
    "ERROR: x", "the room is booked", "How was your weekend?", "I’m sorry", "not", "é", "\x00", "\ud800", "\u2028", "-", "1.",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.text(alphabet="Hi!? \n\r", max_size=60),
)
calmly = settings(max_examples=150, deadline=None)


def sound(reading: ToneReading, text: str) -> bool:
    in_place = all(
        0 <= cue.start < cue.end <= len(text) and text[cue.start : cue.end] == cue.quote for cue in reading.cues
    )
    named = all(cue.cue in CUES and CUES[cue.cue].effect == cue.effect for cue in reading.cues)
    starts = [cue.start for cue in reading.cues]
    return in_place and named and starts == sorted(starts)


@calmly
@given(TEXTS, st.text(max_size=20), st.integers(0, 50))
def test_any_text_is_read_and_quotes_stand_where_they_say(text: str, subject: str, recipients: int) -> None:
    reading = read_tone(text, subject=subject, recipients=recipients)
    assert sound(reading, text)
    assert reading.label in get_args(Label)
    assert reading.relational in get_args(Relational)
    assert 0 <= reading.coldness <= 4
    assert 0 <= reading.confidence <= 1
    assert list(reading.missing) == [each for each in ("greeting", "thanks", "closing") if each in reading.missing]
    assert reading.reason.endswith(".")


@calmly
@given(TEXTS)
def test_what_is_called_cold_or_warm_can_be_pointed_at(text: str) -> None:
    reading = read_tone(text)
    effects = {cue.effect for cue in reading.cues}
    assert reading.label != "cold" or "colder" in effects
    assert reading.label != "warm" or "warmer" in effects


@calmly
@given(st.lists(TEXTS, max_size=4))
def test_alone_or_among_others_the_answer_is_the_same(texts: list[str]) -> None:
    assert list(read_tones(TextToRead(text) for text in texts)) == [read_tone(text) for text in texts]


@calmly
@given(TEXTS, st.sampled_from([" ", "\n", "\n\n  ", "\r\n", "\t"]))
def test_white_space_at_the_end_changes_nothing(text: str, tail: str) -> None:
    text = text.rstrip()
    before, after = read_tone(text), read_tone(text + tail)
    assert (before.label, before.cues, before.missing) == (after.label, after.cues, after.missing)


@calmly
@given(TEXTS, st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_break_changes_nothing(text: str, kind: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    before, after = read_tone(plain), read_tone(plain.replace("\n", kind))
    assert (before.label, before.relational, before.missing) == (after.label, after.relational, after.missing)
    assert [cue.cue for cue in before.cues] == [cue.cue for cue in after.cues]


def test_threads_get_what_one_would() -> None:
    texts = [f"Hi Ana {count},\n\nsend the file. Thanks for waiting {count} days!" for count in range(40)]
    wanted = [read_tone(text) for text in texts]
    found: dict[int, ToneReading] = {}
    workers = [
        threading.Thread(target=lambda n=n: found.__setitem__(n, read_tone(texts[n]))) for n in range(len(texts))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [found[count] for count in range(len(texts))] == wanted


def test_the_printed_form_has_the_promised_keys_in_order() -> None:
    printed = tone_json(read_tone("Hi Ana,\n\nthanks for the file."), id="a")
    assert list(printed) == [
        "schema", "id", "label", "relational", "coldness", "excess", "confidence", "cues", "missing", "reason",
    ]  # fmt: skip
    assert printed["schema"] == "mailhuman.tone/1"
    assert list(printed["cues"][0]) == ["cue", "effect", "quote", "start", "end"]
    assert isinstance(printed["missing"], list)
    assert type(printed["coldness"]) is float
    assert type(printed["excess"]) is bool


def test_inside_a_review_it_has_no_id() -> None:
    assert "id" not in tone_json(read_tone("Hello"))
