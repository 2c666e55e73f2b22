"""In a draft of any client, in any layout, exactly the writer's words are own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailhuman.message import read_draft
from tests.message.client_drafts import CLIENTS, OWN, Client, stretches_in

LAYOUTS = [
    pytest.param(client, layout, id=f"{client.name}:{layout}") for client in CLIENTS for layout in client.layouts
]


def flat(text: str) -> str:
    """The words, however they are wrapped."""
    return " ".join(text.split())


def written(client: Client, layout: str, own: list[tuple[str, ...]]) -> tuple[str, str]:
    """What was found to be own, and what was typed."""
    draft = read_draft(client.draft(layout, own))
    return flat(draft.own_text), flat(" ".join(each for stretch in own for each in stretch))


@pytest.mark.parametrize(("client", "layout"), LAYOUTS)
def test_exactly_the_words_typed_are_own(client: Client, layout: str) -> None:
    found, typed = written(client, layout, list(OWN[: stretches_in(layout)]))
    assert found == typed


@pytest.mark.parametrize(("client", "layout"), LAYOUTS)
def test_status_says_whether_anything_was_typed(client: Client, layout: str) -> None:
    draft = read_draft(client.draft(layout, OWN))
    assert draft.status == ("reviewed" if stretches_in(layout) else "empty")


@pytest.mark.parametrize(("client", "layout"), [each for each in LAYOUTS if "quote" in str(each.id)])
def test_what_was_quoted_is_still_in_the_text(client: Client, layout: str) -> None:
    draft = read_draft(client.draft(layout, OWN))
    assert "Hope the trip to Lisbon went well!" in draft.text
    assert "Hope the trip" not in draft.own_text


WORDS = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Mn"], include_characters=".,!?;:'()&<>–“”€"),
    min_size=1,
    max_size=9,
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join).filter(lambda text: not text.startswith(">")),
    min_size=1,
    max_size=4,
).map(tuple)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_any_words_come_back(client: Client, data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(client.layouts))
    count = stretches_in(layout)
    own = data.draw(st.lists(PARAGRAPHS, min_size=count, max_size=count))
    found, typed = written(client, layout, own)
    assert found == typed
