"""Where in a part a change belongs, and the same place in the other form of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailhuman.writing.change import Change, How, Unfit
from mailhuman.writing.mapped import Placed, Run, own_runs, seen

_NOWHERE = "the plain and the formatted form of its text say different things there"


@dataclass(frozen=True, slots=True)
class Target:
    """Lines `first` to `last`; for words to be replaced, the places of the first and last letter in the part's text.

    `within` says which letters of those lines they are, white space left out: from, and up to.
    """

    first: int
    last: int
    letters: tuple[int, int] = (-1, -1)
    within: tuple[int, int] = (0, 0)


def target_in(lines: Sequence[Placed], text: str, change: Change) -> Target:
    """The target in the part whose lines are `text`. Unfit where `where` is not on one line of the writer's."""
    start = 0
    for number, placed in enumerate(lines):
        end = start + len(placed.line.text)
        if start <= change.where.start <= end:
            if not placed.is_own or change.where.end > end:
                raise Unfit("the words belong beside something that is not one line of yours")
            before = len(seen(text[start : change.where.start]))
            size = len(seen(change.where.of(text)))
            return _with_letters(lines, number, number, (before, before + size), change.how)
        start = end + 1
    raise Unfit("the draft has no such place")


def counterpart(meant: Target, lines: tuple[Placed, ...], others: tuple[Placed, ...], how: How) -> Target:
    """The same place in the other form of the text: by the line it is on, else by the paragraph.

    Unfit where the other form does not say the same there, or says it more often or less.
    """
    line = Run(meant.first, meant.last)
    paragraph = _paragraph(lines, meant.first)
    for mine in (line, paragraph):
        if (how == "below" and mine.last != meant.last) or (how == "above" and mine.first != meant.first):
            continue
        said = "".join(each.line.text for each in lines[mine.first : mine.last + 1])
        here, there = own_runs(lines, said), own_runs(others, said)
        if mine in here and len(here) == len(there):
            found = there[here.index(mine)]
            before = sum(len(each.letters) for each in lines[mine.first : meant.first])
            within = (meant.within[0] + before, meant.within[1] + before)
            return _with_letters(others, found.first, found.last, within, how)
    raise Unfit(_NOWHERE)


def _with_letters(lines: Sequence[Placed], first: int, last: int, within: tuple[int, int], how: How) -> Target:
    if how != "instead":
        return Target(first, last)
    letters = [at for each in lines[first : last + 1] for at in each.letters]
    if not 0 <= within[0] < within[1] <= len(letters):
        raise Unfit("there is nothing in the draft to be replaced")
    return Target(first, last, (letters[within[0]], letters[within[1] - 1]), within)


def _paragraph(lines: Sequence[Placed], number: int) -> Run:
    first = last = number
    while first and lines[first - 1].is_own:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].is_own:
        last += 1
    return Run(first, last)
