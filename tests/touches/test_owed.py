"""The thing a note says the writer promised, as the reader would hear it named."""

from __future__ import annotations

import pytest

from mailhuman.touches.owed import owed


@pytest.mark.parametrize(
    ("note", "thing"),
    [
        ("introduce her to Sigrid at the museum", "an introduction to Sigrid"),
        ("send him the sample contract by Friday", "the sample contract"),
        ("I said I'd send the site photos", "the site photos"),
        ("to lend them my copy of the atlas (the old one)", "my copy of the atlas"),
        ("the Basel contact", "the Basel contact"),
        ("get back to him about the lease", "an answer about the lease"),
    ],
)
def test_a_thing_promised(note: str, thing: str) -> None:
    assert owed(note) == thing


@pytest.mark.parametrize("note", ["", "find out her new postcode", "lunch some time", "{{ 7*7 }}", "send <b>it</b>"])
def test_nothing_is_made_up(note: str) -> None:
    assert owed(note) == ""
