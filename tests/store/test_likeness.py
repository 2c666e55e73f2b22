"""Texts are compared by hashes of runs of words: growth and edits keep them alike, another mail is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.store.likeness import MOST, hashed, likeness, marks_of
from tests.store.invented import a_law

texts = st.lists(
    st.sampled_from(["the", "report", "is", "late", "we", "need", "figures", "by", "friday"]), max_size=300
)


def long_text(count: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{chance.randint(0, 400)}" for _ in range(count))


@given(texts)
@a_law
def test_a_text_is_wholly_like_itself_and_its_marks_are_few_and_in_order(words: list[str]) -> None:
    marks = marks_of(" ".join(words))
    assert likeness(marks, marks).share == (1.0 if words else 0.0)
    assert len(marks) <= min(MOST, len(words))
    assert list(marks) == sorted(set(marks))


@given(texts, texts)
@a_law
def test_likeness_is_the_same_both_ways_and_from_0_to_1(one: list[str], other: list[str]) -> None:
    left, right = marks_of(" ".join(one)), marks_of(" ".join(other))
    assert likeness(left, right) == likeness(right, left)
    assert 0 <= likeness(left, right).share <= 1


@given(texts, texts)
@a_law
def test_a_short_text_is_contained_in_its_continuation(start: list[str], more: list[str]) -> None:
    if start and len(start) + len(more) <= MOST:
        assert likeness(marks_of(" ".join(start)), marks_of(" ".join([*start, *more]))).share == 1


def test_case_spacing_and_punctuation_make_no_difference() -> None:
    assert marks_of("Hi Priya,\n\nthe  REPORT is late!") == marks_of("hi priya the report is late")


@pytest.mark.parametrize(("before", "after"), [(200, 260), (500, 520), (100, 1000), (1500, 400)])
def test_a_long_text_that_grew_or_shrank_is_alike(before: int, after: int) -> None:
    text = long_text(max(before, after)).split()
    assert likeness(marks_of(" ".join(text[:before])), marks_of(" ".join(text[:after]))).share > 0.9


def test_different_texts_share_nothing_though_they_are_made_of_the_same_words() -> None:
    assert likeness(marks_of(long_text(300, 1)), marks_of(long_text(300, 2))).share < 0.1


def test_nothing_is_like_nothing() -> None:
    assert likeness((), ()) == likeness(marks_of("..."), marks_of("some words"))
    assert likeness((), ()).share == 0


def test_scripts_without_spaces_are_compared_too() -> None:
    before, after = marks_of("来週の会議の資料を送ってください"), marks_of("来週の会議の資料をすぐに送ってください")
    assert 0.5 < likeness(before, after).share < 1


def test_a_hash_is_the_same_in_every_process_and_for_every_case_and_spacing() -> None:
    assert hashed("  Re:  Report ") == hashed("re: report") == "4ca9f59911f4dda0"
    assert hashed(" ") == ""
    assert hashed("\udcff")  # what no codec can write still has a hash
