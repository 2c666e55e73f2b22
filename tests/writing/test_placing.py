"""Where words that were taken could stand in a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.message import read_draft
from mailhuman.model import Draft, Span, Suggestion
from mailhuman.writing import Spliced, splice
from mailhuman.writing.placing import spots
from tests.show.reviews import THANKS
from tests.writing.drafts import NEW_ID, alone

LETTER = "Hi Pria,\n\nSend me the drawings by noon.\n\nThe roof was left out.\n\nBest,\nJo\n\n-- \nJo Falk\n"


def draft(body: str) -> Draft:
    return read_draft(alone("text/plain", body))


def told(body: str, suggestion: Suggestion = THANKS, words: str = "") -> list[tuple[str, str, str]]:
    """Each place: how it is called, how the words stand to what is there, and what that is."""
    read = draft(body)
    found = spots(suggestion, words or suggestion.text, read)
    return [(spot.said, spot.change.how, spot.change.where.of(read.text)) for spot in found]


def test_a_touch_goes_below_the_greeting_or_else_above_the_closing_or_at_the_end() -> None:
    assert told(LETTER) == [
        ("below the greeting", "below", "Hi Pria,"),
        ("above your closing", "below", "The roof was left out."),
        ("at the end", "below", "Jo"),
    ]


def test_without_a_greeting_it_goes_to_the_top() -> None:
    assert told("Send me it.") == [("at the top", "above", "Send me it."), ("at the end", "below", "Send me it.")]


def test_a_greeting_goes_to_the_top_and_a_good_end_to_the_end() -> None:
    assert told("Send me it.\n\nJo", replace(THANKS, category="greeting"))[0] == ("at the top", "above", "Send me it.")
    assert told(LETTER, replace(THANKS, category="warm-close"))[0][0] == "above your closing"
    assert told("Send me it.", replace(THANKS, category="warm-close"))[0][0] == "at the end"


def test_a_greeting_with_more_on_its_line_is_called_the_first_line() -> None:
    assert told("Hi Priya, send me it.\n\nJo")[0][0] == "below your first line"


@pytest.mark.parametrize(
    ("words", "put"), [("Hi Priya,", "Priya"), ("Hi Priya", "Priya"), ("Hi Priya Raman,", "Priya Raman")]
)
def test_of_an_opening_with_the_name_put_right_only_the_name_changes(words: str, put: str) -> None:
    name = replace(THANKS, kind="name", category="name", where=Span(3, 7))
    change = spots(name, words, draft(LETTER))[0].change
    assert (change.words, change.how, change.where) == (put, "instead", Span(3, 7))


def test_an_opening_rewritten_by_hand_does_not_take_the_place_of_the_name() -> None:
    name = replace(THANKS, kind="name", category="name", where=Span(3, 7))
    assert all(spot.change.how != "instead" for spot in spots(name, "Dear Priya,", draft(LETTER)))


def test_nothing_goes_where_nobody_wrote() -> None:
    assert told("\n\n-- \nJo Falk\n") == []
    assert spots(THANKS, " \n ", draft(LETTER)) == ()
    quoted = "On Fri, 20 Nov 2026 at 09:01, Bo <bo@acme.example> wrote:\n> Hi Ann,\n> Is it so?\n\nYes.\n\nAnn\n"
    assert {where for _, _, where in told(quoted)} <= {"Yes.", "Ann"}
    beyond = replace(THANKS, category="soften-ask", where=Span(0, 8))
    assert all(how != "instead" for _, how, _ in told(quoted, beyond))


PARAGRAPHS = st.lists(
    st.sampled_from(["Hi Pria,", "Priya,", "Send me it.", "The roof was left out.", "Best,", "Jo"]),
    min_size=1,
    max_size=6,
)


@given(PARAGRAPHS, st.sampled_from(["\n", "\n\n"]), st.sampled_from(["thanks", "greeting", "warm-close"]))
def test_every_place_offered_takes_the_words(paragraphs: list[str], gap: str, category: str) -> None:
    raw = alone("text/plain", gap.join(paragraphs))
    found = spots(replace(THANKS, category=category), THANKS.text, read_draft(raw))
    assert found
    assert len({spot.change for spot in found}) == len(found)
    for spot in found:
        assert isinstance(splice(raw, [spot.change], NEW_ID), Spliced)
