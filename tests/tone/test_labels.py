"""How short invented mails read: cold, neutral, warm or unclear, and what is not held against them."""

from __future__ import annotations

import time

import pytest

from mailhuman.tone import read_tone

pytestmark = pytest.mark.model

SHORT = [
    "Yes.", "No.", "OK", "Ok, thanks", "Done.", "Noted.", "Will do.", "FYI", "Correct.", "Approved.", "Go ahead.", "Not yet.",
    "3 pm works.", "See attached.", "Attached is the deck.", "Received, thank you.", "I don't know.", "See you tomorrow",
    "I won't be able to come on Tuesday.", "Please see below.", "Yes please.", "Tuesday is fine.", "Fine with me.",
]  # fmt: skip
COLD = [
    "Not my problem.",
    "Send the report. Fix the numbers. Confirm when done.",
    "As I said in my last mail, the form is due today.",
    "Why haven't you answered??",
    "Your request has been rejected.",
    "You are useless.",
    "I already told you twice that I can't.",
    "Thanks a lot for breaking it.",
    "Per my last email, the answer is no.",
]
WARM = [
    "Congratulations on the new job, Ana! So well deserved.",
    "I'm so sorry to hear about your father. Take all the time you need; I'll cover the Monday call.",
    "Hi Ana,\n\nThank you so much for staying late on Thursday. I hope your daughter is feeling better.\n\nBest,\nTom",
]
COURTEOUS = [
    "Hi Ana, could you please send me the figures by Friday? Thanks, Tom",
    "Hello Ana,\n\nthe room is booked for ten.\n\nTom",
    "Unfortunately we can't take on new clients this spring. I'm sorry, and I hope you find somebody good.",
    "Please find the lease attached.\n\nKind regards,\nTom",
]
CODE = "Hi Tom,\n\nit fails:\n\n```\nFATAL: stupid idiot child, SHUT UP AND DIE\n```\n\nCould you have a look?\n\nAna"
LOG = "Hi Tom,\n\n2026-01-02 10:00:01 ERROR worker DIED NOT RESTARTED, useless\n\nCould you have a look?\n\nAna"


@pytest.mark.parametrize("text", SHORT)
def test_short_is_not_cold(text: str) -> None:
    reading = read_tone(text)
    assert reading.label == "neutral"
    assert reading.coldness < 2.5
    assert reading.missing == ()


@pytest.mark.parametrize("text", COLD)
def test_cold(text: str) -> None:
    reading = read_tone(text)
    assert reading.label == "cold"
    assert reading.coldness > 2.5
    assert any(cue.effect == "colder" for cue in reading.cues)


@pytest.mark.parametrize("text", WARM)
def test_warm(text: str) -> None:
    reading = read_tone(text)
    assert reading.label == "warm"
    assert reading.coldness < 1.5
    assert not reading.excess
    assert reading.missing == ()


@pytest.mark.parametrize("text", COURTEOUS)
def test_courteous_is_not_cold(text: str) -> None:
    reading = read_tone(text)
    assert reading.label != "cold"
    assert reading.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thanks a lot for breaking it.",
        "Great job breaking the build again.",
        "Good luck with that.",
        "Thanks for nothing.",
    ],
)
def test_sarcasm_is_not_warm(text: str) -> None:
    assert read_tone(text).label in {"cold", "neutral"}
    assert read_tone(text).coldness > 2


@pytest.mark.parametrize(
    "text",
    [
        "You are an angel!!! Best team ever!!! I could just hug you all!!! 😍😍😍",
        "Oh wow, thank you thank you, you're amazing!!! Absolutely amazing work, love it, huge hugs!!!",
    ],
)
def test_gushing_is_excess(text: str) -> None:
    assert read_tone(text).excess


@pytest.mark.parametrize("text", [*SHORT, *WARM, *COURTEOUS, *COLD])
def test_nothing_else_is(text: str) -> None:
    assert not read_tone(text).excess


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Marie, merci pour votre message, je vous envoie le rapport demain matin.",
        "Hallo Petra, danke für die Unterlagen, ich melde mich morgen früh wieder bei dir.",
        "Hola Ana, te mando el informe mañana por la mañana, un saludo.",
        "Привет, Анна, отправляю тебе отчёт завтра утром.",
        "会議の件、承知しました。よろしくお願いします。",
    ],
)
def test_another_language_is_unclear_and_says_so(text: str) -> None:
    reading = read_tone(text)
    assert (reading.label, reading.cues, reading.missing) == ("unclear", (), ())
    assert "language" in reading.reason


@pytest.mark.parametrize("text", ["Not my problem, José.", "Not my problem, Zoë.", "Not my problem, Jos\ufffd."])
def test_a_foreign_name_makes_no_other_language(text: str) -> None:
    assert read_tone(text).label == "cold"


@pytest.mark.parametrize("text", ["Danke!", "Merci, Marie.", "Hola Ana", "Grazie mille", "Takk for sist"])
def test_a_few_words_of_another_language_are_known(text: str) -> None:
    assert read_tone(text).label == "unclear"


@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "👍", "!!!", "--\n***", "12345", "https://acme.example/a", "ana@acme.example", "```\nrm -rf\n```",
     "ERROR: it died"],
)  # fmt: skip
def test_nothing_of_the_writers_own_is_unclear(text: str) -> None:
    reading = read_tone(text)
    assert (reading.label, reading.relational, reading.coldness, reading.confidence) == ("unclear", "none", 2.0, 0.0)
    assert "nothing" in reading.reason


@pytest.mark.parametrize("text", [CODE, LOG])
def test_what_a_machine_wrote_is_nobodys_anger(text: str) -> None:
    reading = read_tone(text)
    assert reading.label == "neutral"
    assert [cue.quote for cue in reading.cues if cue.effect == "colder"] == []


def test_acronyms_are_not_shouted() -> None:
    assert read_tone("Please send the PDF, the CSV and the XML to NATO HQ.").label == "neutral"


def test_subject_and_readers_are_heard() -> None:
    order = "Send the slides by noon."
    assert read_tone(order).missing == ("greeting", "thanks")
    assert read_tone(order, recipients=12).missing == ()


def test_a_mail_to_nobody_yet_is_read() -> None:
    assert read_tone("Send the slides by noon.", recipients=0).label == read_tone("Send the slides by noon.").label


@pytest.mark.parametrize(
    "text",
    [
        "please send me the report now. " * 20_000,
        "a" * 1_000_000,
        "Hello there you" + " " * 1_200_000 + "end",
        "\n" * 1_100_000 + "Hello there",
        "hello " + "!" * 400_000,
        "```\n" * 50_000 + "hello there",
        "ERROR: x\n" * 50_000 + "hello there",
    ],
    ids=["words", "run", "blanks", "lines", "marks", "fences", "log"],
)
def test_a_very_long_text_is_read_in_bounded_time(text: str) -> None:
    began = time.perf_counter()
    reading = read_tone(text)
    assert (
        time.perf_counter() - began < 20
    )  # none takes three on two slow cores; a square of the length would take hours
    assert len(reading.cues) <= 200


def test_only_the_first_words_are_read() -> None:
    assert read_tone("The van is here. " * 5_000 + "You are useless.").cues == ()
