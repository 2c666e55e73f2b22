"""Good news in a mail: whose it is, what one congratulates on, and what is only hoped, denied, old or sour."""

from __future__ import annotations

import pytest

from mailhuman.touches.news import news_in


@pytest.mark.parametrize(
    ("told", "on"),
    [
        ("I was promoted last week.", "your promotion"),
        ("I have just been made deputy head!", "your new role"),
        ("We've been appointed joint directors of the festival.", "your new role"),
        ("I got the job at the harbour.", "your new role"),
        ("I start as a locksmith's trainee in May.", "your new role"),
        ("We won first prize for the leeks.", "the prize"),
        ("Our stout took gold in Ghent.", "the award"),
        ("We were voted café of the year.", "the award"),
        ("I passed my driving test at the fourth go.", "passing your driving test"),
        ("I've handed in my thesis.", "your thesis"),
        ("My article on eels was accepted.", "your article"),
        ("I have found a publisher.", "your news"),
        ("We opened the second shop on Saturday.", "the opening"),
        ("Our podcast went live on Monday.", "the launch"),
        ("The grant application was approved.", "the grant"),
        ("We've bought a little house near the sea.", "the new home"),
        ("We got engaged in Porto.", "your engagement"),
        ("Tomasz proposed and I said yes!", "your engagement"),
        ("We got married on Saturday.", "your wedding"),
        ("I am an aunt since Tuesday.", "the new arrival"),
        ("On Monday I became a citizen.", "your citizenship"),
        ("I am retiring in June, after forty years of drains.", "your retirement"),
        ("I ran my first marathon on Sunday.", "the marathon"),
    ],
)  # fmt: skip
def test_their_own_news_is_named(told: str, on: str) -> None:
    news = news_in(told)
    assert news
    assert (news.on.replace("your book", "your news"), news.whose) == (on, "")


@pytest.mark.parametrize(
    ("told", "whose"),
    [
        ("My wife got the job in Bergen.", "your wife"),
        ("Our daughter Wanjiru arrived on Saturday, all well.", "Wanjiru"),
        ("My son Kofi has been offered a place at the conservatoire.", "your son Kofi"),
        ("Our apprentice Femi won the regional final.", "your apprentice Femi"),
        ("Nila got into Leeds for medicine!", "Nila"),
        ("Our choir came second in Cork.", "your choir"),
    ],
)
def test_it_is_known_whom_it_happened_to(told: str, whose: str) -> None:
    news = news_in(told)
    assert news
    assert news.whose == whose


@pytest.mark.parametrize(
    "told",
    [
        "I was not promoted after all.",
        "I hope I passed the exam.",
        "If I got the job I would move.",
        "We nearly got engaged in May.",
        "When I was promoted nobody noticed.",
        "Harris was promoted over my head.",
        "I was promoted, but nobody raised my pay.",
        "I got the job after they made me redundant.",
        "I might be made head of the school.",
        "Did you hear that we won the cup?",
        "We opened an inquiry on Friday.",
        "I opened a new account on Monday.",
        "We passed the fire inspection on Friday.",
        "I passed the scan on Monday.",
        "They are retiring me at Christmas.",
        "My daughter arrived on Saturday and leaves on Monday.",
        "My daughter was born in Kyoto, so she has both passports.",
        "We won the case.",
        "The customer had her baby.",
        "Management opened the new office.",
        "I would have won the prize.",
        "I applied for a place at the academy.",
    ],
)
def test_no_news_is_made_up(told: str) -> None:
    assert news_in(told) is None
