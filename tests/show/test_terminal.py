"""The screen: the same plain lines with colour and without, wide and narrow, and nothing on it that commands it."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest

from mailhuman.show.terminal import ask, new_console, print_review, print_suggestion
from tests.show.reviews import NOW, SAMPLES, SOFTEN, TEXT, THANKS, WARM

COLD_SCREEN = """\
To Priya Raman <priya@acme.example>: Re: Drawings for the mill (written 2 days
    ago)

  [1: Send me the corrected drawings [2: by noon].] [3: Why was the roof left
  out?]

  [4: You will have to redo the drainage sheet as well], since the council asked
  for it twice and I have had to explain to them both times that it is on its
  way.

  Jo

  … 7 quoted lines

Tone: It reads cold, with nothing in it for the person. Two orders, a blunt
    question, no greeting and no thanks.
  1 colder: an order that opens the sentence, with no please and no reason
  2 colder: words or doubled question marks that hurry or press the reader
  3 colder: a blunt question that asks for an account: why, who, where is, what
      is this
  4 colder: a sentence that tells the reader what they must do or are

Warning: You have a note about Ruth kept private; this line would share it with
    others who read this mail.
  In your draft: “explain to them both times that it is on its way”

Suggestion 1 of 2: thanks
  You could write: Thank you for staying late on Sunday to get the sections
      done.
  Or (2): Thank you again for your Sunday; it made a difference.
  Or (3): I have not thanked you yet for Sunday.
  Why: They went to some trouble for you, as they wrote on Wednesday, and have
      not been thanked for it.
  From: their words in the thread: “I stayed late on Sunday to get the sections
      done for you.”

Suggestion 2 of 2: a softer request
  In your draft: “Send me the corrected drawings by noon.”
  You could write: Could you send me the corrected drawings by noon?
  Why: The mail opens with an order.

"""
WARM_SCREEN = """\
To Priya Raman <priya@acme.example>: Re:
    Drawings for the mill (written 2
    days ago)
Tone: It reads warm, with a word for the
    person. Warm by its words: thanks
    for something named and a good wish.
Nothing to add: it is good to send as it
    is.

"""


def screen(name: str, width: int = 80, *, explain: bool = False) -> str:
    stream = io.StringIO()
    print_review(SAMPLES[name], new_console(stream, width=width), now=NOW, explain=explain)
    return stream.getvalue()


def test_a_cold_draft_at_80_columns() -> None:
    assert screen("cold") == COLD_SCREEN


def test_a_warm_draft_at_40_columns() -> None:
    assert screen("warm", 40) == WARM_SCREEN


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    longest_word = max(len(word) for word in screen(name, 1_000, explain=True).split())
    for line in screen(name, width, explain=True).splitlines():
        assert len(line) <= max(width, 20 + longest_word)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_words_are_lost_on_a_narrow_screen(name: str) -> None:
    assert "".join(screen(name, 40, explain=True).split()) == "".join(screen(name, 500, explain=True).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_on_the_screen_commands_it(name: str) -> None:
    for character in screen(name, explain=True):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_markup_in_mail_is_only_text() -> None:
    assert "[bold red]Priya[/]" in screen("hostile")
    assert ":smile:" in screen("hostile")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_drawn(name: str) -> None:
    assert not re.search(r"[\u2500-\u259f\u2800-\u28ff]", screen(name, explain=True))


def test_colour_changes_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = screen("cold")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == COLD_SCREEN


def test_without_colour_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not re.search(r"\x1b\[[\d;]*3\d", screen("cold"))


def test_what_is_well_as_it_is_is_marked_only_where_it_is_asked_for() -> None:
    assert "[1: Hi Priya]" not in screen("note")
    assert "[1: Hi Priya]" in screen("note", explain=True)


def test_what_is_too_much_is_marked() -> None:
    stream = io.StringIO()
    gushing = replace(SAMPLES["note"], tone=replace(WARM, excess=True))
    print_review(gushing, new_console(stream, width=80), now=NOW)
    assert "[1: Hi Priya]" in stream.getvalue()


def test_what_was_withheld_is_shown_only_when_asked_for() -> None:
    assert "Kept back" not in screen("cold")
    assert screen("cold", explain=True) == COLD_SCREEN[:-1] + (
        "\nKept back:\n"
        "  - birthday: there has been a death; nothing cheerful now\n"
        "  - hobby: one is enough for one mail\n\n"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("empty", "There is nothing of your own in this draft yet."),
        ("encrypted", "This draft is encrypted"),
        ("signed", "This draft is signed"),
        ("unreadable", "This is not a message that can be read"),
        ("language", "The language of this mail is not one that can be judged yet."),
    ],
)
def test_what_was_not_judged_says_why_and_is_not_praised(name: str, told: str) -> None:
    assert told in " ".join(screen(name).split())
    assert "good to send" not in screen(name)


def test_words_that_may_be_pasted_and_advice_are_told_apart() -> None:
    shown = screen("note")
    assert "You could write: How was Lisbon?" in shown
    assert "For you alone: Before you speak: Priya is said PREE-ya." in shown


def test_a_suggestion_about_words_quotes_them() -> None:
    stream = io.StringIO()
    print_suggestion(SOFTEN, new_console(stream, width=80), TEXT)
    assert "In your draft: “Send me the corrected drawings by noon.”" in stream.getvalue()


def test_a_single_suggestion_is_not_counted() -> None:
    stream = io.StringIO()
    print_suggestion(THANKS, new_console(stream, width=80), TEXT)
    assert "Suggestion: thanks\n" in stream.getvalue()


def test_a_question_waits_behind_its_last_word() -> None:
    stream = io.StringIO()
    ask(new_console(stream, width=20), "[t]ake, [e]dit, [s]kip, [q]uit")
    assert stream.getvalue() == "[t]ake, [e]dit,\n[s]kip, [q]uit: "
