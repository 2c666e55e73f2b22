"""Whose death they told of, in the words one would write; nobody where it is not said."""

from __future__ import annotations

import pytest

from mailhuman.touches.losses import whom_lost


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ("Daddy slipped away early on Sunday.", "your father"),
        ("We lost Mum last week.", "your mother"),
        ("My wife's funeral was on Friday.", "your wife"),
        ("My mother-in-law passed away on Friday.", "your mother-in-law"),
        ("We had to have Biscuit put to sleep on Monday.", "Biscuit"),
        ("Rex died on Tuesday.", "Rex"),
        ("He passed away on Sunday.", ""),
        ("I had Friday's funeral to arrange.", ""),
        ("I am away for a funeral.", ""),
    ],
)
def test_whose_death_it_was(told: str, whom: str) -> None:
    assert whom_lost(told) == whom
