"""A page's source into tags and letters with their places: no more of HTML than it takes to find a writer's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal

from mailhuman.message import clients
from mailhuman.message.elements import UNSEEN
from mailhuman.writing.change import Unfit

Kind = Literal["open", "close", "text", "aside"]
_TOKEN = re.compile(
    r"<!--.*?-->|<!(?!--)[^>]*>|<\?[^>]*>"
    r"|<(?P<closing>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>"
    r"|<(?=[/a-zA-Z!?])(?P<broken>)"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^<&]+|.",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr", "base", "area", "embed", "source"})
_WRITTEN_OUT = frozenset({"style", "script", "title", "textarea", "iframe"})
_LONGEST_PICTURE = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, some text or an entity, or something no reader sees; where it stands in the source."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    rest: str = ""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """What the tag says beside its name."""
        found = _ATTRIBUTE.findall(self.rest)
        return {name.lower(): unescape(value.strip("\"'")) if value else None for name, value in reversed(found)}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is seen, and what of the source makes it; (-1, -1) for one that a tag stands for."""

    text: str
    start: int = -1
    end: int = -1


def tokens(source: str) -> tuple[Token, ...]:
    """The source in order, without gaps; what lies in an element nobody sees is "aside". Unfit where a tag is open."""
    return tuple(_tokens(source))


def letters(source: str, read: tuple[Token, ...]) -> Iterator[Letter]:
    """Every letter a reader sees, in order, white space left out."""
    for number, token in enumerate(read):
        if token.kind == "text":
            yield from _in_text(source[token.start : token.end], token)
        elif token.kind == "open" and token.name == "li" and not _is_close(read, number + 1, "li"):
            yield Letter("-")
        elif token.kind == "open" and token.name == "img":
            yield from (Letter(each) for each in _picture(token.attributes.get("alt") or "") if not each.isspace())


def _tokens(source: str) -> Iterator[Token]:
    at = 0
    hidden: list[str] = []
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or found["broken"] is not None:
            raise Unfit("its formatted text is built in an unusual way")
        name = (found["name"] or "").lower()
        end = _end_of_raw(source, name, found) if name in _WRITTEN_OUT and not found["closing"] else found.end()
        yield _token(found, name, at, end, hidden)
        at = end


def _token(found: re.Match[str], name: str, at: int, end: int, hidden: list[str]) -> Token:
    """One token; `hidden` are the elements that are open inside one nobody sees, it first."""
    if not name:
        seen = not found[0].startswith(("<!", "<?")) and not hidden
        return Token("text" if seen else "aside", at, end)
    token = Token("close" if found["closing"] else "open", at, end, name, found["rest"])
    if hidden:
        _follow(token, hidden)
        return Token("aside", at, end, name)
    if token.kind == "open" and end == found.end() and _goes_unseen(token):
        if name not in VOID:
            hidden.append(name)
        return Token("aside", at, end, name)
    return Token("aside", at, end, name) if end != found.end() else token


def _follow(token: Token, hidden: list[str]) -> None:
    if token.kind == "open" and token.name == hidden[0]:
        hidden.append(token.name)
    elif token.kind == "close" and token.name == hidden[0]:
        hidden.pop()


def _goes_unseen(token: Token) -> bool:
    return token.name in UNSEEN or (bool(token.rest) and token.name != "body" and clients.is_hidden(token.attributes))


def _end_of_raw(source: str, name: str, found: re.Match[str]) -> int:
    """Where an element ends whose content is no markup."""
    closing = re.compile(rf"</{name}[^>]*>", re.IGNORECASE).search(source, found.end())
    return closing.end() if closing else len(source)


def _in_text(text: str, token: Token) -> Iterator[Letter]:
    if text.startswith("&") and (told := unescape(text)) != text:
        yield from (Letter(each, token.start, token.end) for each in told if not each.isspace())
        return
    for number, each in enumerate(text):
        if not each.isspace():
            yield Letter(each, token.start + number, token.start + number + 1)


def _is_close(read: tuple[Token, ...], number: int, name: str) -> bool:
    return number < len(read) and read[number].kind == "close" and read[number].name == name


def _picture(alt: str) -> str:
    """The name of a picture that stands for a letter (emoji), as drafts are read."""
    fits = 0 < len(alt) <= _LONGEST_PICTURE and not alt.isascii() and not any(map(str.isalnum, alt))
    return alt if fits else ""
