"""The weights: every feature has its row, no other stands there, and chances are chances."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.errors import RulesError
from mailhuman.tone.cues import CUES
from mailhuman.tone.features import FEATURES
from mailhuman.tone.weights import FILE, load_weights, weights

FOUND = st.dictionaries(st.sampled_from(FEATURES), st.floats(0, 3), max_size=12)


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "weights.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_weights(path)
    assert caught.value.next_step
    return [str(each).removeprefix(f"{path}:") for each in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  praise:", "  prase:", "prase: no such feature"),
        ("  praise:", "  prase:", "praise: has no weights"),
        ("  praise: {cold", "  praise: {chilly", "praise: knows no chilly"),
        ("relational:", "relation:", "start: has no weights"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    found = problems(tmp_path, text.replace(old, new, 1))
    assert any(said in each and each.split(":")[0].isdigit() for each in found), found


def test_a_weight_that_is_no_number_is_told_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "tone:\n  start: {cold: much}\n")[0].startswith("2: tone.start.cold")


def test_no_file_is_no_weights(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "")) >= len(FEATURES)


@given(FOUND)
def test_chances_sum_to_one(found: dict[str, float]) -> None:
    for question in ("tone", "relational"):
        chances = weights().chances(question, found)
        assert math.isclose(sum(chances.values()), 1.0)
        assert all(0 <= chance <= 1 for chance in chances.values())


@given(FOUND, st.sampled_from(sorted(CUES)))
def test_a_cue_never_works_against_its_effect(found: dict[str, float], name: str) -> None:
    """One more colder cue makes a mail no likelier warm against neutral, one more warmer cue no likelier cold."""
    other = "warm" if CUES[name].effect == "colder" else "cold"
    before, after = (weights().chances("tone", each) for each in (found, {**found, name: found.get(name, 0) + 1}))
    assert after[other] / after["neutral"] <= before[other] / before["neutral"] * (1 + 1e-9)
