"""A review as a screen of plain lines: warnings first, then suggestions, each with its reason and what it rests on.

Nothing depends on colour, width or drawing: marks are words, and the same lines come out of a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO

from rich.console import Console
from rich.text import Text

from mailhuman.model import Review, Suggestion, ToneReading, Warned, Withheld, words
from mailhuman.show.marking import Line, marked_lines, numbered
from mailhuman.show.safe import on_one_line
from mailhuman.show.words import basis, heading, kept_back, state, tone_words, verdict
from mailhuman.tone import CUES

_LOOKS = {"plain": "", "colder": "underline yellow", "warmer": "green", "aside": "dim"}
_BY_HAND = 4  # columns by which a wrapped line is set in from its first


def new_console(stream: IO[str] | None = None, *, width: int | None = None) -> Console:
    """Give a console on `stream` (by default standard output) that takes every text as it is written."""
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def print_review(review: Review, console: Console, *, now: datetime, explain: bool = False, place: str = "") -> None:
    """Print all there is to say about one draft; `place` says where it lies, `explain` adds what was withheld."""
    print_draft(review, console, now=now, explain=explain, place=place)
    for number, suggestion in enumerate(review.suggestions, start=1):
        print_suggestion(suggestion, console, number=number, count=len(review.suggestions))
    print_end(review, console, explain=explain)


def print_draft(review: Review, console: Console, *, now: datetime, explain: bool = False, place: str = "") -> None:
    """Print whom it is for, its words with the cues marked, how it reads, and the warnings."""
    if place:
        _put(console, on_one_line(place), style="dim")
    _put(console, heading(review.draft, now), style="bold")
    if sentence := state(review.draft):
        _put(console, sentence)
    else:
        if _is_worth_reading(review) or explain:
            _print_text(review, console)
        _put(console, f"Tone: {tone_words(review.tone)}")
    for remark in review.draft.remarks if review.draft.status in {"reviewed", "empty"} else ():
        _put(console, f"Set aside: {on_one_line(remark)}", style="dim")
    for warning in review.warnings:
        _print_warning(warning, review, console)


def print_suggestion(suggestion: Suggestion, console: Console, *, number: int = 1, count: int = 1) -> None:
    """Print one suggestion: what could be written, in which ways, why, and on what it rests."""
    console.print()
    of = f" {number} of {count}" if count > 1 else ""
    _put(console, f"Suggestion{of}: {on_one_line(suggestion.category).replace('-', ' ')}", style="bold cyan")
    for label, told in _parts(suggestion):
        _labelled(console, label, told)


def print_withheld(withheld: Sequence[Withheld], console: Console) -> None:
    """Print what could have been said and was kept back, and why."""
    console.print()
    if not withheld:
        _put(console, "Nothing was kept back.")
        return
    _put(console, "Kept back:", style="bold")
    for told in dict.fromkeys(kept_back(each) for each in withheld):
        _put(console, f"- {told}", indent=2)


def print_end(review: Review, console: Console, *, explain: bool) -> None:
    """Print the friendly line where there is nothing to say, and what was withheld where that is wanted."""
    if not review.has_something_to_say and not state(review.draft):
        _put(console, verdict(review))
    if explain:
        print_withheld(review.withheld, console)
    console.print()


def _is_worth_reading(review: Review) -> bool:
    return review.has_something_to_say or review.tone.label == "cold" or review.tone.excess


def _print_text(review: Review, console: Console) -> None:
    console.print()
    for line in marked_lines(review.draft, review.tone.cues):
        _put(console, _styled(line), indent=2)
    console.print()
    for told in _legend(review.tone):
        _put(console, told, indent=2)


def _styled(line: Line) -> Text:
    return Text.assemble(*((piece.text, _LOOKS[piece.look]) for piece in line))


def _legend(tone: ToneReading) -> Iterator[Text]:
    """What each number stands for."""
    effects = {cue.cue: cue.effect for cue in tone.cues}
    for name, number in numbered(tone.cues).items():
        meaning = f", {CUES[name].meaning}" if name in CUES else ""
        yield Text.assemble((f"{number} {effects[name]}", _LOOKS[effects[name]]), f": {name}{meaning}")


def _print_warning(warning: Warned, review: Review, console: Console) -> None:
    console.print()
    _put(console, f"Warning: {on_one_line(warning.why)}", style="bold red")
    quote = warning.quote or (warning.where.of(review.draft.text) if warning.where else "")
    if quote:
        _labelled(console, "In your draft", f"“{on_one_line(words(quote))}”")


def _parts(suggestion: Suggestion) -> Iterator[tuple[str, str]]:
    if suggestion.text:
        yield "You could write", suggestion.text
    for number, other in enumerate(suggestion.alternatives, start=2):
        yield f"Or ({number})", other
    if suggestion.advice:
        yield "For you alone", suggestion.advice
    yield "Why", suggestion.why
    if rests_on := basis(suggestion.note, suggestion.evidence):
        yield "From", rests_on


def _labelled(console: Console, label: str, told: str) -> None:
    _put(console, Text.assemble((f"{label}: ", "bold"), on_one_line(told)), indent=2)


def _put(console: Console, told: str | Text, *, indent: int = 0, style: str = "") -> None:
    """Print one paragraph, wrapped at words, its further lines set in."""
    text = told if isinstance(told, Text) else Text(told, style=style)
    room = max(20, console.width - indent)
    lines = text.wrap(console, room)
    if len(lines) > 1:
        first = lines[0]
        rest = text[len(first.plain) :]
        lines = [first, *_left_free(rest).wrap(console, max(20, room - _BY_HAND))]  # type: ignore[assignment]
    for number, line in enumerate(lines):
        margin = " " * (indent + (_BY_HAND if number else 0))
        line.rstrip()
        console.print(Text(margin if line.plain else "") + line, no_wrap=True, crop=False, overflow="ignore")


def _left_free(text: Text) -> Text:
    """`text` without the spaces it begins with."""
    return text[len(text.plain) - len(text.plain.lstrip()) :]
