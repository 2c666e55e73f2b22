"""The thirteen drafts Thunderbird saved: exactly the writer's words, where they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mailhuman.message import read_draft
from mailhuman.model import Draft

NAMES = (
    "new-plain", "new-html", "new-plain-signature", "new-html-signature", "reply-plain-above", "reply-plain-below",
    "reply-html-above", "reply-html-to-html", "reply-plain-to-html", "forward-inline-plain", "forward-inline-html",
    "new-unicode", "empty",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(testdata: Path) -> Path:
    return testdata / "drafts" / "thunderbird-153"


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


def draft_of(folder: Path, name: str) -> Draft:
    return read_draft((folder / f"{name}.eml").read_bytes())


def test_all_of_them_are_tested(expected: dict[str, str]) -> None:
    assert {f"{name}.eml" for name in NAMES} == set(expected)


@pytest.mark.parametrize("name", NAMES)
def test_own_words_are_exactly_what_was_typed(folder: Path, expected: dict[str, str], name: str) -> None:
    draft = draft_of(folder, name)
    assert draft.own_text.split() == expected[f"{name}.eml"].split()
    assert draft.status == ("reviewed" if expected[f"{name}.eml"] else "empty")


def test_paragraphs_stay_apart(folder: Path, expected: dict[str, str]) -> None:
    for name in ("new-plain", "new-html", "new-unicode"):
        assert draft_of(folder, name).own_text == expected[f"{name}.eml"]


def test_headers(folder: Path) -> None:
    draft = draft_of(folder, "new-unicode")
    assert draft.recipients[0].name == "Søren Ørsted"
    assert draft.recipients[0].email == "soren@partner.example"
    assert draft.subject == "Kære Søren"
    assert draft.message_id == "<f4644bd8-c4cb-4467-ab61-18cac0893296@example.test>"
    assert draft.date is not None
    assert draft.date.isoformat() == "2026-11-23T10:11:31+00:00"


def test_forwards_are_known_and_replies_are_none(folder: Path) -> None:
    assert {name for name in NAMES if draft_of(folder, name).forwarded} == {
        "forward-inline-plain",
        "forward-inline-html",
    }


def test_replies_name_what_they_answer(folder: Path) -> None:
    draft = draft_of(folder, "reply-plain-above")
    assert draft.in_reply_to == draft.references == ("<in1@partner.example>",)
    assert not draft.mailing_list
    assert draft.language == "en"
