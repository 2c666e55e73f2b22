"""Mailboxes of an address field. Own reading: the standard one differs between patch releases and is slow on junk."""

from __future__ import annotations

import re

from mailhuman.message.encoded_words import readable
from mailhuman.message.header import Header
from mailhuman.model import Address

_LIMIT = 200_000
_MOST_FIELDS = 1_000
# a quoted string, a comment, an address in brackets, a separator, or anything else: each step is possessive, and
# one that is never closed runs to the end, so that junk is read once
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|\((?:[^()\\]|\\.)*+\)?|<[^<>]*+>?|[,;:]|[^",;:<(]++|.', re.DOTALL)
_BARE = re.compile(r"(?<![^\s@<>\"])[^\s@<>\"]++@[^\s@<>\"]+")
_ESCAPED = re.compile(r"\\(.)")


def addresses(header: Header, name: str) -> tuple[Address, ...]:
    """Every mailbox of the fields of that name, addresses in lower case, each once; groups give their members."""
    found: dict[str, Address] = {}
    for value in header.all(name)[:_MOST_FIELDS]:
        for group in _split(value[:_LIMIT].decode("utf-8", "replace")):
            if (one := _mailbox(group)) is not None:
                found.setdefault(one.email, one)
    return tuple(found.values())


def _split(text: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for piece in _TOKEN.findall(text):
        if piece == ":":
            groups[-1].clear()  # what stands before a colon is a group's name (RFC 5322 §3.4)
        elif piece in ",;":
            groups.append([])
        else:
            groups[-1].append(piece)
    return groups


def _mailbox(pieces: list[str]) -> Address | None:
    bracketed = [piece for piece in pieces if piece.startswith("<")]
    if bracketed:
        email = bracketed[-1].strip("<> \t").rpartition(":")[2]  # a source route may stand before the colon
        return _made(email, "".join(piece for piece in pieces if not piece.startswith("<")))
    text = "".join(piece for piece in pieces if not piece.startswith("("))
    found = _BARE.search(text) if "@" in text else None
    comment = next((piece[1:-1] for piece in pieces if piece.startswith("(")), "")
    return _made(found[0], comment) if found else None


def _made(email: str, name: str) -> Address | None:
    shown = readable(_ESCAPED.sub(r"\1", re.sub(r'"', "", name))).strip("'\" ")
    cleaned = readable(email).replace(" ", "").lower()
    return Address(cleaned, "" if shown.lower() == cleaned else shown) if "@" in cleaned else None
