"""All cues of a text, in order and without one standing inside another of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailhuman.model import Cue, Span
from mailhuman.tone.counting import counts, gushes, is_fond, is_kind, presses, span_of, thanks
from mailhuman.tone.cues import CUES
from mailhuman.tone.facts import TextFacts
from mailhuman.tone.marks import mark_cues
from mailhuman.tone.openings import opening_cues
from mailhuman.tone.shape import Shape

MOST_CUES = 200  # more than anybody would read; a text that long has said how it sounds
_PLAYFUL = frozenset(
    {
        "brush-off", "flat-refusal", "impatience", "insult", "reproach", "shouting", "threat", "challenge", "blame",
        "withdrawal", "demand",
    }
)  # fmt: skip
_MOCKING = frozenset({"sarcasm", "non-apology"})  # warm words inside mean the opposite
_CURIOUS = frozenset({"challenge", "impatience"})  # in a kind mail a blunt question, or marks doubled, press nobody
_FORMS = frozenset(
    {"bare-command", "please-at-start", "you-at-start"}
)  # and in a fond one an order is a word between friends


def find_cues(facts: TextFacts, shape: Shape) -> tuple[Cue, ...]:
    """Give the cues of a text by place; `text[cue.start:cue.end]` is the quote of each."""
    found = {(name, span) for name, span in _all(facts, shape) if span.end > span.start}
    kept = list(_outermost(sorted(_in_earnest(facts, found), key=_by_place)))
    return tuple(
        Cue(name, CUES[name].effect, span.of(facts.text), span.start, span.end) for name, span in kept[:MOST_CUES]
    )


def _in_earnest(facts: TextFacts, found: set[tuple[str, Span]]) -> set[tuple[str, Span]]:
    """Give what is meant: one hard word alone in a fond mail is play (one in fourteen such mails is labelled cold)."""
    colder = {each for each in found if CUES[each[0]].effect == "colder" and each[0] not in _FORMS}
    alone = len(colder) == 1 and is_fond(facts)
    return found - {each for each in colder if alone and each[0] in _PLAYFUL}


def _by_place(each: tuple[str, Span]) -> tuple[int, int, bool, str]:
    """By place, the longest first; sarcasm before what it mocks."""
    name, span = each
    return span.start, -span.end, name not in _MOCKING, name


def _all(facts: TextFacts, shape: Shape) -> Iterator[tuple[str, Span]]:
    if shape.greeting:
        yield ("greeting-by-name" if shape.named else "greeting"), shape.greeting
    if shape.closing:
        yield "closing", shape.closing
    for hit in facts.hits:
        if hit.name in CUES and counts(facts, hit, shape):
            yield thanks(facts, hit) if hit.name == "thanks" else hit.name, span_of(facts, hit)
    yield from _by_form(facts, shape)


def _by_form(facts: TextFacts, shape: Shape) -> Iterator[tuple[str, Span]]:
    """What is told by how a sentence opens and by marks."""
    kind, fond = is_kind(facts), is_fond(facts)
    opened = ((hit.name, span_of(facts, hit)) for hit in opening_cues(facts, shape.body))
    for name, span in (*opened, *mark_cues(facts.text, shape.body)):
        excused = (kind and name in _CURIOUS) or (fond and name in _FORMS)
        idle = (name == "gushing" and not gushes(facts, span)) or (name == "impatience" and not presses(facts, span))
        if not excused and not idle:
            yield name, span


def _outermost(ordered: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """Drop what overlaps an earlier stretch of the same name, and warm words inside sarcasm and false regret."""
    ends: dict[str, int] = {}
    for name, span in ordered:
        mocked = CUES[name].effect == "warmer" and any(span.start < ends.get(mocking, -1) for mocking in _MOCKING)
        if span.start >= ends.get(name, -1) and not mocked:
            ends[name] = span.end
            yield name, span
