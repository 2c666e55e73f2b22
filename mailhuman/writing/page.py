"""Words into an HTML part: inside the writer's own lines, parted from them as those are from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from mailhuman.message.lines import Mark
from mailhuman.message.part import Part
from mailhuman.writing.change import Edit, Unfit
from mailhuman.writing.encoding import Letters, insertion
from mailhuman.writing.mapped import Placed, next_own, read_lines, seen
from mailhuman.writing.markup import VOID, Letter, Token, letters, tokens

_INLINE = frozenset({"a", "b", "i", "u", "s", "em", "strong", "span", "font", "code", "tt", "small", "big", "o:p"})
_PARTING = frozenset({"p", "div", "br", "span", "font", "b", "i", "u", "em", "strong", "o:p"})
"""Elements that may be repeated between two lines."""
_SPACE = re.compile(r"(?:\s|&nbsp;|&#160;|&#xa0;)*", re.IGNORECASE)
_NAMED = re.compile(r"(?:^|\s)(?:id|name)\s*=", re.IGNORECASE)
_LONGEST_PARTING = 600
_LINES_BACK = 30
_GAP = "<br>\r\n<br>\r\n"


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML part; `spans` are where each line's first letter begins and its last ends in the source."""

    raw: bytes
    letters: Letters
    lines: tuple[Placed, ...]
    ends: tuple[tuple[int, ...], ...]
    tokens: tuple[Token, ...]

    def below(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Below a line: behind its last letter, after what parts it from the next; else after two line breaks."""
        at = self._end(number)
        closed = self._past_inline(at)
        following = next_own(self.lines, number)
        if following is not None:
            for place in dict.fromkeys((at, closed)):
                if parted := self._parting(place, self._start(following)):
                    before, after = parted
                    yield self._put(place, before + _joined(words) + after)
        else:
            for parting in self._partings_before(number):
                if self._fits(parting, closed):
                    yield self._put(closed, parting + _joined(words))
        yield self._put(closed, _GAP + _joined(words))

    def above(self, number: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """Above a line: before its first letter, and before what parts it from the next; else before two breaks."""
        at = self._before_inline(self._start(number))
        following = next_own(self.lines, number)
        if following is not None:
            parted = self._parting(self._past_inline(self._end(number)), self._start(following))
            if parted and not parted[1] and self._fits(parted[0], at):
                yield self._put(at, _joined(words) + parted[0])
        yield self._put(at, _joined(words) + _GAP)

    def instead(self, first: int, last: int, words: tuple[str, ...]) -> Iterator[Edit]:
        """In place of some letters, where no tag stands among them."""
        ends = {
            start: end
            for line, found in zip(self.lines, self.ends, strict=True)
            for start, end in zip(line.letters, found, strict=True)
        }
        end = ends[last]
        if any(token.kind in ("open", "close") and first <= token.start < end for token in self.tokens):
            raise Unfit("the words to be replaced are formatted differently from each other")
        yield insertion(self.raw, self.letters, first, end, escape(" ".join(words), quote=False))

    def _put(self, at: int, told: str) -> Edit:
        if not self.letters.eight_bits:
            told = told.encode("ascii", "xmlcharrefreplace").decode("ascii")
        else:
            told = told.encode(self.letters.codec, "xmlcharrefreplace").decode(self.letters.codec)
        return insertion(self.raw, self.letters, at, at, told)

    def _start(self, number: int) -> int:
        return _known(self.lines[number].letters[0])

    def _end(self, number: int) -> int:
        return _known(self.ends[number][-1])

    def _partings_before(self, number: int) -> Iterator[str]:
        """What parts the writer's lines above, the nearest first, where an empty line is seen between them."""
        for at in range(number - 1, max(-1, number - 1 - _LINES_BACK), -1):
            following = next_own(self.lines, at)
            if self.lines[at].is_own and following is not None and following > at + 1:
                parted = self._parting(self._past_inline(self._end(at)), self._start(following))
                if parted and not parted[1]:
                    yield parted[0]

    def _parting(self, start: int, end: int) -> tuple[str, str] | None:
        """What stands between two lines, and what must follow a repetition of it; None where it is not repeatable."""
        inside = [token for token in self.tokens if start <= token.start < end]
        source = self.letters.text[start:end]
        if len(source) > _LONGEST_PARTING or not all(_may_part(token, self.letters.text) for token in inside):
            return None
        closed, opened = _balance(inside)
        if closed and closed != opened[::-1]:
            return None
        return source, "" if closed else "".join(f"</{name}>" for name in reversed(opened))

    def _fits(self, parting: str, at: int) -> bool:
        """Whether the elements that `parting` closes first are those that are open at `at`."""
        closed, _ = _balance(tokens(parting))
        return closed == self._open_at(at)[::-1][: len(closed)]

    def _open_at(self, at: int) -> list[str]:
        held: list[str] = []
        for token in self.tokens:
            if token.start >= at:
                break
            if token.kind == "open" and token.name not in VOID:
                held.append(token.name)
            elif token.kind == "close" and token.name in held:
                del held[len(held) - 1 - held[::-1].index(token.name) :]
        return held

    def _past_inline(self, at: int) -> int:
        """Behind the tags that end formatting here, so that it does not reach the new words."""
        for token in self.tokens:
            if token.start == at and token.kind == "close" and token.name in _INLINE:
                at = token.end
        return at

    def _before_inline(self, at: int) -> int:
        for token in reversed(self.tokens):
            if token.end == at and token.kind == "open" and token.name in _INLINE:
                at = token.start
        return at


def page_part(raw: bytes, part: Part, text: Letters) -> Page:
    """Read an HTML part. Unfit where the letters of its source are not plainly those of the lines read of it."""
    read = tokens(text.text)
    stream = list(letters(text.text, read))
    lines = read_lines(part)
    if "".join(each.text for each in stream) != "".join(seen(line.text) for line in lines):
        raise Unfit("its formatted text is built in an unusual way")
    placed, ends, at = [], [], 0
    for line in lines:
        size = len(seen(line.text))
        here: Sequence[Letter] = stream[at : at + size] if line.mark is Mark.OPEN else ()
        placed.append(Placed(line, tuple(each.start for each in here)))
        ends.append(tuple(each.end for each in here))
        at += size
    return Page(raw, text, tuple(placed), tuple(ends), read)


def _known(place: int) -> int:
    if place < 0:
        raise Unfit("the line beside which the words belong is no plain text")
    return place


def _joined(words: Sequence[str]) -> str:
    return "<br>\r\n".join(escape(each, quote=False) for each in words)


def _may_part(token: Token, source: str) -> bool:
    if token.kind == "text":
        return bool(_SPACE.fullmatch(source[token.start : token.end]))
    return token.kind in ("open", "close") and token.name in _PARTING and not _NAMED.search(token.rest)


def _balance(read: Sequence[Token]) -> tuple[list[str], list[str]]:
    """The elements that are closed and were not opened here, innermost first; those opened and left open."""
    closed: list[str] = []
    opened: list[str] = []
    for token in read:
        if token.kind == "open" and token.name not in VOID:
            opened.append(token.name)
        elif token.kind == "close" and token.name not in VOID:
            if opened and opened[-1] == token.name:
                opened.pop()
            else:
                closed.append(token.name)
    return closed, opened
