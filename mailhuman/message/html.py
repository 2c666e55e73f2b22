"""HTML into lines, each with what its client says of it: quote, attribution, signature, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailhuman.message import clients
from mailhuman.message.attributions import is_full_attribution
from mailhuman.message.elements import BLOCKS, SPACED, UNSEEN
from mailhuman.message.lines import Line, Mark
from mailhuman.message.marks import is_delimiter
from mailhuman.message.page import Page
from mailhuman.message.weight import bearable

_TIGHT = re.compile(r"margin(?:-bottom)?\s{0,4}:\s{0,4}0(?![.\d]*[1-9])", re.IGNORECASE)
_KEEPING = re.compile(r"white-space\s{0,4}:\s{0,4}(?:pre|break-spaces)", re.IGNORECASE)
_LONGEST_PICTURE = 8


@dataclass(slots=True)
class _Frame:
    """An element that is open: its mark and whether its spaces are seen."""

    tag: str
    mark: Mark
    kept: bool
    paragraph: bool
    quote_box: bool


def html_lines(source: str) -> tuple[list[Line], bool]:
    """Give the lines of a page, and whether the whole of it was read (see `bearable`)."""
    cut = bearable(source)
    walk = _Walk()
    walk.over(LexborHTMLParser(source[:cut]).root)
    walk.page.end_line()
    return walk.page.lines, cut == len(source)


class _Walk:
    """Goes through the tree without recursion; nesting costs memory only."""

    def __init__(self) -> None:
        self.page = Page()
        self.frames = [_Frame("", Mark.OPEN, kept=False, paragraph=False, quote_box=False)]
        self.rest = False
        self.signature_next = False

    def over(self, root: LexborNode | None) -> None:
        """Visit every node once, in the order it is read."""
        node = root
        while node is not None and not self.page.full:
            below = self._enter(node)
            node = below if below is not None else self._onward(node)

    def _onward(self, node: LexborNode) -> LexborNode | None:
        """Give the node read after this one and all below it; close the elements that end before it."""
        here: LexborNode | None = node
        while here is not None and len(self.frames) > 1:
            if here.next is not None:
                return here.next
            here = here.parent
            self._leave()
        return None

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Act on a node; give its first child if that is to be visited."""
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "")
            return None
        if tag == "br":
            self.page.break_line(self._mark)
        if tag in UNSEEN or tag.startswith(("-", "!")):
            return None
        attributes = node.attributes
        if clients.is_hidden(attributes):
            return None
        if tag == "br":
            self.signature_next = clients.announces_signature(attributes)
            return None
        if tag == "img":
            self._picture(attributes.get("alt") or "")
            return None
        return self._element(node, tag, attributes)

    def _element(self, node: LexborNode, tag: str, attributes: clients.Attributes) -> LexborNode | None:
        self.rest = self.rest or clients.begins_rest(attributes)
        mark = self._marked(node, tag, attributes)
        if tag in BLOCKS:
            self.page.end_line()
        elif tag in ("td", "th"):
            self.page.write(" ", self._mark)
        child = node.child
        style = clients.style_of(attributes)
        frame = _Frame(
            tag,
            mark,
            kept=self.frames[-1].kept or tag in ("pre", "textarea") or bool(_KEEPING.search(style)),
            paragraph=tag in SPACED and not _is_tight(attributes, style),
            quote_box=clients.is_gmail_quote(attributes),
        )
        if frame.paragraph:
            self.page.end_line(paragraph=True)
        self.frames.append(frame)
        if child is None:
            self._leave()
        elif tag == "li":
            self.page.write("- ", self._mark)
        return child

    def _marked(self, node: LexborNode, tag: str, attributes: clients.Attributes) -> Mark:
        inherited = self.frames[-1].mark
        announced, self.signature_next = self.signature_next, False
        if inherited is not Mark.OPEN:
            return inherited
        mark = clients.mark_of(tag, attributes)
        if mark is Mark.ASIDE and self.frames[-1].quote_box and is_delimiter(node.text()[:300].strip()):
            self.frames[-1].mark = Mark.QUOTE  # a forward: Gmail puts the old message in the same box
            return Mark.QUOTE
        if mark is Mark.OPEN and tag == "blockquote" and is_full_attribution(self.page.last_words()):
            return Mark.QUOTE
        return Mark.SIGNATURE if announced and mark is Mark.OPEN else mark

    def _text(self, text: str) -> None:
        frame = self.frames[-1]
        if frame.kept:
            self.page.write_kept(text, self._mark)
        else:
            self.page.write(text, self._mark)

    def _picture(self, alt: str) -> None:
        """Emoji are pictures in some clients; their name is what a reader sees."""
        if 0 < len(alt) <= _LONGEST_PICTURE and not alt.isascii() and not any(map(str.isalnum, alt)):
            self.page.write(alt, self._mark)

    def _leave(self) -> None:
        frame = self.frames.pop()
        if frame.tag in BLOCKS:
            self.page.end_line(paragraph=frame.paragraph)

    @property
    def _mark(self) -> Mark:
        mark = self.frames[-1].mark
        return Mark.QUOTE if self.rest and mark is Mark.OPEN else mark


def _is_tight(attributes: clients.Attributes, style: str) -> bool:
    return "MsoNormal" in (attributes.get("class") or "") or bool(_TIGHT.search(style))
