"""What is thanked for by name, truly and in the right person; and deeds that are a job, a jaunt, a reproach or another's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.touches.noticed import noticed
from tests.touches.situations import message


def deeds(told: str) -> list[str]:
    heard = noticed(message(f"Hi Jo,\n\n{told}\n\nPriya", timedelta(days=1)))
    return [each.fill["deed"] for each in heard if each.kind == "deed"]


@pytest.mark.parametrize(
    ("told", "deed"),
    [
        ("I called the driver three times until he turned round.", "calling the driver three times"),
        ("I stayed late to finish your slides.", "staying late to finish my slides"),
        ("We dug out the old drawings of the roof for you.", "digging out the old drawings of the roof for me"),
        ("I chased the supplier twice and the swabs come on Thursday.", "chasing the supplier twice"),
        ("I swapped your shift with mine, so you can go.", "swapping my shift with yours"),
        ("I know it is late, but I drove in on Sunday to check the kiln.", "driving in on Sunday to check the kiln"),
        ("I watered your seedlings every evening.", "watering my seedlings every evening"),
        ("I waited in for the courier until seven.", "waiting in for the courier until seven"),
        ("I wrote your reference on the train.", "writing my reference on the train"),
        ("I found you a replacement for Thursday.", "finding me a replacement for Thursday"),
        ("I let the electrician in so you didn't have to come.", "letting the electrician in"),
        ("I talked to the landlord for you and he agrees.", "talking to the landlord for me"),
        ("I took your shift on Saturday.", "taking my shift on Saturday"),
        ("I went through the whole manuscript last night.", "going through the whole manuscript last night"),
    ],
)
def test_a_favour_is_heard_and_named(told: str, deed: str) -> None:
    assert deeds(told) == [deed]


@pytest.mark.parametrize(
    "told",
    [
        "I called your office three times and nobody answered.",
        "I stayed late again to fix your slides, because you changed them at five.",
        "I had to retype your whole list by hand.",
        "Tom stayed late to finish your maps, I only copied them.",
        "I covered Marek's class on Tuesday.",
        "I drove to the sea on Saturday and slept for ten hours.",
        "We chased the invoice three times and it is still unpaid.",
        "I rewrote your report over the weekend, as you threatened to call my boss.",
        "I took your name off the list.",
        "I checked your hours last night.",
        "I gave your desk to the new man on Monday.",
        "I spoke to your manager about you on Friday.",
        "I would have stayed late for you.",
        "I updated your address and sent you the invoice.",
        "I will stay late on Thursday to finish your rota.",
        "I waited in the rain for you for an hour.",
        "I found three more mistakes of yours on Sunday.",
        "When I drove in on Sunday the gate was open.",
        "I painted our own fence on Saturday.",
        "I watched the match last night.",
        "I stayed late for years and nobody ever said a word.",
    ],
)
def test_no_thanks_where_they_would_be_false_or_mock(told: str) -> None:
    assert deeds(told) == []
