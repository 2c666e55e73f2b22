"""Who has died by the notes, and which touches that stops."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailhuman.contacts.policy import deceased_named, stopped_by_death
from mailhuman.model import Note
from tests.contacts.cards import card, note


@pytest.mark.parametrize(
    ("about", "names"),
    [
        (note("loss", "Gerald died on 20 November after a short illness."), ("Gerald",)),
        (note("loss", "Sadly Harold passed away in the winter"), ("Harold",)),
        (note("family", "Her husband Arun was killed in 2019"), ("Arun",)),
        (note("loss", "Funeral of her father Tadeusz was on Monday"), ("Tadeusz",)),
        (note("pet", "Rex had to be put down in May"), ("Rex",)),
        (note("pet", "Lost their dog Bruno"), ("Bruno",)),
        (note("pet", "Has an old dog called Bruno.", deceased=True), ("Bruno",)),
        (note("family", "Daughter Zoé, plays the cello", deceased=True), ("Zoé",)),
        (note("family", "plays the cello", deceased=True, about="Zoé (daughter)"), ("Zoé",)),
        (note("pet", "Rex", deceased=True), ("Rex",)),
        (note("pet", "Rex the old labrador", deceased=True), ("Rex",)),
        (note("pet", "Bruno – their terrier", deceased=True), ("Bruno",)),
        (note("family", "Rex, born 2010 in Leeds", deceased=True), ("Rex",)),
        (note("loss", "in November, suddenly", about="Gerald (husband)"), ("Gerald",)),
        (note("family", "Her late husband Arun was a pilot"), ("Arun",)),
        (note("event", "Gerald's funeral is on Friday"), ("Gerald",)),
        (note("family", "Widow of Tadeusz"), ("Tadeusz",)),
        (note("loss", "Harold lost his battle with cancer"), ("Harold",)),
        (note("loss", "Gerald's brother Ian died"), ("Ian",)),
    ],
)
def test_the_names_of_the_dead_are_known(about: Note, names: tuple[str, ...]) -> None:
    assert deceased_named(card(about)) == names


@pytest.mark.parametrize(
    "about",
    [
        note("loss", "Her grandfather died"),
        note("loss", "Lost half the orchids in the hailstorm on July 3."),
        note("loss", "Lost the Leeds contract to a rival"),
        note("family", "Husband Gerald is a keen golfer"),
        note("hobby", "Lost to Real Madrid in the cup"),
        note("hobby", "Her team lost at Wimbledon"),
        note("work", "The loss of the Leeds contract was hard"),
        note("work", "Lost her Madrid office to the lawyers"),
        note("family", "Nila has passed with distinction"),
        note("work", "Leeds is dead on Sundays"),
        note("work", "Their server died twice in March"),
        note("other", "She died laughing at the Leeds sketch"),
        note("loss", "Priya died a little inside"),
    ],
)
def test_no_name_is_made_up(about: Note) -> None:
    assert deceased_named(card(about)) == ()


def test_each_name_is_given_once() -> None:
    assert deceased_named(card(note("loss", "Gerald died"), note("family", "Gerald", deceased=True))) == ("Gerald",)


@pytest.mark.parametrize(
    ("about", "loss"),
    [
        (note("family", "Husband Arun does the deliveries."), note("loss", "Arun died in the winter.")),
        (note("anniversary", "Wedding anniversary with Gerald"), note("loss", "Gerald died on 20 November.")),
        (note("family", "Arun’s garden is famous"), note("loss", "Arun has died")),
        (note("family", "ARUN likes cricket"), note("loss", "Arun has died")),
        (note("family", "plays golf", about="Arun (husband)"), note("loss", "Arun has died")),
        (note("family", "Husband does the deliveries."), note("loss", "Her husband died")),
        (note("family", "Husband does the deliveries."), note("other", "Widowed last year")),
        (note("family", "Dad sails"), note("event", "Her father's funeral is on Friday")),
        (note("pet", "Walks the dog at six"), note("other", "Her mother says the dog died")),
        (note("family", "Sister in Leeds"), note("loss", "Lost her sister in March")),
        (note("family", "Her mum bakes"), note("loss", "Her mother has died")),
        (note("pet", "Walks the dog at six"), note("pet", "an old dog", deceased=True)),
        (note("family", "Her father died in March, had been a pilot"), note("hobby", "golf")),
    ],
)
def test_a_touch_on_the_dead_is_stopped(about: Note, loss: Note) -> None:
    assert stopped_by_death(card(about, loss), about)


@pytest.mark.parametrize(
    ("about", "loss"),
    [
        (note("hobby", "bouldering"), note("loss", "Arun died in the winter.")),
        (note("family", "Daughter Nila plays the cello"), note("loss", "Her grandfather died")),
        (note("family", "Her mother bakes"), note("other", "Her mother says the dog died")),
        (note("family", "Her sister bakes"), note("hobby", "Lost her sister company in the move")),
        (note("family", "Her mother-in-law bakes"), note("loss", "Her mother has died")),
        (note("loss", "Her grandfather died"), note("hobby", "golf")),
        (note("loss", "Gerald died", deceased=True), note("hobby", "golf")),
        (note("family", "His wife had their third boy"), note("loss", "Lost half the orchids in the hailstorm")),
    ],
)
def test_what_is_about_the_living_or_a_condolence_is_not(about: Note, loss: Note) -> None:
    assert not stopped_by_death(card(about, loss), about)


def test_a_new_dog_is_not_the_old_one() -> None:
    old = note("pet", "an old dog", deceased=True, date="2025-05-30")
    assert not stopped_by_death(card(old), note("pet", "has a dog again", learned="2026-01-10"))
    assert stopped_by_death(card(old), note("pet", "has a dog", learned="2025-01-10"))


def test_the_death_of_the_contact_stops_everything() -> None:
    gone = replace(card(note("hobby", "golf"), note("loss", "Her cat died")), deceased=True)
    assert all(stopped_by_death(gone, each) for each in gone.notes)


def test_a_note_marked_deceased_is_stopped() -> None:
    about = note("pet", "has a spaniel", deceased=True)
    assert stopped_by_death(card(about), about)
