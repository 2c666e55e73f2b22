"""Where sentences begin in a mail: after an end mark, at a blank line, and where a short line ends.

Mail is wrapped by hand and by machine, greetings and list items carry no full stop: a line break ends a
sentence unless the line is long enough to have been wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mailhuman.tone.facts import Sentence, Word

_ENDS = frozenset(".!?…。！？")
_WRAPPED = 52  # a line at least this long, followed by a small letter, was broken by a machine
_LISTED = ("-", "*", "•", "–", ">")


def split_sentences(text: str, words: Sequence[Word]) -> tuple[Sentence, ...]:
    """Give the sentences of `words`, which stand in `text`; every word is in exactly one."""
    starts = [0, *_inner_starts(text, words), len(words)] if words else []
    return tuple(Sentence(first, last) for first, last in pairwise(starts))


def _inner_starts(text: str, words: Sequence[Word]) -> Iterator[int]:
    line_start = 0
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        gap = text[before.end : word.start]
        broken = gap.count("\n")
        ended = before.lower[-1] in _ENDS and word.lower[0] not in _ENDS and (gap != "" or _mark_run(before))
        if ended or broken > 1 or (broken and _line_ends(text, line_start, before, word)):
            yield index
        if broken:
            line_start = word.start


def _mark_run(word: Word) -> bool:
    """Whether the word is nothing but ! and ?: what follows at once begins anew ("Why?!What")."""
    return not word.lower.strip("!?")


def _line_ends(text: str, line_start: int, before: Word, word: Word) -> bool:
    short = before.end - line_start < _WRAPPED
    first = text[word.start]
    if first in _LISTED or before.lower in {":", ","}:
        return first in _LISTED or short
    return short and not (first.islower() and before.end - line_start > _WRAPPED // 2)
