"""What a note says somebody does is asked after as one would say it, or not at all."""

from __future__ import annotations

import pytest

from mailhuman.touches.doings import doing
from mailhuman.touches.pastimes import is_only_wished, is_past
from mailhuman.touches.topics import topic


@pytest.mark.parametrize(
    ("note", "thing", "done"),
    [
        ("keeps an old Land Rover going", "the old Land Rover", ""),
        ("keeping the old tractor running", "the old tractor", ""),
        ("keeps bees", "the bees", "keeping bees"),
        ("learning to sail", "sailing", "sailing"),
        ("trying to learn Welsh", "Welsh", "learning Welsh"),
        ("is learning how to weld", "welding", "welding"),
        ("is trying her hand at stained glass", "stained glass", ""),
        ("trying out pottery", "pottery", ""),
        ("took up the cello last year", "the cello", ""),
        ("does up old furniture", "doing up old furniture", "doing up old furniture"),
        ("flies gliders", "flying gliders", "flying gliders"),
        ("knits jumpers for the whole office", "knitting jumpers", "knitting jumpers"),
        ("bakes his own bread", "your bread", "baking your own bread"),
        ("runs every morning before work", "running", "running"),
        ("coaches the under-nines", "the under-nines", "coaching the under-nines"),
        ("sings in a barbershop quartet", "the barbershop quartet", "singing in the barbershop quartet"),
        ("Collects and repairs old typewriters", "old typewriters", "collecting old typewriters"),
        ("fly fishing on the Test", "fly fishing", ""),
        ("getting into film photography", "film photography", ""),
        ("huge jazz fan", "jazz", ""),
        ("takes pottery classes on Mondays", "pottery classes", "taking pottery classes"),
        ("doing an evening course in bookbinding", "the evening course", "doing the evening course"),
        ("always reading something by Ferrante", "reading", "reading"),
        ("jazz piano", "jazz piano", ""),
    ],
)
def test_a_note_of_a_pastime(note: str, thing: str, done: str) -> None:
    assert (topic(note), doing(note)) == (thing, done)


@pytest.mark.parametrize(
    "note",
    [
        "learning", "trying", "amateur astronomer", "keen cyclist", "self-taught guitarist", "quiz night regular",
        "gets up early to see the deer", "finding her way around the sourdough starter", "giving pottery another try",
        "spends weekends on a narrowboat", "tries to get out on the bike most weekends", "trying for a baby",
        "season ticket at Celtic Park", "got her pilot's licence",
    ],
)  # fmt: skip
def test_what_names_no_pastime_is_passed_over(note: str) -> None:
    assert (topic(note), doing(note)) == ("", "")


def test_a_son_on_the_pitch_is_not_what_they_do() -> None:
    assert doing("watching her son play football") == ""


@pytest.mark.parametrize(
    "note",
    ["wants to learn the piano", "dreams of walking the Camino", "hoping to walk the coast path", "trying for a baby"],
)
def test_a_wish_is_no_doing(note: str) -> None:
    assert is_only_wished(note)


def test_what_is_over_is_known_from_what_goes_on() -> None:
    assert all(
        map(is_past, ("played the oboe in the youth orchestra", "got her pilot's licence", "sang with the Bach choir"))
    )
    assert not any(
        map(is_past, ("took up the cello", "started running", "tried fencing", "joined a choir", "plays chess"))
    )


@pytest.mark.parametrize(
    ("note", "thing"),
    [
        ("keeps two alpacas called Bill and Ben", "the two alpacas"),
        ("runs ultramarathons in the Alps", "ultramarathons"),
        ("swims in the Serpentine every morning", "swimming"),
        ("bakes for the whole street at Christmas", "baking"),
        ("climbs with the same two friends every Thursday", "climbing"),
        ("does the Times crossword every day", "the Times crossword"),
        ("keeps a diary of every bird in the garden", "the diary"),
    ],
)
def test_where_and_for_whom_it_is_done_is_no_pastime(note: str, thing: str) -> None:
    assert topic(note) == thing
