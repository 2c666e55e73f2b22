"""What a companion note says, in the order it says it: plain texts, each safe to show and none endless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mailhuman.model import Cue, Draft, Review, Suggestion, Warned, words
from mailhuman.show.marking import Line, Look, marked_lines, numbered
from mailhuman.show.note.gates import gates_in_words
from mailhuman.show.safe import on_one_line
from mailhuman.show.words import basis, matter, state, tone_words, verdict
from mailhuman.tone import CUES

_MOST_NAMED = 3
_MOST_LINES = 80
_MOST_TEXT = 8_000  # code points of the draft; more of it is not needed beside the draft itself
_LONGEST = 120  # code points of a subject or a name
_LONGEST_WORDS = 2_000
_QUIETER = {
    "false-wish": "This line may hurt: take it out, or say what you would say in person.",
    "leak": "This line may tell something private to others who read this mail.",
}
"""Warnings whose own reason tells what is in a note. On a server they say only what to look at."""


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - that is what it is; the built-in one is not used here
    """What had better not be sent as it is, with the draft's own words."""

    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class Idea:
    """One suggestion. A private one rests on a note that is not for a server: nothing of it is told here."""

    matter: str
    quote: str = ""
    text: str = ""
    others: tuple[str, ...] = ()
    advice: str = ""
    why: str = ""
    basis: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words of the draft: `opens` are the numbers of the marks that begin with them."""

    text: str
    look: Look
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the draft, in bits for a page, and with its marks in brackets for plain text."""

    bits: tuple[Bit, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What the mark of a number stands for."""

    number: int
    effect: str
    meaning: str


@dataclass(frozen=True, slots=True)
class View:
    """All of a note but its date."""

    subject: str
    readers: str
    reader: str
    tone: str
    verdict: str
    warnings: tuple[Warning, ...]
    ideas: tuple[Idea, ...]
    lines: tuple[Shown, ...]
    is_cut: bool
    kinds: tuple[Kind, ...]
    kept_back: tuple[str, ...]
    remarks: tuple[str, ...]
    folder: str
    can_pause: bool


def view_of(review: Review, *, folder: str, can_pause: bool) -> View:
    """Put a review into the words of a note; the same review always gives the same."""
    draft = review.draft
    cues = tuple(cue for cue in review.tone.cues if cue.effect == "colder" or review.tone.excess)
    shown = marked_lines(draft, cues)
    lines = tuple(_within(shown))
    return View(
        subject=_short(draft.subject) or "(no subject)",
        readers=_readers(draft),
        reader=_name(draft, 0) if len(draft.recipients) == 1 else "",
        tone=state(draft) or tone_words(review.tone),
        verdict="" if review.has_something_to_say or state(draft) else verdict(review),
        warnings=tuple(_warning(each, draft) for each in review.warnings),
        ideas=tuple(_idea(each, draft) for each in review.suggestions),
        lines=lines,
        is_cut=len(lines) < len(shown),
        kinds=_kinds(cues),
        kept_back=gates_in_words(review.withheld),
        remarks=tuple(_short(each) for each in draft.remarks),
        folder=_short(folder),
        can_pause=can_pause,
    )


def _short(text: str) -> str:
    line = on_one_line(text[: _LONGEST * 4])
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _long(text: str) -> str:
    line = on_one_line(text[: _LONGEST_WORDS * 2])
    return line if len(line) <= _LONGEST_WORDS else f"{line[:_LONGEST_WORDS]}…"


def _readers(draft: Draft) -> str:
    count = len(draft.recipients)
    named = ", ".join(_name(draft, number) for number in range(min(count, _MOST_NAMED)))
    return (named + (f" and {count - _MOST_NAMED} more" if count > _MOST_NAMED else "")) or "nobody yet"


def _name(draft: Draft, number: int) -> str:
    """A reader's name as the draft has it; without one, the address up to its @."""
    reader = draft.recipients[number]
    name = _short(reader.name)
    return name.partition("@")[0] or _short(reader.email.partition("@")[0]) or "somebody"


def _warning(warned: Warned, draft: Draft) -> Warning:
    quote = warned.quote or (warned.where.of(draft.text) if warned.where else "")
    return Warning(_QUIETER.get(warned.category) or _long(warned.why), _long(words(quote)))


def _idea(suggestion: Suggestion, draft: Draft) -> Idea:
    if suggestion.note and not suggestion.note.quotable:
        return Idea("something you know of them", private=True)
    return Idea(
        matter=_capital(_short(matter(suggestion.category))),
        quote=_long(words(suggestion.where.of(draft.text))) if suggestion.where else "",
        text=_long(suggestion.text),
        others=tuple(_long(each) for each in suggestion.alternatives),
        advice=_long(suggestion.advice),
        why=_long(suggestion.why),
        basis=_long(basis(suggestion)),
    )


def _within(lines: list[Line]) -> Iterator[Shown]:
    """As many lines as a note has room for."""
    room = _MOST_TEXT
    for line in islice(lines, _MOST_LINES):
        room -= sum(len(piece.text) for piece in line)
        if room < 0:
            return
        yield Shown(tuple(_bits(line)), "".join(piece.text for piece in line))


def _bits(line: Line) -> Iterator[Bit]:
    """The words of a line; marks as numbers before the words they open."""
    opens = ""
    for piece in line:
        if not piece.sign:
            yield Bit(piece.text, piece.look, opens)
            opens = ""
        elif piece.text.startswith("["):
            opens = ",".join(filter(None, (opens, piece.text.replace("[", "").replace(": ", ",").strip(","))))


def _kinds(cues: tuple[Cue, ...]) -> tuple[Kind, ...]:
    effects = {cue.cue: cue.effect for cue in cues}
    return tuple(
        Kind(number, effects[name], on_one_line(CUES[name].meaning if name in CUES else name))
        for name, number in numbered(cues).items()
    )
