"""A review as a screen of plain lines: warnings first, then suggestions, each with its reason and what it rests on.

Nothing depends on colour, width or drawing: marks are words, and the same lines come out of a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import IO

from rich.console import Console
from rich.text import Text

from mailhuman.model import Cue, Draft, Review, Span, Suggestion, ToneReading, Warned, Withheld, words
from mailhuman.show.marking import Line, marked_lines, numbered
from mailhuman.show.safe import on_one_line
from mailhuman.show.words import basis, heading, kept_back, matter, state, tone_words, verdict
from mailhuman.tone import CUES

_LOOKS = {"plain": "", "colder": "underline yellow", "warmer": "green", "aside": "dim"}
_HANG = 4  # columns by which a wrapped line is set in from its first
_NARROWEST = 20  # columns; on less than this lines are left to the terminal
_SEVERAL = 2


def new_console(stream: IO[str] | None = None, *, width: int | None = None) -> Console:
    """Give a console on `stream` (by default standard output) that takes every text as it is written."""
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def print_review(review: Review, console: Console, *, now: datetime, explain: bool = False, place: str = "") -> None:
    """Print all there is to say about one draft; `place` says where it lies, `explain` adds what was withheld."""
    print_draft(review, console, now=now, explain=explain, place=place)
    for warning in review.warnings:
        print_warning(warning, console, review.draft.text)
    for number, suggestion in enumerate(review.suggestions, start=1):
        print_suggestion(suggestion, console, review.draft.text, place=(number, len(review.suggestions)))
    if explain:
        print_withheld(review.withheld, console)
    console.print()


def print_draft(review: Review, console: Console, *, now: datetime, explain: bool = False, place: str = "") -> None:
    """Print whom it is for, its words with the cues marked, how it reads, and whether there is anything to say."""
    if place:
        put(console, on_one_line(place), style="dim")
    if review.draft.status != "unreadable":
        put(console, heading(review.draft, now), style="bold")
    if sentence := state(review.draft):
        put(console, sentence)
        return
    cues = _worth_marking(review.tone, explain=explain)
    if _is_worth_reading(review) or explain:
        _print_text(review.draft, cues, console)
    put(console, f"Tone: {tone_words(review.tone)}")
    if _is_worth_reading(review) or explain:
        _print_legend(cues, console)
    for remark in review.draft.remarks:
        put(console, f"Set aside: {on_one_line(remark)}", style="dim")
    if not review.has_something_to_say:
        put(console, verdict(review))


def print_warning(warning: Warned, console: Console, text: str) -> None:
    """Print what had better not be sent as it is; `text` is the draft's."""
    console.print()
    put(console, f"Warning: {on_one_line(warning.why)}", style="bold red")
    if quote := warning.quote or _quote(warning.where, text):
        _labelled(console, "In your draft", f"“{on_one_line(words(quote))}”")


def print_suggestion(suggestion: Suggestion, console: Console, text: str, *, place: tuple[int, int] = (1, 1)) -> None:
    """Print one suggestion: what could be written, in which ways, why, and on what it rests.

    `text` is the draft's; `place` is its number, and how many there are.
    """
    console.print()
    of = f" {place[0]} of {place[1]}" if place[1] > 1 else ""
    put(console, f"Suggestion{of}: {matter(suggestion.category)}", style="bold cyan")
    for label, told in _parts(suggestion, text):
        _labelled(console, label, told)


def print_withheld(withheld: Sequence[Withheld], console: Console) -> None:
    """Print what could have been said and was kept back, and why."""
    console.print()
    if not withheld:
        put(console, "Nothing was kept back.")
        return
    put(console, "Kept back:", style="bold")
    for told in kept_back(withheld):
        put(console, f"- {told}", indent=2, hang=2)


def put(console: Console, told: str | Text, *, indent: int = 0, hang: int = _HANG, style: str = "") -> None:
    """Print one paragraph, wrapped at words, set in by `indent` columns and its further lines by `hang` more."""
    for line in _set_in(told if isinstance(told, Text) else Text(told, style=style), console, indent, hang):
        line.rstrip()
        console.print(line, no_wrap=True, crop=False, overflow="ignore")


def ask(console: Console, question: str) -> None:
    """Print a question, wrapped at words, and stay behind it."""
    *above, last = _set_in(Text(question.rstrip() + ":"), console, 0, 0)
    for line in above:
        line.rstrip()
        console.print(line, no_wrap=True, crop=False, overflow="ignore")
    console.print(last, no_wrap=True, crop=False, overflow="ignore", end=" ")


def _set_in(text: Text, console: Console, indent: int, hang: int) -> list[Text]:
    margins = (" " * (indent + (hang if number else 0)) for number in count())
    lines = _wrapped(text, console, indent, hang)
    return [Text(margin if line.plain else "") + line for margin, line in zip(margins, lines, strict=False)]


def _wrapped(text: Text, console: Console, indent: int, hang: int) -> list[Text]:
    room = max(_NARROWEST, console.width - indent)
    lines = list(text.wrap(console, room))
    if len(lines) < _SEVERAL or not hang:
        return lines
    rest = text[len(lines[0].plain) :]
    return [lines[0], *_left_free(rest).wrap(console, max(_NARROWEST, room - hang))]


def _left_free(text: Text) -> Text:
    """`text` without the spaces it begins with."""
    return text[len(text.plain) - len(text.plain.lstrip()) :]


def _is_worth_reading(review: Review) -> bool:
    return review.has_something_to_say or review.tone.label == "cold" or review.tone.excess


def _worth_marking(tone: ToneReading, *, explain: bool) -> tuple[Cue, ...]:
    """What may want a change; what is well as it is gets a mark only where it is asked for, or is too much."""
    return tuple(cue for cue in tone.cues if explain or tone.excess or cue.effect == "colder")


def _print_text(draft: Draft, cues: Sequence[Cue], console: Console) -> None:
    console.print()
    for line in marked_lines(draft, cues):
        put(console, _styled(line), indent=2, hang=0)
    console.print()


def _styled(line: Line) -> Text:
    return Text.assemble(*((piece.text, _LOOKS[piece.look]) for piece in line))


def _print_legend(cues: Sequence[Cue], console: Console) -> None:
    """Print what each number stands for."""
    effects = {cue.cue: cue.effect for cue in cues}
    for name, number in numbered(cues).items():
        meaning = CUES[name].meaning if name in CUES else name
        effect = effects[name]
        put(console, Text.assemble((f"{number} {effect}", _LOOKS[effect]), f": {on_one_line(meaning)}"), indent=2)


def _quote(where: Span | None, text: str) -> str:
    return where.of(text) if where else ""


def _parts(suggestion: Suggestion, text: str) -> Iterator[tuple[str, str]]:
    if quote := _quote(suggestion.where, text):
        yield "In your draft", f"“{words(quote)}”"
    if suggestion.text:
        yield "You could write", suggestion.text
    for number, other in enumerate(suggestion.alternatives, start=2):
        yield f"Or ({number})", other
    if suggestion.advice:
        yield "For you alone", suggestion.advice
    yield "Why", suggestion.why
    if rests_on := basis(suggestion):
        yield "From", rests_on


def _labelled(console: Console, label: str, told: str) -> None:
    put(console, Text.assemble((f"{label}: ", "bold"), on_one_line(told)), indent=2)
