"""The walk: every key, what each answer remembers, and that leaving at any point loses and invents nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.cli import answers
from mailhuman.cli.answers import About
from mailhuman.cli.hands import Hands
from mailhuman.cli.walk import Walk
from mailhuman.model import Remembered, Review, Suggestion
from mailhuman.show.terminal import new_console
from tests.show.reviews import COLD_REVIEW, LEAK, NOW, SAID, SAMPLES, SOFTEN, THANKS, TRIP, WARM_REVIEW

ABOUT = About(NOW, "priya@acme.example", "lineage-1")
LEAVING = "Left; what was not answered stays as it is."


@dataclass
class Desk:
    """A writer at a terminal: the keys and lines still to come, and what became of the words."""

    keys: list[str]
    lines: list[str] = field(default_factory=list)
    edited: str | None = None
    clipboard: bool = True
    copied: list[str] = field(default_factory=list)
    kept: list[Remembered] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    screen: io.StringIO = field(default_factory=io.StringIO)

    def key(self) -> str:
        key = self.keys.pop(0) if self.keys else "EOF"
        if key == "EOF":
            raise EOFError
        if key == "^C":
            raise KeyboardInterrupt
        return key

    def line(self, question: str, given: str) -> str:
        self.screen.write(f"{question}\n")
        self.given.append(given)
        return self.lines.pop(0) if self.lines else given

    def edit(self, words: str) -> str | None:
        self.given.append(words)
        return self.edited

    def copy(self, words: str) -> bool:
        if self.clipboard:
            self.copied.append(words)
        return self.clipboard

    @property
    def shown(self) -> str:
        return self.screen.getvalue()


def walk(desk: Desk, *reviews: Review, keeps: bool = True, about: About = ABOUT) -> list[bool]:
    hands = Hands(desk.key, desk.line, desk.edit, desk.copy)
    remember = desk.kept.append if keeps else None
    walker = Walk(new_console(desk.screen, width=80), hands, remember, lambda rule: f"why of {rule}")
    return [walker.through(review, about) for review in reviews]


def only(*said: Suggestion) -> Review:
    return replace(COLD_REVIEW, suggestions=said, warnings=())


def test_warnings_come_first_then_suggestions_in_their_order() -> None:
    desk = Desk(list("sss"))
    assert walk(desk, COLD_REVIEW) == [True]
    places = [desk.shown.index(each) for each in ("Warning:", "Suggestion 1 of 2", "Suggestion 2 of 2")]
    assert places == sorted(places)


def test_nothing_to_say_asks_nothing() -> None:
    desk = Desk([])
    assert walk(desk, WARM_REVIEW) == [True]
    assert desk.shown == ""


def test_taken_words_are_copied_and_remembered() -> None:
    desk = Desk(["t"])
    assert walk(desk, only(THANKS)) == [True]
    assert desk.copied == [THANKS.text]
    assert desk.kept == [
        Remembered(
            at=NOW,
            outcome="taken",
            contact="priya@acme.example",
            rule="thanks-for-the-deed",
            category="thanks",
            kind="touch",
            fact="thread:1",
            text=THANKS.text,
            suggestion=THANKS.id,
            lineage="lineage-1",
        )
    ]


def test_a_number_chooses_the_wording_that_is_taken() -> None:
    desk = Desk(["3", "2", "t"])
    walk(desk, only(THANKS))
    assert desk.copied == [THANKS.alternatives[0]]
    assert desk.kept[0].text == THANKS.alternatives[0]
    assert f"Chosen: {THANKS.alternatives[1]}" in desk.shown


def test_a_number_that_is_no_wording_means_nothing() -> None:
    desk = Desk(["4", "0", "9", "²", "t"])
    walk(desk, only(THANKS))
    assert desk.copied == [THANKS.text]
    assert desk.shown.count("Press one of t 1-3 e s d x q ?") == 4


def test_without_a_clipboard_the_words_are_printed_whole_between_rules() -> None:
    long = replace(THANKS, text="word " * 40 + "end", alternatives=())
    desk = Desk(["t"], clipboard=False)
    walk(desk, only(long))
    assert f"\n---\n{long.text}\n---\n" in desk.shown
    assert len(desk.kept) == 1


def test_words_changed_are_copied_but_the_wording_offered_is_remembered() -> None:
    desk = Desk(["2", "e"], edited="  Thanks, Priya.  ")
    walk(desk, only(THANKS))
    assert desk.given == [THANKS.alternatives[0]]
    assert desk.copied == ["Thanks, Priya."]
    assert desk.kept[0].text == THANKS.alternatives[0]


def test_without_an_editor_one_line_is_asked_for_with_the_words_in_it() -> None:
    desk = Desk(["e"], lines=["Thanks a lot."])
    walk(desk, only(THANKS))
    assert desk.given == [THANKS.text, THANKS.text]
    assert desk.copied == ["Thanks a lot."]


def test_words_emptied_in_the_editor_take_nothing() -> None:
    desk = Desk(["e", "s"], edited="\n")
    assert walk(desk, only(THANKS)) == [True]
    assert desk.copied == []
    assert desk.kept == []


def test_skipping_remembers_nothing() -> None:
    desk = Desk(list("sss"))
    walk(desk, COLD_REVIEW)
    assert desk.kept == []
    assert desk.copied == []


def test_advice_is_never_copied() -> None:
    desk = Desk(["e", "t"])
    walk(desk, only(SAID))
    assert desk.copied == []
    assert "[t]ake note" in desk.shown
    assert "[e]dit" not in desk.shown
    assert [each.outcome for each in desk.kept] == ["taken"]


@pytest.mark.parametrize(("key", "scope"), [("t", "this"), ("r", "rule"), ("p", "person"), ("f", "fact")])
def test_a_dismissal_reaches_as_far_as_was_said(key: str, scope: str) -> None:
    desk = Desk(["d", key], lines=["  too \n much "])
    assert walk(desk, only(TRIP)) == [True]
    [kept] = desk.kept
    assert (kept.outcome, kept.scope, kept.reason) == ("dismissed", scope, "too much")
    assert (kept.fact, kept.rule, kept.category) == (TRIP.fact, TRIP.rule, TRIP.category)
    assert desk.copied == []


def test_a_reason_may_be_left_out() -> None:
    desk = Desk(["d", "t"])
    walk(desk, only(TRIP))
    assert desk.kept[0].reason == ""


def test_any_other_key_goes_back_from_a_dismissal() -> None:
    desk = Desk(["d", "\x1b", "s"])
    assert walk(desk, only(TRIP)) == [True]
    assert desk.kept == []
    assert "Nothing was dismissed." in desk.shown


def test_what_rests_on_no_fact_cannot_be_dismissed_by_fact() -> None:
    desk = Desk(["d", "f", "s"])
    walk(desk, only(SOFTEN))
    assert desk.kept == []
    assert "f  this" not in desk.shown


def test_without_a_reader_no_person_is_offered() -> None:
    assert "p" not in answers.scopes(TRIP, About(NOW))
    assert "p" in answers.scopes(TRIP, ABOUT)


def test_a_warning_is_dismissed_by_itself_only() -> None:
    desk = Desk(["d"], lines=["she told them"])
    assert walk(desk, replace(COLD_REVIEW, suggestions=())) == [True]
    [kept] = desk.kept
    assert (kept.suggestion, kept.scope, kept.reason) == (LEAK.id, "this", "she told them")
    assert kept.fact == kept.text == ""


def test_a_warning_cannot_be_taken() -> None:
    desk = Desk(["t", "e", "1", "s"])
    walk(desk, replace(COLD_REVIEW, suggestions=()))
    assert desk.shown.count("Press one of s d x q ?") == 3
    assert desk.kept == []


def test_explaining_says_the_rule_its_reason_and_what_was_kept_back_and_asks_again() -> None:
    desk = Desk(["x", "s"])
    walk(desk, only(THANKS))
    assert "The rule thanks-for-the-deed spoke: why of thanks-for-the-deed" in desk.shown
    assert "there has been a death; nothing cheerful now" in desk.shown
    assert desk.shown.count("[t]ake") == 2


def test_help_tells_every_key_that_means_something() -> None:
    for item in (THANKS, SAID, LEAK):
        told = answers.meanings(item)
        assert {line.split()[0] for line in told} >= set(answers.keys(item))
    desk = Desk(["?", "s"])
    walk(desk, only(THANKS))
    assert "1-3  choose among the wordings" in desk.shown


def test_every_key_in_the_question_means_something() -> None:
    for item in (THANKS, TRIP, SAID, SOFTEN, LEAK):
        assert all(answers.act(key, item) != "unknown" for key in answers.keys(item))
        assert all(f"[{key}]" in answers.prompt(item) for key in answers.keys(item))


def test_capital_letters_mean_the_same() -> None:
    assert answers.act("T", THANKS) == "take"


@pytest.mark.parametrize("leave", ["q", "EOF", "^C"])
def test_leaving_keeps_what_was_answered_and_no_more(leave: str) -> None:
    desk = Desk(["s", "t", leave])
    assert walk(desk, COLD_REVIEW) == [False]
    assert [each.rule for each in desk.kept] == [THANKS.rule]
    assert LEAVING in desk.shown


@pytest.mark.parametrize("leave", ["EOF", "^C"])
def test_leaving_from_within_a_dismissal_dismisses_nothing(leave: str) -> None:
    desk = Desk(["d", leave])
    assert walk(desk, only(TRIP)) == [False]
    assert desk.kept == []


def test_without_a_store_it_is_said_once_that_nothing_is_remembered() -> None:
    desk = Desk(list("stss"))
    walk(desk, COLD_REVIEW, only(TRIP), keeps=False)
    assert desk.shown.count("not remembered") == 1
    assert desk.copied == [THANKS.text]


def test_with_a_store_nothing_is_said_of_it() -> None:
    desk = Desk(["s"])
    walk(desk, only(TRIP))
    assert "not remembered" not in desk.shown


def test_the_key_pressed_stands_on_the_screen() -> None:
    desk = Desk(["s"])
    walk(desk, only(TRIP))
    assert desk.shown.endswith("[?]: s\n")


def test_hostile_words_are_copied_as_they_were_shown() -> None:
    desk = Desk(["t"])
    walk(desk, only(replace(THANKS, text="How\x1b[2J was\u202e it?", alternatives=())))
    assert desk.copied == ["How<U+001B>[2J was<U+202E> it?"]


def test_hostile_keys_and_words_cannot_command_the_terminal() -> None:
    desk = Desk(["\x1b[31m", "\x07", "\x1b", "x", "?", "d", "\x1b]0;x\x07", "t"], clipboard=False)
    walk(desk, SAMPLES["hostile"])
    assert not {character for character in desk.shown if ord(character) < 32 or ord(character) == 127} - {"\n"}
    assert "\u202e" not in desk.shown


KEYS = st.lists(st.sampled_from([*"tesdxq?h123rpf", "\x1b[A", "\r", "é", "EOF", "^C"]), max_size=30)


@given(KEYS, st.sampled_from([None, "", "words"]))
def test_whatever_is_pressed_ends_and_each_thing_is_answered_once_at_most(keys: list[str], edited: str | None) -> None:
    desk = Desk(list(keys), edited=edited)
    [went_on] = walk(desk, COLD_REVIEW)
    offered = [LEAK.id, THANKS.id, SOFTEN.id]
    answered = [each.suggestion for each in desk.kept]
    assert answered == [each for each in offered if each in answered]
    assert went_on or LEAVING in desk.shown
    assert len(desk.copied) <= sum(each.outcome == "taken" for each in desk.kept)


def _dismissals() -> Iterator[Remembered]:
    desk = Desk(["d", "d", "t", "d", "t"])
    walk(desk, COLD_REVIEW)
    yield from desk.kept


def test_dismissing_everything_answers_everything() -> None:
    assert [each.suggestion for each in _dismissals()] == [LEAK.id, THANKS.id, SOFTEN.id]
