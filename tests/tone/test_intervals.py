"""The interval of a share counted on few mails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.tone.intervals import wilson


def test_four_of_497() -> None:
    assert list(wilson(4, 497)) == pytest.approx([0.0031, 0.0205], abs=1e-4)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 2000), st.floats(0, 1))
def test_the_share_lies_inside(among: int, share: float) -> None:
    found = round(share * among)
    low, high = wilson(found, among)
    assert 0 <= low <= found / among + 1e-9
    assert found / among - 1e-9 <= high <= 1
