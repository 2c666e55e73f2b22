"""All cues of a text, in order and without one standing inside another of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailhuman.model import Cue, Span
from mailhuman.tone.cues import CUES
from mailhuman.tone.facts import Hit, TextFacts
from mailhuman.tone.marks import mark_cues
from mailhuman.tone.openings import opening_cues
from mailhuman.tone.shape import Shape

MOST_CUES = 200  # more than anybody would read; a text that long has said how it sounds
_THANKED_FOR = frozenset({"for", "to", "again"})
_NO_DEED = frozenset(
    {
        "your", "the", "all", "any", "help", "time", "advance", "reading", "everything", "understanding", "attention",
    }
)  # fmt: skip


def find_cues(facts: TextFacts, shape: Shape) -> tuple[Cue, ...]:
    """Give the cues of a text by place; `text[cue.start:cue.end]` is the quote of each."""
    found = {(name, span) for name, span in _all(facts, shape) if span.end > span.start}
    kept = list(_outermost(sorted(found, key=_by_place)))
    return tuple(
        Cue(name, CUES[name].effect, span.of(facts.text), span.start, span.end) for name, span in kept[:MOST_CUES]
    )


def _by_place(each: tuple[str, Span]) -> tuple[int, int, bool, str]:
    """By place, the longest first; sarcasm before what it mocks."""
    name, span = each
    return span.start, -span.end, name != "sarcasm", name


def _all(facts: TextFacts, shape: Shape) -> Iterator[tuple[str, Span]]:
    if shape.greeting:
        yield ("greeting-by-name" if shape.named else "greeting"), shape.greeting
    if shape.closing:
        yield "closing", shape.closing
    for hit in facts.hits:
        if hit.name in CUES and _counts(facts, hit, shape):
            yield _thanks(facts, hit) if hit.name == "thanks" else hit.name, _span(facts, hit)
    for hit in opening_cues(facts, shape.body):
        yield hit.name, _span(facts, hit)
    yield from mark_cues(facts.text, shape.body)


def _span(facts: TextFacts, hit: Hit) -> Span:
    return Span(facts.words[hit.first].start, facts.words[hit.last - 1].end)


def _counts(facts: TextFacts, hit: Hit, shape: Shape) -> bool:
    """Whether a phrase speaks: in the signature nothing does but the closing, in the greeting nothing at all."""
    span = _span(facts, hit)
    if shape.greeting and span.start < shape.greeting.end:
        return False
    return span.start < shape.body.end or CUES[hit.name].effect == "warmer"


def _thanks(facts: TextFacts, hit: Hit) -> str:
    """Thanks for something named, where "for" and words that are no mere formula follow."""
    following = [word.lower for word in facts.words[hit.last : hit.last + 4]]
    while following and following[0] in {"so", "very", "much", "again", "a", "lot", "you"}:
        following = following[1:]
    if len(following) > 1 and following[0] == "for" and (following[1] not in _NO_DEED or _deed(facts, hit)):
        return "named-thanks"
    return "thanks"


def _deed(facts: TextFacts, hit: Hit) -> bool:
    """Whether "for the ..." goes on long enough to name something: three words and more before the sentence ends."""
    after = next((each for each in facts.sentences if each.first <= hit.first < each.last), None)
    rest = facts.words[hit.last : after.last if after else hit.last]
    plain = [word.lower for word in rest if word.lower.isalpha()]
    return len(plain) > 4 and not {"advance", "attention", "understanding", "cooperation"} & set(plain)  # noqa: PLR2004 - "for the", then three words


def _outermost(ordered: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """Drop what overlaps an earlier stretch of the same name, and warm words inside sarcasm."""
    ends: dict[str, int] = {}
    for name, span in ordered:
        mocked = CUES[name].effect == "warmer" and span.start < ends.get("sarcasm", -1)
        if span.start >= ends.get(name, -1) and not mocked:
            ends[name] = span.end
            yield name, span
