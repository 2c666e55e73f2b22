"""Sentences of many trades, as mails tell them: what is heard as news or as a favour, and what must not be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailhuman.touches.noticed import noticed
from tests.touches.situations import message

NEWS = (
    "They've made me a partner as of next month!",
    "I've accepted a lectureship in Ghent.",
    "I'm joining the museum as a conservator in March.",
    "My application for the fellowship went through.",
    "I finally have my pilot's licence.",
    "Yesterday I passed the last of my accountancy exams.",
    "Our daughter Sofia graduated on Friday.",
    "My brother finished his apprenticeship with honours.",
    "Hannah had her baby on Tuesday, a boy, everyone is well.",
    "Our second grandchild, little Idris, was born on Sunday.",
    "We finally moved into the farmhouse.",
    "The restaurant opened last Friday and we were full both nights.",
    "The book is out today!",
    "My poem will be in the spring issue.",
    "My recipe won the regional bake-off.",
    "Our under-tens took the cup.",
    "I came third in the county ploughing match.",
    "I got my citizenship on Thursday.",
    "Our visa came through, we can stay.",
    "I'm getting married in May!",
    "Samir and I tied the knot on Saturday.",
    "I retire on the 31st, after 27 years behind the counter.",
    "Dad retired last week, he has bought a boat.",
    "We got the funding for the well project.",
    "I ran my first 10k on Sunday.",
    "I've beaten my own record on the Col.",
    "I was elected to the board of the guild.",
    "They named me employee of the year.",
    "Our school came top in the county.",
    "I have been accepted at the academy of music.",
    "My novel has been shortlisted for the Border prize.",
    "My son started medical school this week.",
    "Marta said yes!",
    "The patent was granted.",
    "I'm a dad!",
)
NO_NEWS = (
    "I hope to make partner next year.",
    "They made me redundant on Friday.",
    "They made me wait for two hours.",
    "I was offered the job but turned it down because of Mum.",
    "My application for the fellowship went nowhere.",
    "I failed my last exam.",
    "My brother nearly finished his apprenticeship.",
    "The restaurant opened late because of the leak.",
    "We opened the parcel on Monday.",
    "The book is out of print.",
    "The book is out of the box.",
    "Our cup broke.",
    "I came third in the queue.",
    "Somebody else got the job.",
    "Hannah lost her baby on Tuesday.",
    "I won a parking fine.",
    "We won't be getting the grant.",
    "If we get the grant, we start in May.",
    "The grant office got back to us.",
    "I got the flu.",
    "I got the contract back from legal with changes.",
    "I got the offer you sent.",
    "We got the house surveyed.",
    "We bought a house for the archive in 2003.",
    "My sister got married to the man I loved.",
    "I am retiring from the committee, as nobody listens.",
    "The machine passed the test.",
    "We passed the test on to the lab.",
    "I passed the interview notes to Ann.",
    "The site went live with the wrong prices.",
    "We launched the complaint on Monday.",
    "The winner of the prize was a rival firm.",
    "He won the award that I applied for.",
    "Congratulations on your award!",
    "Can you tell me who won the award?",
    "We got engaged in a long discussion about the fence.",
    "I became ill on Sunday.",
    "I became a widow in March.",
    "My mother became a citizen before she died.",
    "My son passed away on Monday.",
    "I got into trouble with customs.",
    "We got into the lift and it stuck.",
    "The team was named in the lawsuit.",
    "Our director was named in the report.",
    "The post was accepted by the lab as a sample.",
    "I was given the sack.",
    "I was given a place at the back of the room.",
    "I have been given the runaround.",
    "They appointed a liquidator.",
    "We are engaged with another supplier.",
)
FAVOURS = (
    "I sat with the auditors all afternoon so that you could finish.",
    "I collected your parcel from the depot on my way home.",
    "I've translated the customs form for you.",
    "We worked through Saturday to get your crates out.",
    "I had a word with the harbour master, he lets your boat lie until Sunday.",
    "I put you at the top of the list.",
    "I got the museum to lend us the loom.",
    "I made forty copies by hand because the printer was down.",
    "I asked around and found somebody who can weld titanium.",
    "I talked my neighbour into lending you his trailer.",
    "I skipped lunch to finish your figures.",
    "I came in early to warm the kiln for your pieces.",
    "I held the lorry back for an hour for your last pallet.",
    "I spent the evening sorting your photographs.",
    "I went to the archive on Thursday and copied the deeds for you.",
    "I walked the dog every day while you were in Oslo.",
    "I shifted two appointments so you get the nine o'clock slot.",
    "I looked up the old invoices for you.",
    "We drove through the night to bring the stage.",
    "I taught your Tuesday group, they were lovely.",
    "I wrapped all 300 boxes myself.",
    "I took the minutes for you.",
    "I vouched for you with the landlord.",
    "I lent your nephew my van.",
    "I fixed the leak in your cellar on Sunday.",
    "I checked every page against the old edition.",
    "I stood in for you at the parents' evening.",
    "I've saved you a seat.",
    "I cooked for your crew on both days.",
    "I rang every hotel in town until one had a room for you.",
    "We kept the workshop open until ten for your people.",
    "I proofread it twice.",
    "I turned the whole budget round in a day.",
    "I stayed up to watch your server.",
)
NO_FAVOURS = (
    "I checked the figures on Sunday and yours are wrong.",
    "I looked up your record, you were late nine times.",
    "I drove past your shop on Saturday, it was shut.",
    "I told everyone on Friday that you are leaving.",
    "I found your error after two hours.",
    "I went through your expenses last night.",
    "We worked all Saturday because your delivery was late.",
    "I came in early, but nobody was there to open.",
    "I sat up all night with a toothache.",
    "I moved your deadline to Friday.",
    "I put you on the late shift.",
    "I took the afternoon off and went to the lake.",
    "I picked up the kids early.",
    "I finally fixed my own roof over the weekend.",
    "I spoke to the lawyers about your claim on Sunday.",
    "I kept your deposit.",
    "I counted the crates twice and three are missing.",
    "I rang you twice on Sunday.",
    "I called the police last night.",
    "I waited until nine and then went home.",
    "We cleaned up after your party until midnight.",
    "I covered your costs out of my own pocket.",
    "I held back your payment until the papers are in.",
    "I gave your name to the tax office.",
    "I got you a warning from the board.",
    "I stayed late because my train was cancelled.",
    "I read your report last night.",
    "I watched your children's play on Saturday.",
    "I brought the matter to the board early.",
    "I turned you down last night.",
)


def kinds(told: str) -> set[str]:
    return {each.kind for each in noticed(message(f"Hi Jo,\n\n{told}\n\nPriya", timedelta(days=1)))}


@pytest.mark.parametrize("told", NEWS)
def test_news_is_heard(told: str) -> None:
    assert "good-news" in kinds(told)


@pytest.mark.parametrize("told", NO_NEWS)
def test_what_only_sounds_like_news_is_not(told: str) -> None:
    assert "good-news" not in kinds(told)


@pytest.mark.parametrize("told", FAVOURS)
def test_a_favour_is_heard(told: str) -> None:
    assert "deed" in kinds(told)


@pytest.mark.parametrize("told", NO_FAVOURS)
def test_what_only_sounds_like_a_favour_is_not(told: str) -> None:
    assert "deed" not in kinds(told)
