"""For every cue, invented words that show it and words like them that do not."""

from __future__ import annotations

import pytest

from mailhuman.tone import CUES, read_tone

pytestmark = pytest.mark.model

SHOWS = [
    ("bare-command", "Send the slides by noon.", "Send the slides by noon"),
    ("bare-command", "Reply to the landlord today.", "Reply to the landlord today"),
    ("please-at-start", "Please send the slides.", "Please send the slides"),
    ("you-at-start", "You must sign page four.", "You must sign page four"),
    ("reproach", "The van was late again.", "late again"),
    ("reproach", "You still haven't signed.", "You still haven't"),
    ("reproach", "You still haven’t signed.", "You still haven’t"),
    ("blame", "It is your fault.", "your fault"),
    ("impatience", "I need it ASAP.", "ASAP"),
    ("impatience", "And the van??", "??"),
    ("brush-off", "It is not my problem.", "not my problem"),
    ("flat-refusal", "The answer is no.", "The answer is no"),
    ("passive-aggressive", "As I said, it is shut.", "As I said"),
    ("passive-aggressive", "Per my last email, it is shut.", "Per my last email"),
    ("passive-aggressive", "A friendly reminder: it is shut.", "friendly reminder"),
    ("passive-aggressive", "For the record, it is shut.", "For the record"),
    ("sarcasm", "Thanks a lot for breaking it.", "Thanks a lot for breaking"),
    ("insult", "What a stupid plan.", "stupid"),
    ("threat", "Pay today or else.", "or else"),
    ("challenge", "Why is it shut?", "Why is it shut?"),
    ("shouting", "I said DO NOT TOUCH the kiln.", "DO NOT TOUCH"),
    ("condescension", "Had you read it, you would not ask.", "Had you read"),
    ("condescension", "As any competent plumber knows, it leaks.", "As any competent plumber knows"),
    ("condescension", "Everybody else manages.", "Everybody else manages"),
    ("tally", "For the third week running the van was late.", "For the third week running"),
    ("tally", "That's twice this week.", "That's twice"),
    ("tally", "I asked you about the van three times.", "I asked you about the van three times"),
    ("demand", "I need the van by Friday.", "I need the van by Friday"),
    ("demand", "Answers to me by noon.", "Answers to me by"),
    ("contradiction", "You are mistaken.", "You are mistaken"),
    ("contradiction", "That is not what we agreed.", "That is not what we agreed"),
    ("withdrawal", "Do whatever you like.", "Do whatever you like"),
    ("withdrawal", "I won't say anything more.", "I won't say anything more"),
    ("officialese", "No signed form has been received.", "No signed form has been received"),
    ("officialese", "An incomplete list is deemed void.", "is deemed"),
    ("non-apology", "We are sorry if you felt ignored.", "sorry if you felt"),
    ("curt-answer", "Not payable.", "Not payable"),
    ("curt-answer", "Answer is in the tracker.", "Answer is in"),
    ("brush-off", "Please do not contact the owner.", "Please do not contact"),
    ("threat", "My next letter comes from a lawyer.", "My next letter comes"),
    ("sarcasm", "I'd be curious to hear what you did all day.", "I'd be curious to hear what"),
    ("reproach", "The van left without my approval.", "without my approval"),
    ("insult", "You are a lousy driver.", "You are a lousy"),
    ("greeting", "Hello all,\n\nit is shut.", "Hello all"),
    ("greeting-by-name", "Hi Ana,\n\nit is shut.", "Hi Ana"),
    ("thanks", "Thanks in advance.", "Thanks"),
    ("named-thanks", "Thanks for mending the kiln.", "Thanks"),
    ("praise", "You did a great job on the kiln.", "great job"),
    ("congratulation", "Congratulations, both.", "Congratulations"),
    ("interest", "How was the trip?", "How was"),
    ("good-wish", "Safe travels.", "Safe travels"),
    ("sympathy", "My condolences, Ana.", "My condolences"),
    ("apology", "Sorry, I mixed up the vans.", "Sorry"),
    ("offer-of-help", "Happy to help with the kiln.", "Happy to help"),
    ("no-pressure", "There is no rush.", "no rush"),
    ("hedged-request", "Could you send the slides?", "Could you"),
    ("shared-we", "Let's see the vans.", "Let's"),
    ("invitation", "Come over on Sunday.", "Come over"),
    ("gladness", "It was lovely to see you.", "It was lovely"),
    ("affection", "Big hug, Ana.", "Big hug"),
    ("humour", "Haha, the kiln.", "Haha"),
    ("humour", "The kiln again :-)", ":-)"),
    ("personal-topic", "My daughter has the van.", "My daughter"),
    ("gushing", "It was the best ever.", "best ever"),
    ("closing", "It is shut.\n\nKind regards,\nTom", "Kind regards,"),
]
SILENT = [
    ("condescension", "Have you read the lease?"),
    ("tally", "The third van is here."),
    ("tally", "It is the second week of May."),
    ("demand", "I need the van by Friday, please."),
    ("demand", "Could you help? I need the van by Friday."),
    ("demand", "I need to leave by noon."),
    ("contradiction", "You are right."),
    ("contradiction", "Is it not what we agreed?"),
    ("withdrawal", "Do what you can."),
    ("withdrawal", "Never mind, all is well."),
    ("officialese", "The form has been received."),
    ("officialese", "The door is closed."),
    ("non-apology", "We are sorry that we lost it."),
    ("curt-answer", "No, the van is in the yard until Friday noon and then it goes to Leeds."),
    ("curt-answer", "No. Thanks though."),
    ("threat", "I will look at the lease tomorrow."),
    ("insult", "I have been useless today."),
    ("good-wish", "Please take care of the van."),
    ("blame", "It is not your fault."),
    ("shared-we", "Let us know."),
    ("offer-of-help", "I will be there."),
    ("offer-of-help", "How do you want me to send it?"),
    ("personal-topic", "Children are not allowed in the hall."),
    ("invitation", "It will come to that."),
    ("interest", "Are you going to the hall?"),
    ("shouting", "BSKP, TMP, DIP and so on."),
    ("shouting", "THANKS TO YOU ALL for it."),
    ("impatience", "What fun, haha, really??"),
    ("gushing", "The kiln is broken!!!"),
    ("bare-command", "Mail to the old address bounces."),
    ("bare-command", "Correct."),
    ("bare-command", "Go ahead."),
    ("bare-command", "Take all the time you need."),
    ("bare-command", "Tell your mother I said hello."),
    ("bare-command", "See you tomorrow."),
    ("bare-command", "Let me know."),
    ("bare-command", "Report attached."),
    ("please-at-start", "The slides, please."),
    ("you-at-start", "You are right."),
    ("reproach", "Why don't you come on Sunday?"),
    ("reproach", "It is late, good night."),
    ("blame", "It is my fault."),
    ("impatience", "Is the van there?"),
    ("impatience", "I am on the phone right now."),
    ("brush-off", "I won't be able to come."),
    ("flat-refusal", "There is no van today, I am afraid."),
    ("passive-aggressive", "The van is apparently mended."),
    ("sarcasm", "Thanks a lot for mending it."),
    ("insult", "The class met on grass."),
    ("threat", "The legal department has the lease."),
    ("challenge", "Why not meet at noon?"),
    ("shouting", "The PDF, the CSV and the XML went to NATO HQ."),
    ("greeting", "High water is at noon."),
    ("greeting-by-name", "Hello,\n\nit is shut."),
    ("named-thanks", "Thank you in advance."),
    ("named-thanks", "Thanks for your help."),
    ("praise", "The job is done."),
    ("sympathy", "The van is here."),
    ("apology", "The van is late."),
    ("personal-topic", "Happy to help with the lease."),
    ("personal-topic", "The third party has signed."),
    ("personal-topic", "I am running the tests."),
    ("humour", "The hall is shut."),
    ("gushing", "I hope the family is well."),
    ("closing", "The best room is booked."),
]


@pytest.mark.parametrize(("cue", "text", "quote"), SHOWS)
def test_it_shows(cue: str, text: str, quote: str) -> None:
    assert quote in [found.quote for found in read_tone(text).cues if found.cue == cue]


@pytest.mark.parametrize(("cue", "text"), SILENT)
def test_it_does_not(cue: str, text: str) -> None:
    assert [found.quote for found in read_tone(text).cues if found.cue == cue] == []


def test_every_cue_has_a_case() -> None:
    assert {cue for cue, _, _ in SHOWS} == set(CUES)


def test_warm_words_inside_sarcasm_are_not_counted() -> None:
    assert [found.cue for found in read_tone("Thanks a lot for breaking it.").cues] == ["sarcasm"]


def test_a_signature_speaks_neither_for_nor_against() -> None:
    text = "The room is booked.\n\nTom Love\nWhatever Ltd\n+44 20 7946 0000"
    assert {found.effect for found in read_tone(text).cues} <= {"warmer"}
