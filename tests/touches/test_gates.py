"""Every gate, shown to withhold what would have been said without it: the control speaks, the changed one is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from mailhuman.contacts import parse_contacts
from mailhuman.model import Address, Review, Situation
from mailhuman.touches import load_rulebook, suggest
from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.gates import GATES
from tests.touches.situations import (
    ASK,
    COLD,
    HOBBY,
    NOW,
    UNCLEAR,
    WARM,
    cards,
    draft,
    message,
    situation,
    taken,
)

RULES = load_rulebook()
KIND = "Priya,\n\nI hope the hike was all you wanted. Staging is up. Review it and confirm.\n\nJo"
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
LATE = "Hi Jo,\n\nI stayed late on Tuesday night to get all forty pages onto staging for you.\n\nPriya"


def review(of: Situation) -> Review:
    return suggest(of, RULES)


def test_without_a_gate_the_hobby_is_offered() -> None:
    [touch] = [each for each in review(situation()).suggestions if each.kind == "touch"]
    assert touch.category == "hobby"
    assert "road bike" in touch.text


GRIEF = message("Dear Jo,\n\nMy father passed away on Sunday; I am back next week.\n\nPriya", 2 * DAYS)
SECOND_CARD = parse_contacts(
    "- name: Priya R.\n  emails: [priya@acme.example]\n- name: Priya Raman\n  emails: [priya@acme.example]\n"
    f"  notes: [{HOBBY}}}]\n",
    "two.yaml",
)
NEW_ADDRESS = draft(to=(Address("priya.raman@newco.example", "Priya Raman"),))
FORMAL = (message("Dear Mr Falk,\n\nThe order has arrived.\n\nYours sincerely,\nP. Raman", 9 * DAYS),)
WITHHELD = {
    "a loss in the thread": ("G1", situation(thread=(GRIEF,))),
    "a loss noted last month": ("G1", situation(contacts=cards(HOBBY, "{kind: loss, text: Her father died, date: 2025-05-20"))),
    "the day comes round": ("G1", situation(contacts=cards(HOBBY, "{kind: loss, text: Her father died, date: 2021-06-15"))),
    "the person has died": ("G1", situation(contacts=cards(HOBBY, deceased="true"))),
    "a dismissal": ("G2", situation(draft("Priya,\n\nYour contract ends on 30 June. HR will contact you.\n\nJo"))),
    "without prejudice": ("G2", situation(draft("Priya,\n\nThis is written without prejudice. Confirm receipt.\n\nJo"))),
    "a bargain": ("G3", situation(draft("Priya,\n\nWe can do 41,000, not a cent more.\n\nJo"))),
    "an outage": ("G4", situation(draft("Restart db-3 now, customers are down."))),
    "somebody in copy": ("G5", situation(draft(cc=(Address("lee@acme.example"),)))),
    "somebody in blind copy": ("G5", situation(draft(bcc=(Address("lee@acme.example"),)))),
    "a greeting to many": ("G5", situation(draft("Dear parents,\n\nReview the list and confirm.\n\nJo"))),
    "another candidate": ("G13", situation(draft("Dear Priya,\n\nWe have chosen another candidate.\n\nJo"))),
    "a probation review": ("G2", situation(draft("Priya,\n\nYour probation review is on Thursday. Bring the form.\n\nJo"))),
    "a list": ("G5", situation(draft(mailing_list=True))),
    "a forward": ("G5", situation(draft(forwarded=True))),
    "only if they raise it": ("G6", situation(contacts=cards(HOBBY + ", mention: if-raised"))),
    "a matter of faith": ("G6", situation(contacts=cards("{kind: hobby, text: Sings in the choir of her mosque, learned: 2025-05-04"))),
    "three years old": ("G7", situation(contacts=cards(HOBBY.replace("2025-03-04", "2022-03-04")))),
    "said to them lately": ("G8", situation(history=(taken("hobby", 5),))),
    "in the draft already": ("G8", situation(draft(ASK.replace("Staging", "How is the 1974 road bike? Staging")))),
    "asked by you last month": (
        "G8",
        situation(thread=(message("Hi Priya,\n\nHow is the road bike coming on?\n\nJo", 20 * DAYS, Address("jo@falk.example")),)),
    ),
    "two cards, one address": ("G9", situation(contacts=SECOND_CARD)),
    "heard from somebody else": ("G10", situation(contacts=cards(HOBBY + ", source: third-party"))),
    "only inferred": ("G10", situation(contacts=cards(HOBBY + ", source: inferred"))),
    "formal on both sides": ("G11", situation(draft("Dear Ms Raman,\n\nReview it and confirm.\n\nJ. Falk"), thread=FORMAL)),
    "mails are flying": (
        "G12",
        situation(thread=tuple(message(f"Page {n} done, over to you.", n * 10 * timedelta(minutes=1)) for n in (1, 2, 3))),
    ),
    "a personal line is there": ("G12", situation(draft(KIND), tone=WARM)),
    "a refusal": ("G13", situation(draft("Priya,\n\nUnfortunately your proposal was rejected.\n\nJo"))),
    "they are angry": ("G14", situation(thread=(message("This is unacceptable. I want a refund today.", DAYS),))),
    "a fact marked never": ("G15", situation(contacts=cards(HOBBY + ", mention: never"))),
    "a person marked never": ("G15", situation(contacts=cards(HOBBY, mention="never"))),
    "business only, they said": (
        "G15",
        situation(contacts=cards(HOBBY, "{kind: preference, text: 'Keep mail strictly to business, no small talk.', learned: 2025-02-24")),
    ),
    "illness in the thread": ("G6", situation(thread=(message("I am signed off from tomorrow and await a biopsy.", DAYS),))),
    "preparing, long ago": ("G7", situation(contacts=cards("{kind: hobby, text: Training for the Leeds half, learned: 2025-01-04"))),
    "something else today": ("G8", situation(history=(taken("thanks", 0),))),
    "a robot": (
        "G17",
        situation(
            draft(to=(Address("no-reply@acme.example"),)),
            contacts=parse_contacts(f"- name: Desk\n  emails: [no-reply@acme.example]\n  notes: [{HOBBY}}}]\n", "r.yaml"),
        ),
    ),
    "another language": ("G18", situation(tone=UNCLEAR)),
    "nothing written yet": ("G18", situation(draft(""))),
}  # fmt: skip


@pytest.mark.parametrize("case", WITHHELD)
def test_the_gate_withholds_the_hobby_and_says_so(case: str) -> None:
    gate, changed = WITHHELD[case]
    found = review(changed)
    assert [each for each in found.suggestions if each.category == "hobby"] == []
    assert gate in {each.gate for each in found.withheld if each.category == "hobby"}


SAID_OTHERWISE = {
    "G2": ("You are required to attend a meeting about the allegations of misconduct.",
           "Unless we are paid within 14 days we will issue proceedings in the county court.",
           "Your fixed-term post will not be extended.", "Our solicitors will be in touch."),
    "G3": ("0.12 is what we can do.", "Could you come down to 900?", "That is our ceiling, no higher.",
           "Can you do it for 3,500?", "Their quote is lower, can you beat that price?"),
    "G4": ("Ammonia leak on line 2, everybody to the assembly point.", "Ransomware. Switch everything off.",
           "Nothing goes out: payments are failing."),
    "G13": ("We have decided to go with another designer.", "The panel felt it was not the right fit.",
            "Our prices will go up in May.", "We have had to cut the budget.", "We will have to let some of the team go."),
}  # fmt: skip


@pytest.mark.parametrize(("gate", "line"), [(gate, line) for gate, lines in SAID_OTHERWISE.items() for line in lines])
def test_a_gate_hears_what_is_said_in_other_words(gate: str, line: str) -> None:
    found = review(situation(draft(f"Priya,\n\n{line} Confirm receipt.\n\nJo")))
    assert [each for each in found.suggestions if each.kind == "touch"] == []
    assert gate in {each.gate for each in found.withheld}


@pytest.mark.parametrize(
    "line",
    [
        "I have had enough.",
        "This is the third time your fitter has not turned up.",
        "I want my deposit back.",
        "What a shambles.",
    ],
)
def test_anger_is_heard_in_other_words(line: str) -> None:
    found = review(situation(thread=(message(f"Jo,\n\n{line}\n\nPriya", 2 * DAYS),)))
    assert "G14" in {each.gate for each in found.withheld}


@pytest.mark.parametrize(
    "line",
    [
        "The price list is attached.",
        "The panel will meet on Friday.",
        "The court shoes are in stock.",
        "The samples were cut today.",
    ],
)
def test_plain_business_shuts_no_gate(line: str) -> None:
    found = review(situation(draft(f"Priya,\n\n{line} Review it and confirm.\n\nJo")))
    assert [each.category for each in found.suggestions if each.kind == "touch"] == ["hobby"]


def test_a_death_is_acknowledged_even_after_another_line_today() -> None:
    found = review(situation(thread=(GRIEF,), history=(taken("thanks", 0),)))
    assert [each.category for each in found.suggestions if each.kind == "touch"] == ["condolence"]


def test_every_gate_has_a_case() -> None:
    assert {gate for gate, _ in WITHHELD.values()} | {"G16"} == {name for name, _ in GATES} | {"G16"}


def test_one_personal_touch_is_enough() -> None:
    found = review(situation(thread=(message(LATE, DAYS),)))
    assert [each.category for each in found.suggestions if each.kind == "touch"] == ["thanks"]
    assert "G16" in {each.gate for each in found.withheld if each.category == "hobby"}


def test_a_new_address_with_a_known_name_gets_no_facts() -> None:
    found = review(situation(NEW_ADDRESS))
    assert [each for each in found.suggestions if each.note] == []


def test_a_first_contact_gets_nothing_personal() -> None:
    found = review(situation(contacts=()))
    assert [each for each in found.suggestions if each.kind == "touch"] == []


def test_of_a_private_note_not_even_the_kind_is_told() -> None:
    for case in ("a fact marked never", "only if they raise it", "the person has died"):
        [kept] = [each for each in review(WITHHELD[case][1]).withheld if each.category == "hobby"]
        assert kept.note_kind is None, case


def test_no_reason_quotes_a_note() -> None:
    for case, (_, changed) in WITHHELD.items():
        for kept in review(changed).withheld:
            assert "bike" not in kept.why, case
            assert "mosque" not in kept.why, case


def test_what_was_said_long_ago_may_be_said_again_in_other_words() -> None:
    earlier = review(situation()).suggestions[0]
    history = (replace(taken("hobby", 70), text=earlier.text, fact=earlier.fact),)
    [again] = [each for each in review(situation(history=history)).suggestions if each.category == "hobby"]
    assert again.text != earlier.text


def test_a_second_look_says_the_same() -> None:
    assert review(situation(lineage="d1")) == review(situation(lineage="d1"))


@pytest.mark.parametrize("scope", ["this", "rule", "person", "fact"])
def test_what_was_dismissed_stays_away(scope: Literal["this", "rule", "person", "fact"]) -> None:
    [first] = [each for each in review(situation(lineage="d1")).suggestions if each.category == "hobby"]
    entry = replace(
        taken("hobby", 1), outcome="dismissed", scope=scope, rule=first.rule, fact=first.fact, suggestion=first.id, lineage="d1"
    )  # fmt: skip
    found = review(situation(history=(entry,), lineage="d1"))
    assert [each for each in found.suggestions if each.category == "hobby"] == []


def test_dismissing_this_one_reaches_no_further_than_its_draft() -> None:
    [first] = [each for each in review(situation(lineage="d1")).suggestions if each.category == "hobby"]
    entry = replace(taken("hobby", 1), outcome="dismissed", rule=first.rule, suggestion=first.id, lineage="d1")
    assert review(situation(history=(entry,), lineage="d2")).suggestions == review(situation(lineage="d2")).suggestions


def test_the_time_is_the_situations_own() -> None:
    late = replace(situation(), now=NOW + timedelta(days=800))
    assert "G7" in {each.gate for each in review(late).withheld}


def test_beside_a_cold_mail_of_theirs_nothing_light_is_said() -> None:
    last = message("The numbers, please.", DAYS)
    kind, cold = (replace(situation(thread=(last,)), their_tone=tone) for tone in (WARM, COLD))
    assert "hobby" in {each.category for each in review(kind).suggestions}
    assert "hobby" not in {each.category for each in review(cold).suggestions}
    assert "G14" in {each.gate for each in review(cold).withheld if each.category == "hobby"}


def test_a_question_is_asked_once_for_each_draft() -> None:
    asked: list[Circumstances] = []

    @asked_once
    def curious(about: Circumstances) -> bool:
        asked.append(about)
        return True

    one, other = Circumstances(situation()), Circumstances(situation())
    assert [curious(about) for about in (one, one, other, other)] == [True] * 4
    assert len(asked) == 2


def test_in_a_mail_that_chills_without_an_order_nothing_light_is_said() -> None:
    curt = "Priya,\n\nStaging is up, could you look at it?\n\nJo"
    for chill, heard in ((0.2, True), (0.8, False)):
        found = review(situation(draft(curt), tone=replace(COLD, label="neutral", chill=chill)))
        assert ("hobby" in {each.category for each in found.suggestions}) == heard
        assert ("G14" in {each.gate for each in found.withheld if each.category == "hobby"}) != heard


def test_a_reading_without_words_to_a_person_is_no_personal_line() -> None:
    assert [each.category for each in review(situation(tone=WARM)).suggestions if each.kind == "touch"] == ["hobby"]
