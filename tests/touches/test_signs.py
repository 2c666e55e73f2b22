"""Each sign shows where it should and keeps still where a careless list would cry out."""

from __future__ import annotations

import pytest

from mailhuman.touches.signs import find_sign, signs


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("loss", "my mum passed away on Sunday"),
        ("loss", "Her father died last week"),
        ("loss", "Harold died on 9 January"),
        ("loss", "we lost our daughter in May"),
        ("loss", "I am away for the funeral"),
        ("formal-process", "Your contract ends on 30 June. HR will contact you."),
        ("formal-process", "This letter is without prejudice."),
        ("price-talk", "We cannot accept 8%. Our counter-offer is 3%."),
        ("price-talk", "We can do 41,000, not a cent more."),
        ("price-talk", "We must ask for 8% on all grades"),
        ("incident", "[SEV1] checkout returns 502 since 09:12"),
        ("incident", "Restart db-3 now, customers are down."),
        ("anger", "THIS IS UNACCEPTABLE AND YOU KNOW IT"),
        ("anger", "I am extremely disappointed."),
        ("bad-news", "Your proposal is rejected. Regards."),
        ("bad-news", "Unfortunately we chose another supplier."),
        ("robot", "This is an automated message."),
        ("call", "I will ring you at ten"),
        ("thanks", "Many thanks for the plot"),
        ("next-step", "See you on Tuesday"),
        ("injured", "Tore a ligament, gave up football"),
    ],
)
def test_a_sign_shows(sign: str, text: str) -> None:
    assert find_sign(sign, text) is not None


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        ("loss", "The old server died at last"),
        ("loss", "We lost the tender"),
        ("loss", "My father passed the exam"),
        ("loss", "the battery has died again"),
        ("formal-process", "The audit was a pleasure to plan"),
        ("price-talk", "The price list is attached."),
        ("price-talk", "The test coverage rose to 81%."),
        ("incident", "The migration is planned for next week."),
        ("anger", "Please use the PDF and the XML."),
        ("bad-news", "Adhesion passed, abrasion failed on 2 of 10."),
        ("robot", "I will reply to the ticket above."),
        ("call", "Attached is the plan for your comments."),
        ("next-step", "Attached is the plan."),
    ],
)
def test_a_sign_keeps_still(sign: str, text: str) -> None:
    assert find_sign(sign, text) is None


def test_every_sign_says_why_it_is_there() -> None:
    assert len(signs()) > 1
