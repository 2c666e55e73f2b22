"""The draft as it is shown: marks around the cues, what is not the writer's folded, nothing of theirs lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Cue, Span
from mailhuman.show.marking import marked_lines, numbered
from tests.show.reviews import COLD, OWN, TEXT, cue, draft


def shown(text: str = TEXT, own: Span | None = OWN, cues: tuple[Cue, ...] = ()) -> list[str]:
    return ["".join(piece.text for piece in line) for line in marked_lines(draft(text, own), cues)]


def test_cues_are_numbered_by_their_first_place_and_one_kind_has_one_number() -> None:
    cues = (cue("hurry", "colder", "noon"), cue("order", "colder", "Send"), cue("hurry", "colder", "twice"))
    assert numbered(cues) == {"order": 1, "hurry": 2}


def test_marks_stand_around_the_words() -> None:
    assert shown(cues=COLD.cues)[0] == (
        "[1: Send me the corrected drawings [2: by noon].] [3: Why was the roof left out?]"
    )


def test_cues_on_the_same_words_share_one_mark() -> None:
    text = "Come at noon"
    cues = (cue("order", "colder", "Come", text), cue("hurry", "colder", "Come", text))
    assert shown(text, None, cues) == ["[1,2: Come] at noon"]


def test_a_mark_over_two_lines_is_closed_where_it_ends() -> None:
    text = "Come at\nnoon, Jo"
    assert shown(text, None, (cue("order", "colder", "Come at\nnoon", text),)) == ["[1: Come at", "noon], Jo"]


def test_quoted_lines_are_folded_and_counted() -> None:
    lines = shown()
    assert not any("Hello Jo" in line for line in lines)
    assert any(re.fullmatch(r"… 7 (?:quoted lines|lines that are not part of what you wrote)", line) for line in lines)


def test_a_short_signature_is_shown_as_not_theirs() -> None:
    text = "Hello\n\n-- \nJo"
    assert shown(text, Span(0, 5)) == ["Hello", "", "| -- ", "| Jo"]


def test_a_cue_outside_the_text_does_no_harm() -> None:
    assert shown("Hi", None, (Cue("order", "colder", "x", 40, 50), Cue("order", "colder", "x", 1, 1))) == ["Hi"]


def test_of_a_long_draft_the_opening_and_what_is_near_a_cue_is_shown() -> None:
    text = "\n".join(f"Line {number}." for number in range(500))
    lines = shown(text, None, (cue("order", "colder", "Line 300.", text),))
    assert lines[0] == "Line 0."
    assert "[1: Line 300.]" in lines
    assert "Line 298." in lines
    assert "Line 200." not in lines
    hidden = sum(int(line.split()[1]) for line in lines if line.startswith("…"))
    assert hidden + sum(not line.startswith("…") for line in lines) == 500


def test_an_endless_line_is_cut() -> None:
    [line] = shown("x" * 1_000_000, None)
    assert len(line) < 3_000
    assert line.endswith("…")


@given(st.lists(st.text("abc .", min_size=1).filter(str.strip), min_size=1, max_size=20), st.data())
def test_a_short_draft_is_shown_whole_whatever_is_marked(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    cues = tuple(
        Cue(f"cue{number}", "colder", text[min(place) : max(place)], min(place), max(place))
        for number, place in enumerate(places)
    )
    bare = re.sub(r"\[[\d,]+: |\]", "", "\n".join(shown(text, None, cues)))
    assert bare == text
