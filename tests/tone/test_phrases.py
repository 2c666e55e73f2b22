"""The files of set phrases: every entry has a source, none stands twice, and problems come with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailhuman.errors import RulesError
from mailhuman.places import read_yaml
from mailhuman.tone.cues import CUES
from mailhuman.tone.features import SIGNS
from mailhuman.tone.phrases import FOLDER, Phrase, expand, load_phrases, phrases

FILES = sorted(FOLDER.glob("*.yaml"))
BY_SHAPE = {"greeting", "greeting-by-name", "bare-command", "please-at-start", "you-at-start", "challenge", "shouting"}
BY_SHAPE |= {"named-thanks"}  # thanks, with what follows
INNER = {"order-verb", "order-verb-or-noun", "no-order"}
TAKEN_AWAY = {f"no-{name}" for name in CUES}  # lists that take a cue away where their words stand
LONGEST = 8  # words of a form: a set phrase is short, a quotation is not


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_phrases([path])
    assert caught.value.next_step
    return [str(each).removeprefix(f"{path}:") for each in caught.value.problems]


def test_a_phrase_has_its_forms() -> None:
    forms = [form.words for form in expand("many|big thanks so? much", "thanks")]
    assert forms == ["many thanks so much", "many thanks much", "big thanks so much", "big thanks much"]


def test_a_form_of_two_words_is_one_choice() -> None:
    assert [form.words for form in expand("thank_you|thanks", "thanks")] == ["thank you", "thanks"]


def test_where_a_phrase_must_stand() -> None:
    [form] = expand("^whatever$", "brush-off")
    assert (form.words, form.opens, form.ends) == ("whatever", True, True)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- cue: thanks\n  phrases: [ta]\n", 1, "source: missing"),
        ("- cue: thanks\n  source: ''\n  phrases: [ta]\n", 2, "source"),
        ("- cue: thanks\n  source: x\n  phrases: []\n", 3, "phrases"),
        ("- cue: thanks\n  source: x\n  phrases: [ta]\n  why: x\n", 4, "unknown key"),
        ("- cue: hugging\n  source: x\n  phrases: [ta]\n", 1, "closed list"),
        ("- sign: thanks\n  source: x\n  phrases: [ta]\n", 1, "name of a cue"),
        ("- source: x\n  phrases: [ta]\n", 1, "either cue or sign"),
        ("- cue: thanks\n  sign: x\n  source: x\n  phrases: [ta]\n", 1, "either cue or sign"),
        ("- cue: thanks\n  source: x\n  phrases:\n    - ta\n    - thx\n    - ta\n", 6, "is here already, at"),
        ("- cue: thanks\n  source: x\n  phrases: ['^']\n", 3, "says nothing"),
        ("- cue: thanks\n  source: x\n  phrases: [\n", 4, ""),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    found = problems(tmp_path, text)
    assert any(each.startswith(f"{line}: ") and said in each for each in found), found


def test_a_phrase_of_too_many_forms_is_a_slip(tmp_path: Path) -> None:
    many = " ".join(["|".join("abcdefgh")] * 4)
    assert "too many things" in problems(tmp_path, f"- cue: thanks\n  source: x\n  phrases: ['{many}']\n")[0]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = "- cue: hugging\n  source: x\n  phrases: [ta]\n- sign: praise\n  source: x\n  phrases: [ta]\n"
    assert len(problems(tmp_path, text)) == 2


def test_the_files_that_come_with_mailhuman_load() -> None:
    assert len(phrases()) > 1000
    assert phrases() == load_phrases(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_entry_says_where_it_comes_from(path: Path) -> None:
    source = read_yaml(path.read_text(encoding="utf-8"), path.name)
    assert source.problems == []
    assert all(len(entry["source"].split()) >= 3 for entry in source.data)


def test_every_cue_is_found_by_phrase_or_by_shape() -> None:
    named = {phrase.name for phrase in phrases()}
    assert named - set(CUES) - TAKEN_AWAY == set(SIGNS) | INNER
    assert set(CUES) - named == BY_SHAPE


def test_phrases_are_set_phrases_and_no_quotations() -> None:
    def size(form: Phrase) -> int:
        return sum(not piece.startswith("~") for piece in form.words.split())

    assert [form.words for form in phrases() if size(form) > LONGEST] == []


def test_no_name_address_or_number_is_in_a_phrase() -> None:
    odd = re.compile(r"@|https?|\d{3,}")
    assert [form.words for form in phrases() if odd.search(form.words)] == []
