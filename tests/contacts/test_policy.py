"""How freely a note may be mentioned, what is sensitive, who wants business only, and the key of a fact."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from mailhuman.contacts.policy import asks_for_business_only, fact_key, mention_of, sensitive
from mailhuman.contacts.wordlists import patterns
from mailhuman.model import Contact, Mention, Note
from tests.contacts.cards import card, contacts, note, notes

STRICTER = ("free", "if-raised", "never")


@pytest.mark.parametrize(
    ("of_card", "of_note", "kind", "text", "mention"),
    [
        ("free", None, "hobby", "bouldering at the Castle", "free"),
        ("free", None, "illness", "a cold", "if-raised"),
        ("free", None, "loss", "her grandfather", "if-raised"),
        ("free", None, "family", "son Tom has diabetes", "if-raised"),
        ("free", "free", "illness", "a cold", "free"),
        ("free", "free", "family", "son Tom has diabetes", "free"),
        ("free", "if-raised", "hobby", "bouldering", "if-raised"),
        ("free", "never", "hobby", "bouldering", "never"),
        ("if-raised", None, "hobby", "bouldering", "if-raised"),
        ("if-raised", "free", "hobby", "bouldering", "if-raised"),
        ("if-raised", "never", "hobby", "bouldering", "never"),
        ("never", None, "hobby", "bouldering", "never"),
        ("never", "free", "hobby", "bouldering", "never"),
        ("never", "if-raised", "illness", "a cold", "never"),
    ],
)
def test_the_stricter_of_card_and_note_holds(
    of_card: Mention, of_note: Mention | None, kind: str, text: str, mention: Mention
) -> None:
    about = Note(kind, text, mention=of_note)
    assert mention_of(Contact("P", mention=of_card, notes=(about,)), about) == mention


@given(contacts, notes)
def test_no_note_is_freer_than_its_card_or_its_own_mark(who: Contact, about: Note) -> None:
    found = STRICTER.index(mention_of(who, about))
    assert found >= STRICTER.index(who.mention)
    assert found >= STRICTER.index(about.mention or "free")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Told me in confidence: prostate surgery on 10 March.", "health"),
        ("Starts chemotherapy on 4 May.", "health"),
        ("In rehab in Skåne until April.", "health"),
        ("Allergic to hazelnuts.", "health"),
        ("Had an operation in May", "health"),
        ("Waiting for the results of a biopsy", "health"),
        ("No longer drinks alcohol", "health"),
        ("Has been off with burnout since May", "health"),
        ("Her son is autistic", "health"),
        ("Sober for three years, proud of it", "health"),
        ("Broke his leg skiing", "health"),
        ("She is pregnant, due in June", "pregnancy"),
        ("They are expecting in autumn", "pregnancy"),
        ("Had a miscarriage last year", "pregnancy"),
        ("They lost the baby in March", "pregnancy"),
        ("His wife is due in June", "pregnancy"),
        ("Living apart since the spring", "separation"),
        ("Going through a painful divorce", "separation"),
        ("Recently separated.", "separation"),
        ("Her ex-husband has the children at weekends", "separation"),
        ("Fasts during Ramadan", "faith"),
        ("Converted to Judaism", "faith"),
        ("Her son has his bar mitzvah in May", "faith"),
        ("Came out as gay last spring", "sexuality"),
        ("His daughter is transgender", "sexuality"),
        ("Votes for the other lot", "politics"),
        ("Running for mayor of Leeds", "politics"),
        ("Joined the union, is shop steward now", "union"),
        ("Cannot afford the school fees", "money"),
        ("Went bankrupt with his first firm", "money"),
        ("Between you and me, he is leaving in June", "confidence"),
        ("Nobody at the office knows about the move", "confidence"),
        ("Do not mention the promotion yet", "confidence"),
        ("Was arrested at the demonstration", "law"),
    ],
)
def test_a_sensitive_subject_is_known(text: str, subject: str) -> None:
    assert sensitive(Note("other", text)) == subject
    assert sensitive(Note("other", text.upper())) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Started pottery evening classes; her first kiln firing was last week.",
        "Second child born 20 May, a boy called Mateo. Mother and baby both well.",
        "Sings bass in the cathedral choir, rehearsing the St John Passion.",
        "Husband Harold does the deliveries.",
        "His son Christian plays handball",
        "Two weeks on Lake Superior with the kids, home on August 23.",
        "Running the Leeds marathon, her first. Only goal is to finish.",
        "Head nurse at the Leeds hospital",
        "Works as a surgeon, cycles to work",
        "Is expecting delivery of a new boat",
        "Led our seed round in 2024.",
        "Has a secret recipe for damson jam",
        "Secret Santa is her idea every year",
        "I will call her in May",
        "Inherited a piano from her aunt",
        "A privately owned vineyard",
        "Broke the club record in the relay",
        "Collects visual aids for her talks",
        "Addicted to crosswords",
        "Told me and my wife about her garden.",
        "Mr Pickett is her cello teacher",
        "Runs operations in Leeds",
        "Her boy is called Christian",
        "Took an early retirement and a long trip",
    ],
)
def test_what_is_no_secret_is_not_taken_for_one(text: str) -> None:
    assert sensitive(Note("other", text)) is None


def test_an_illness_is_health_whatever_its_words_and_the_person_it_is_about_counts() -> None:
    assert sensitive(Note("illness", "back on Monday")) == "health"
    assert sensitive(Note("family", "started school", about="Tom (autistic)")) == "health"


@pytest.mark.parametrize(
    "text",
    [
        "Asked me on the phone to keep e-mail strictly to business: 'no small talk please'.",
        "Not a fan of small talk",
        "Finds small talk tiresome",
        "Asked me to stick to the point",
        "Wants just the facts",
        "Strictly business, she said.",
        "Doesn't like small talk",
        "No chit-chat, he has no time for pleasantries",
        "Prefers no personal remarks in mail",
        "Please keep it professional",
        "Asked us not to ask about family",
        "Please do not get personal with him",
    ],
)
@pytest.mark.parametrize("kind", ["preference", "other", "work"])
def test_a_wish_for_business_only_is_heard(text: str, kind: str) -> None:
    assert asks_for_business_only(card(note("hobby", "golf"), note(kind, text)))


@pytest.mark.parametrize(
    "text",
    [
        "Not strictly business between us any more",
        "Flies only business class",
        "Likes small talk before a meeting",
        "Collects business cards",
        "Prefers to be called in the morning",
    ],
)
def test_no_such_wish_is_made_up(text: str) -> None:
    assert not asks_for_business_only(card(note("preference", text)))


def test_words_of_a_hobby_are_no_wish() -> None:
    assert not asks_for_business_only(card(note("hobby", "writes a column called No Small Talk, no small talk in it")))


def test_the_key_of_a_fact_is_stable_and_minds_neither_case_nor_spaces_nor_dates() -> None:
    about = note("hobby", "Bouldering at the Castle", learned="2026-02-01")
    same = note("hobby", "bouldering  at the castle\n", date="2026")
    assert fact_key(card(), about) == fact_key(card(), same) == "5583d915060e1c3a"
    assert re.fullmatch(r"[0-9a-f]{16}", fact_key(card(), about))


def test_the_key_differs_by_person_kind_and_words() -> None:
    about = note("hobby", "bouldering")
    people = [card(), Contact("Priya Raman", ("other@acme.example",)), replace(card(), uid="4711"), Contact("Priya")]
    keys = [fact_key(who, about) for who in people]
    keys += [fact_key(card(), note("work", "bouldering")), fact_key(card(), note("hobby", "climbing"))]
    assert len(set(keys)) == len(keys)


def test_the_uid_outlives_a_change_of_address() -> None:
    before, after = Contact("P", ("a@acme.example",), "4711"), Contact("P", ("b@falk.example",), "4711")
    about = note("hobby", "bouldering")
    assert fact_key(before, about) == fact_key(after, about)


@pytest.mark.parametrize("file", ["sensitive", "business_only"])
def test_every_list_of_words_compiles_and_has_words(file: str) -> None:
    assert all(found for found in patterns(file).values())


def test_the_subjects_are_those_the_gate_names() -> None:
    named = {"health", "faith", "sexuality", "politics", "union", "money", "separation", "pregnancy", "confidence"}
    assert named <= set(patterns("sensitive"))
