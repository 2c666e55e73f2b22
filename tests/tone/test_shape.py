"""The shape of a mail: greeting, closing, signature, and the words between."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.tone.shape import Shape, shape_of


def greeting(text: str) -> str:
    found = shape_of(text).greeting
    return found.of(text) if found else ""


def closing(text: str) -> str:
    found = shape_of(text).closing
    return found.of(text) if found else ""


@pytest.mark.parametrize(
    ("text", "words", "whom"),
    [
        ("Hi Ana,\n\nthe room is booked.", "Hi Ana", "by name"),
        ("Dear Ms Okafor,\n\nplease find it below.", "Dear Ms Okafor", "by name"),
        ("Hello all,\n\nthe room is booked.", "Hello all", "anybody"),
        ("Good morning!\n\nThe room is booked.", "Good morning", "anybody"),
        ("hey ana, are you in?", "hey ana", "by name"),
        ("Hi\n\nthe room is booked.", "Hi", "anybody"),
        ("Dear Sir or Madam,\n\nwe write to you.", "Dear Sir or Madam", "anybody"),
    ],
)
def test_a_greeting(text: str, words: str, whom: str) -> None:
    assert greeting(text) == words
    assert shape_of(text).named is (whom == "by name")


@pytest.mark.parametrize(
    "text", ["Highlights are below.", "The room is booked.", "Hello is a word I would like you to take out of it.", ""]
)
def test_what_is_no_greeting(text: str) -> None:
    assert greeting(text) == ""


def test_a_bare_name_calls_and_does_not_greet() -> None:
    shape = shape_of("Priya,\n\nthe room is booked.")
    assert shape.called
    assert shape.greeting is None


def test_a_word_alone_is_no_name() -> None:
    assert not shape_of("Done.").called
    assert not shape_of("Done").called


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The room is booked.\n\nKind regards,\nTom", "Kind regards,"),
        ("The room is booked.\n\nThanks!\nTom", "Thanks!"),
        ("The room is booked.\n\nTom", ""),
        ("The room is booked.", ""),
    ],
)
def test_a_closing(text: str, words: str) -> None:
    assert closing(text) == words


def test_a_signature_is_outside_the_body() -> None:
    text = "Hi Ana,\n\nThe room is booked.\n\nTom Baker\n+44 20 7946 0000\nwww.acme.example"
    shape = shape_of(text)
    assert shape.signed
    assert shape.body.of(text).strip(" ,\n") == "The room is booked."


def test_a_mail_is_not_all_signature() -> None:
    text = "Send it"
    assert shape_of(text).body.of(text) == text


def within(shape: Shape, text: str) -> bool:
    spans = [span for span in (shape.greeting, shape.body, shape.closing) if span]
    return all(0 <= span.start <= span.end <= len(text) for span in spans)


@given(st.text(alphabet=st.sampled_from("Hi Dear,\n.!é😀\x00 -Best regards"), max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    assert within(shape_of(text), text)


def test_a_long_odd_last_line_costs_nothing() -> None:
    text = "\n".join(["Hello there", *["a" * 79 + "!"] * 12, *["a.b-c'd " * 9 + "?"] * 3])
    began = time.perf_counter()
    shape_of(text)
    assert time.perf_counter() - began < 0.5


def test_a_closing_ends_with_its_last_letter() -> None:
    text = "The list is here.\nKIND REGARDS \n"
    closing = shape_of(text).closing
    assert closing
    assert closing.of(text) == "KIND REGARDS"
