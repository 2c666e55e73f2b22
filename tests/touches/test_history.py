"""The file of history is read whole or not at all, and each problem names its line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailhuman.errors import HistoryError
from mailhuman.model import Remembered
from mailhuman.touches.history import parse_history

WHOLE = """\
- at: 2026-03-10T09:00:00+01:00
  outcome: taken
  contact: Priya@Acme.example
  rule: ask-about-hobby
  category: hobby
  fact: 0123456789abcdef
  text: How is the bouldering?
  suggestion: s1
  lineage: l1
  reason: she told me
- at: 2026-03-11T09:00:00Z
  outcome: dismissed
  rule: greeting
  category: greeting
  scope: rule
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(HistoryError) as caught:
        parse_history(text, "h.yaml")
    return [str(problem) for problem in caught.value.problems]


def entry(**fields: str) -> str:
    given = {
        "at": "2026-03-10T09:00:00Z",
        "outcome": "taken",
        "contact": "priya@acme.example",
        "rule": "r",
        "category": "pet",
        **fields,
    }
    lines = [f"{key}: {value}" for key, value in given.items() if value != "-"]
    return "- " + "\n  ".join(lines) + "\n"


def test_every_field_arrives_and_the_order_is_that_of_the_file() -> None:
    assert parse_history(WHOLE, "h.yaml") == (
        Remembered(
            at=datetime(2026, 3, 10, 9, tzinfo=timezone(timedelta(hours=1))),
            outcome="taken",
            contact="priya@acme.example",
            rule="ask-about-hobby",
            category="hobby",
            kind="touch",
            fact="0123456789abcdef",
            text="How is the bouldering?",
            suggestion="s1",
            lineage="l1",
            reason="she told me",
        ),
        Remembered(
            at=datetime(2026, 3, 11, 9, tzinfo=UTC),
            outcome="dismissed",
            contact="",
            rule="greeting",
            category="greeting",
            kind="tone",
            scope="rule",
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_an_empty_file_is_an_empty_past(text: str) -> None:
    assert parse_history(text, "h.yaml") == ()


def test_all_problems_of_all_entries_come_at_once_with_their_lines() -> None:
    text = entry(at="2026-03-10") + entry(outcome="eaten", contact="nobody") + "- 3\n" + entry(category="weather")
    found = problems_of(text)
    assert [each.split(": ")[0] for each in found] == ["h.yaml:1", "h.yaml:7", "h.yaml:8", "h.yaml:11", "h.yaml:16"]
    assert "with its zone" in found[0]
    assert "pet" in found[-1]  # the known categories are told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at: 2026\n", "is a list"),
        ("just words\n", "is a list"),
        (entry(extra="1"), "extra: unknown key"),
        (entry(rule='""'), "rule: is empty"),
        (entry(rule="-"), "rule: missing"),
        (entry(at="-"), "at: missing"),
        (entry(at="yesterday"), "with its zone"),
        (entry(at="2026-03-10T09:00:00"), "with its zone"),
        (entry(contact="-"), "contact: missing"),
        (entry(outcome="dismissed", scope="person", contact="-"), "contact: missing"),
        (entry(outcome="dismissed", scope="fact"), "fact: missing"),
        (entry(outcome="dismissed"), "suggestion: missing"),
        (entry() + "  rule: r\n", "is here already"),
        ("- at: [\n", "h.yaml:"),
    ],
)
def test_what_cannot_be_meant_is_named(text: str, said: str) -> None:
    assert said in "\n".join(problems_of(text))


def test_a_slip_of_the_colon_does_not_put_private_words_into_a_message() -> None:
    assert "canary" not in "\n".join(problems_of(entry() + "  the canary sang to him: yes\n"))


def test_wrong_values_are_not_repeated_in_a_message() -> None:
    text = entry(outcome="canary", contact="canary at home", scope="canary", at="canary", category="canary")
    assert "canary" not in "\n".join(problems_of(text))
