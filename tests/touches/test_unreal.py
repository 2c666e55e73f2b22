"""What is no news is not answered: nobody is grieved with over a figure of speech, nobody cheered in a catastrophe."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailhuman.message import read_thread
from mailhuman.model import ThreadMessage
from mailhuman.touches.noticed import noticed


def _told(text: str) -> ThreadMessage:
    when = datetime(2026, 3, 2, 10, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    raw = f"From: Ada <ada@falk.example>\r\nTo: me@acme.example\r\nDate: {when}\r\nSubject: x\r\n\r\nHi Sam,\r\n\r\n{text}\r\n\r\nAda\r\n"
    (message,) = read_thread(raw.encode())
    return message


def _kinds(text: str) -> set[str]:
    return {each.kind for each in noticed(_told(text))}


@pytest.mark.parametrize(
    "text",
    [
        "My mother almost died laughing at your card.",
        "My brother's hamster died, so there were tears at breakfast.",
        "My father died when I was ten, so I learned the trade from my aunt.",
        "My grandmother passed away five years ago today.",
        "Since my wife died in 2019 I have kept the shop alone.",
        "If my uncle had died then, we would have sold the boat.",
        "We lost my dad in the crowd at the station; all fine now.",
        "In the third chapter my sister died, the narrator's I mean.",
        "My father is dying and I am with him.",
    ],
)
def test_no_loss_that_is_none(text: str) -> None:
    assert "loss" not in _kinds(text)


@pytest.mark.parametrize(
    "text", ["My father died on Friday.", "Our mother passed away last night.", "My wife's funeral was on Friday."]
)
def test_a_loss_is_heard_all_the_same(text: str) -> None:
    assert "loss" in _kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our daughter was born on Friday, but she did not survive.",
        "Our son was born on Sunday, eight weeks early. He is in intensive care.",
        "My daughter was born in 2019, so she starts school next year.",
        "I got engaged in a long argument with the bank.",
        "We got married in that hotel ten years ago.",
    ],
)
def test_no_cheer_where_there_is_nothing_to_cheer(text: str) -> None:
    assert "good-news" not in _kinds(text)


def test_good_news_is_heard_all_the_same() -> None:
    assert "good-news" in _kinds("Our daughter was born on Friday and all is well!")


@pytest.mark.parametrize(
    "text",
    [
        "I redid your slides again, for the third time, because you did not follow the template. Please stop doing this.",
        "I stayed late for years to finish your reports and nobody ever said a word.",
    ],
)
def test_no_thanks_for_what_is_held_against_one(text: str) -> None:
    assert "deed" not in _kinds(text)
