"""The few words of a note that a line can carry; nothing where that is not certain, and never markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.touches.happenings import happening, occasion, place
from mailhuman.touches.persons import person
from mailhuman.touches.topics import is_safe, topic


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            "Restoring a 1974 Bianchi road bike in the winter evenings; was hunting for a fork.",
            "the 1974 Bianchi road bike",
        ),
        ("Collects and repairs old typewriters; found a 1936 Hermes.", "old typewriters"),
        ("Sings bass in the Norwich cathedral choir, they are rehearsing.", "the Norwich cathedral choir"),
        ("bouldering at the Castle", "bouldering"),
        ("Plays the cello in a string quartet", "the cello"),
        ("sea swimming", "sea swimming"),
        ("Chess", "chess"),
        ("Spends Sundays with her brass band", "your brass band"),
    ],
)
def test_a_pastime(note: str, words: str) -> None:
    assert topic(note) == words


@pytest.mark.parametrize(
    "note", ["everywhere", "whether", "Told me in confidence", "Beekeeper", "{{ 7*7 }}", "<b>x</b>", "", "🌻"]
)
def test_no_pastime_is_made_up(note: str) -> None:
    assert topic(note) == ""


@pytest.mark.parametrize(
    ("note", "words", "bare"),
    [
        ("Running the Berlin marathon on 27 September, her first.", "the Berlin marathon", "Berlin marathon"),
        (
            "Paints, her first little exhibition opened in Huế on 28 March.",
            "your first exhibition",
            "first exhibition",
        ),
        ("Daughter Mei's violin recital on 3 June", "Mei's violin recital", "violin recital"),
        ("His son Emre has a trial with the youth team.", "the trial", "trial"),
        ("Runs marketing at Acme", "", ""),
        ("about to move house", "the move", "move"),
        (
            "opening night of The Cherry Orchard",
            "the opening night of The Cherry Orchard",
            "opening night of The Cherry Orchard",
        ),
        ("running the Manchester half", "the Manchester half", "Manchester half"),
    ],
)
def test_an_event(note: str, words: str, bare: str) -> None:
    assert (happening(note), occasion(note)) == (words, bare)


@pytest.mark.parametrize(
    ("note", "where"),
    [
        ("Two weeks walking her way round Hokkaido with her brother; flies home 8 May.", "Hokkaido"),
        ("Two weeks on Lake Superior with the kids, home on August 23.", "Lake Superior"),
        ("A week off in May", ""),
        ("Back on Monday", ""),
    ],
)
def test_a_place(note: str, where: str) -> None:
    assert place(note) == where


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("a boy called Mateo", "Mateo"),
        ("His son Emre has a trial", "Emre"),
        ("Daughter Mei's recital", "Mei"),
        ("His wife had a boy", ""),
    ],
)
def test_a_person(note: str, who: str) -> None:
    assert person(note) == who


@given(st.text(max_size=120))
def test_whatever_is_found_may_be_pasted(note: str) -> None:
    for words in (topic(note), happening(note), place(note), person(note)):
        assert is_safe(words)
        assert "\n" not in words
