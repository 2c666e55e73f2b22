"""Where in a draft a suggestion that was taken could stand: the likeliest place first, the others to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.model import Draft, Span, Suggestion
from mailhuman.tone.shape import shape_of
from mailhuman.writing.change import Change, How

_AT_THE_TOP = frozenset({"greeting"})
_NEAR_THE_END = frozenset({"warm-close", "place-and-day", "shared-goal", "invite-view", "their-promise", "reconnect"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for the words of one suggestion, said in words, and the change that puts them there."""

    said: str
    change: Change


def spots(suggestion: Suggestion, words: str, draft: Draft) -> tuple[Spot, ...]:
    """Where `words` could stand, each place once; none where the writer wrote nothing."""
    if not draft.own or not words.strip():
        return ()
    found: dict[Change, Spot] = {}
    for spot in [*_instead(suggestion, words, draft), *_lines(suggestion.category, words, draft)]:
        found.setdefault(spot.change, spot)
    return tuple(found.values())


def _instead(suggestion: Suggestion, words: str, draft: Draft) -> list[Spot]:
    """In place of the words the suggestion is about."""
    where = suggestion.where
    if where is None or not any(own.start <= where.start and where.end <= own.end for own in draft.own):
        return []
    if suggestion.kind != "name":
        return [Spot("in place of your own words", Change(words, where, "instead"))]
    new = _mended(words, where, draft.text)
    return [Spot("in place of the name", Change(new, where, "instead"))] if new else []


def _mended(words: str, where: Span, text: str) -> str:
    """Of a whole opening ("Hi Priya,") what stands in place of the name alone; "" where it opens in another way."""
    begin = text.rfind("\n", 0, where.start) + 1
    before = text[begin : where.start].lstrip()
    after = text[where.end :].partition("\n")[0]
    if not words.startswith(before):
        return ""
    rest = words[len(before) :]
    for size in range(len(after), -1, -1):
        if rest.endswith(after[:size]) and rest[: len(rest) - size].strip():
            return rest[: len(rest) - size]
    return ""


def _lines(category: str, words: str, draft: Draft) -> list[Spot]:
    """On lines of their own: at the top, or below the greeting; above the closing; at the end."""
    first, last = draft.own[0], draft.own[-1]
    opening, line = shape_of(first.of(draft.text)).body.start, _line_at(draft, first.start)
    top = _spot("at the top", words, line, "above")
    begin = _spot(_below(draft.text[first.start + opening : line.end]), words, line, "below") if opening else top
    tail = _tail(draft, last)
    near_end = _spot("above your closing", words, tail, "below") if tail else None
    end = _spot("at the end", words, _line_at(draft, last.end), "below")
    order = [begin, near_end, end]
    if category in _AT_THE_TOP:
        order = [top, begin, near_end, end]
    elif category in _NEAR_THE_END:
        order = [near_end, end, begin]
    return [spot for spot in order if spot]


def _below(rest: str) -> str:
    """How the first line is called, by what follows the greeting on it."""
    return "below your first line" if any(map(str.isalnum, rest)) else "below the greeting"


def _spot(said: str, words: str, where: Span, how: How) -> Spot:
    return Spot(said, Change(words, where, how))


def _tail(draft: Draft, last: Span) -> Span | None:
    """The line above the closing of the last stretch; None where there is no closing, or nothing above it."""
    text = last.of(draft.text)
    body = shape_of(text).body
    above = text[: body.end].rstrip()
    if not text[body.end :].strip() or not above:
        return None
    return _line_at(draft, last.start + len(above))


def _line_at(draft: Draft, at: int) -> Span:
    start = draft.text.rfind("\n", 0, at) + 1
    end = draft.text.find("\n", at)
    return Span(start, len(draft.text) if end < 0 else end)
