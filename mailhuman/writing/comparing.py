"""Whether a draft with words put in says what the old one said and those words, and is the same message otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mailhuman.message.lines import Mark
from mailhuman.writing.change import Change, Edit
from mailhuman.writing.mapped import Placed, seen
from mailhuman.writing.structure import located
from mailhuman.writing.targets import Target

_Told = list[tuple[Mark, str]]


def as_meant(
    old: Sequence[Placed], new: Sequence[Placed], targets: Sequence[Target], changes: Sequence[Change]
) -> bool:
    """Whether the new lines are the old ones with the changes made, each letter with its mark."""
    lines = [_told(each) for each in old]
    for target, change in sorted(zip(targets, changes, strict=True), key=lambda each: -each[0].within[0]):
        if change.how == "instead":
            _replace(lines, target, change)
    above, below = _beside(targets, changes)
    meant: _Told = []
    for number, line in enumerate(lines):
        meant += [*above.get(number, ()), *line, *below.get(number, ())]
    found = [letter for each in new for letter in _told(each)]
    return found == meant and _stand_alone(new, changes)


def same_message(raw: bytes, new: bytes, edits: Sequence[Edit]) -> bool:
    """Whether both messages are made of the same parts in the same places, as the edits move them."""
    meant = [
        (each.part.path, each.part.content_type, _moved(each.start, edits, first=True), _moved(each.end, edits))
        for each in located(raw)
    ]
    return meant == [(each.part.path, each.part.content_type, each.start, each.end) for each in located(new)]


def _moved(at: int, edits: Sequence[Edit], *, first: bool = False) -> int:
    """Where a place of the original is now; what is put in just there lies within the part it ends or begins."""
    before = (each for each in edits if (each.start < at if first else each.end <= at))
    return at + sum(len(each.new) - (each.end - each.start) for each in before)


def _told(placed: Placed) -> _Told:
    return [(placed.line.mark, letter) for letter in seen(placed.line.text)]


def _replace(lines: list[_Told], target: Target, change: Change) -> None:
    """Put the words into the lines of a target, which then are told as the first of them."""
    whole = [letter for line in lines[target.first : target.last + 1] for letter in line]
    whole[target.within[0] : target.within[1]] = [(Mark.OPEN, letter) for letter in seen(change.words)]
    lines[target.first] = whole
    for number in range(target.first + 1, target.last + 1):
        lines[number] = []


def _beside(targets: Sequence[Target], changes: Sequence[Change]) -> tuple[dict[int, _Told], dict[int, _Told]]:
    above: dict[int, _Told] = {}
    below: dict[int, _Told] = {}
    for target, change in zip(targets, changes, strict=True):
        letters = [(Mark.OPEN, letter) for letter in seen(change.words)]
        if change.how == "above":
            above.setdefault(target.first, []).extend(letters)
        elif change.how == "below":
            below.setdefault(target.last, []).extend(letters)
    return above, below


def _stand_alone(new: Sequence[Placed], changes: Sequence[Change]) -> bool:
    """Whether words that were to have lines of their own have them, and words put in a line are one in it."""
    own = Counter(" ".join(each.line.text.split()) for each in new if each.is_own)
    wanted = Counter(line for change in changes if change.how != "instead" for line in change.lines)
    inside = (" ".join(change.lines) for change in changes if change.how == "instead")
    return wanted <= own and all(any(words in line for line in own) for words in inside)
