"""Grave words by their stems, mails about people, and notes that are no small talk; and what is none of these."""

from __future__ import annotations

import pytest

from mailhuman.touches.gravity import grave_word, is_of_people, is_of_the_reader, is_uneasy


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She was kidnapped on the stairs.", "kidnapped"),
        ("Two tragedies in one week.", "tragedies"),
        ("They are fleeing south.", "fleeing"),
        ("He is afraid of the answer.", "afraid"),
        ("Murdered, they say.", ""),  # with a comma behind it a first word is taken for a name
        ("Illness kept us.", "Illness"),
    ],
)
def test_grave_words_are_known_in_their_forms(text: str, word: str) -> None:
    assert grave_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "The figures for May are attached. Please check page 3.",
        "Rob,\n\nSend the cold samples first; the trial starts on Monday.\n\nSam",
        "Ask Mr Graves at Battle & Co for the sudden change.",
        "Deadline moved, the killer feature waits.",
    ],
)
def test_work_is_not_grave(text: str) -> None:
    assert grave_word(text) == ""


def test_mild_words_count_in_a_mail_and_not_in_a_note() -> None:
    assert grave_word("terrified of the toaster") == "terrified"
    assert grave_word("terrified of the toaster", mild=False) == ""


@pytest.mark.parametrize(
    "text",
    [
        "He has been told.",
        "Nobody said a word.",
        "A parent rang.",
        "They want it rewritten.",
        "Police are on their way.",
    ],
)
def test_a_mail_about_people_is_told(text: str) -> None:
    assert is_of_people(text)


@pytest.mark.parametrize(
    "text",
    ["The boxes are too small. Replace them.", "Crates 4 to 6 are here.", "They're in the post room, take them."],
)
def test_a_mail_about_things_is_told(text: str) -> None:
    assert not is_of_people(text.replace("They're", "These are"))


def test_what_is_said_of_the_reader_is_told_from_what_is_asked() -> None:
    assert is_of_the_reader("You are on the bench for the rest of the month.")
    assert is_of_the_reader("The panel met and you have not passed.")
    assert not is_of_the_reader("Could you send the list? You are welcome to call.")
    assert not is_of_the_reader("If you have a moment, look at page 3. Thank you for the slides.")


@pytest.mark.parametrize(
    "note",
    [
        "her son Ravi has not spoken to them since the move",
        "old cat Biscuit, on her last legs",
        "ten days in Kumasi to bury her grandmother",
        "on the shortlist, which went to somebody else",
        "had to sell the boat",
        "doesn't play any more",
    ],
)
def test_a_note_that_is_no_small_talk_is_told(note: str) -> None:
    assert is_uneasy(note)


@pytest.mark.parametrize(
    "note",
    [
        "restoring a 1974 road bike, never misses a flea market",
        "daughter Nila started at the music school",
        "can't get enough of sailing",
        "new rescue greyhound, terrified of the toaster",
        "two weeks walking in Lapland",
    ],
)
def test_a_note_that_is_small_talk_is_told(note: str) -> None:
    assert not is_uneasy(note)
