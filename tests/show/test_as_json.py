"""The JSON of a review: the promised shape, places that slice to their quotes, and nothing that was not to be told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from mailhuman.model import Note, Review, Span, UsedNote
from mailhuman.show.as_json import json_line, review_json
from tests.show.reviews import COLD_REVIEW, SAMPLES, THANKS, TRIP, draft
from tests.show.schema import REVIEW, departures

SOURCE: dict[str, str | int] = {"account": "work", "folder": "Drafts", "uidvalidity": 7, "uid": 3}


def printed(review: Review) -> Any:
    line = json_line(review_json(review, {"file": "a.eml"}))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return json.loads(line)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_review_has_the_promised_shape(name: str) -> None:
    assert departures(printed(SAMPLES[name]), REVIEW) == []


def test_the_judge_of_shapes_sees_what_is_wrong() -> None:
    whole = review_json(COLD_REVIEW, SOURCE)
    assert departures(whole, REVIEW) == []
    assert departures({**whole, "extra": 1}, REVIEW)
    assert departures({**whole, "status": "fine"}, REVIEW)
    assert departures({**whole, "source": {"file": 3}}, REVIEW)
    assert departures({**whole, "warnings": [{}]}, REVIEW)


@pytest.mark.parametrize("name", SAMPLES)
def test_places_slice_to_their_quotes(name: str) -> None:
    found = printed(SAMPLES[name])
    text = found["draft"]["text"]
    for cue in found["tone"]["cues"]:
        assert text[cue["start"] : cue["end"]] == cue["quote"]
    for warning in found["warnings"]:
        where = warning["where"]
        assert text[where["start"] : where["end"]].split() == warning["quote"].split()
    for own in found["draft"]["own"]:
        assert 0 <= own["start"] <= own["end"] <= len(text)


def test_half_a_surrogate_pair_keeps_every_place() -> None:
    text = "Hi \ud83d Priya, come at noon"
    found = printed(Review(draft(text, Span(3, len(text))), COLD_REVIEW.tone))
    assert found["draft"]["text"] == "Hi \ufffd Priya, come at noon"
    assert len(found["draft"]["text"]) == len(text)


def test_letters_beyond_ascii_are_written_as_they_are() -> None:
    line = json_line(review_json(Review(draft("Grüße, 李雷 😀", None), COLD_REVIEW.tone), SOURCE))
    assert "Grüße, 李雷 😀".encode() in line


def test_a_line_end_in_the_text_never_ends_the_line() -> None:
    line = json_line(review_json(Review(draft("a\n\u2028b\x85c\rd", None), COLD_REVIEW.tone), SOURCE))
    assert line.count(b"\n") == 1
    assert b"\r" not in line


def test_the_key_of_a_fact_stays_inside() -> None:
    told = replace(THANKS, fact="marzipan-key")
    assert b"marzipan-key" not in json_line(review_json(replace(COLD_REVIEW, suggestions=(told,)), SOURCE))


def test_a_note_is_told_with_its_date_and_where_it_was_learned_and_no_more() -> None:
    assert isinstance(TRIP.note, UsedNote)
    [found] = review_json(replace(COLD_REVIEW, suggestions=(TRIP,)), SOURCE)["suggestions"]
    assert found["note"] == {
        "contact": "Priya Raman",
        "kind": "trip",
        "text": "Lisbon with her sister",
        "date": "2026-03-10",
        "learned": "2026-02",
        "source": "told",
    }
    assert {"mention", "about", "told_by"} <= set(Note.__dataclass_fields__)
    assert not {"mention", "about", "told_by"} & set(found["note"])


def test_what_was_withheld_is_always_there() -> None:
    assert len(printed(COLD_REVIEW)["withheld"]) == len(COLD_REVIEW.withheld) > 0
