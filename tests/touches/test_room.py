"""A light line needs a letter that wants something of somebody one does not write to every week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.room import speaks_to_them, wrote_lately
from tests.touches.situations import JO, draft, message, situation

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["Hi Priya,\n\nSend it.", "Priya,\n\nSend it.\n\nJo", "Dear Ms Raman,\n\nPlease send it."]
)
def test_a_mail_that_greets_its_reader_is_a_letter(text: str) -> None:
    assert speaks_to_them(Circumstances(situation(draft(text))))


@pytest.mark.parametrize(
    "text",
    ["Send it.", "Signed,\n\nwire goes on Monday.", "On the train, will be late.", "Dear owners,\n\nPay by May.", ""],
)
def test_a_notice_or_a_quick_note_is_none(text: str) -> None:
    assert not speaks_to_them(Circumstances(situation(draft(text))))


def test_a_signed_answer_is_a_letter_without_a_greeting() -> None:
    theirs = message("Can you send it?", DAY)
    assert speaks_to_them(Circumstances(situation(draft("Forty cases confirmed.\n\nJo"), thread=(theirs,))))
    assert not speaks_to_them(Circumstances(situation(draft("Forty cases confirmed."), thread=(theirs,))))


def test_a_fortnight_is_lately() -> None:
    for days, lately in ((13, True), (15, False)):
        mine = message("Here it is.", days * DAY, sender=JO)
        assert wrote_lately(Circumstances(situation(thread=(mine,)))) == lately
    assert not wrote_lately(Circumstances(situation(thread=(message("Here it is.", DAY),))))
