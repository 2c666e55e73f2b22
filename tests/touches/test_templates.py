"""What is said to the reader, and the same thing told to the writer."""

from __future__ import annotations

import pytest

from mailhuman.touches.rulebook import load_rulebook
from mailhuman.touches.templates import as_told_to_the_writer


@pytest.mark.parametrize(
    ("line", "told"),
    [("your choir", "their choir"), ("my daughter", "your daughter"), ("the roof", "the roof"), ("", "")],
)
def test_whose_it_is_depends_on_who_is_told(line: str, told: str) -> None:
    assert as_told_to_the_writer(line) == told


def test_a_reason_speaks_to_the_writer() -> None:
    templates = load_rulebook().templates
    asked = templates.render("their-question", {"topic": "my daughter", "said": "yesterday"})
    assert (asked.lines[0], "your daughter" in asked.why) == ("Thank you for asking about my daughter:", True)


@pytest.mark.parametrize(
    ("success", "second"),
    [
        ("becoming head of studio", "Congratulations on becoming head of studio; I was glad to hear of it."),
        ("your promotion", "I was so pleased to hear about your promotion."),
    ],
)
def test_congratulations_are_grammatical(success: str, second: str) -> None:
    assert load_rulebook().templates.render("milestone", {"success": success}).lines[1] == second


def test_only_a_thing_is_read_about() -> None:
    render = load_rulebook().templates.render
    told = {"name": "", "news": "exam", "said": "yesterday"}
    assert not any("read about" in line for line in render("their-news", {**told, "on": "passing your exam"}).lines)
    assert any("read about" in line for line in render("their-news", {**told, "on": "your exam"}).lines)


def test_good_stands_before_the_bare_dish() -> None:
    eaten = {"topic": "the dumplings", "doing": "", "settled": True}
    assert "Have you had any good dumplings lately?" in load_rulebook().templates.render("food", eaten).lines
