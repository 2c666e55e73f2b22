"""What a draft of any mail client is made of: pieces, layouts, and a message around them. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Paragraphs = Sequence[str]

QUOTED = (
    "Hi Ann,",
    "Hope the trip to Lisbon went well! When could we have the Q3 numbers?",
    "Von hier aus alles gut. We meet on Friday.",
    "Best,",
    "Priya",
)
SIGNATURE = ("Ann Example", "Example Ltd, 1 High Street", "www.falk.example")
ADDRESS = "priya@partner.example"
ON = f"On Fri, 20 Nov 2026 at 09:01, Priya Raman <{ADDRESS}> wrote:"
HEADERS = (
    ("From", f"Priya Raman <{ADDRESS}>"),
    ("Sent", "Friday, November 20, 2026 9:01 AM"),
    ("To", "Ann Example <ann@falk.example>"),
    ("Subject", "Q3 numbers"),
)


class Piece(NamedTuple):
    """A stretch of a draft: "own", "quote", "forward" or "signature", with its paragraphs."""

    kind: str
    paragraphs: Paragraphs


@dataclass(frozen=True)
class Client:
    """A client: how it writes each kind of piece, and how it makes a message of them."""

    name: str
    write: dict[str, Callable[[Paragraphs], str]]
    wrap: Callable[[str], bytes]
    layouts: tuple[str, ...]

    def draft(self, layout: str, own: Sequence[Paragraphs]) -> bytes:
        """Build the draft; `own` holds as many stretches of the writer's as the layout has."""
        stretches = iter(own)
        given = {"signature": SIGNATURE, "quote": QUOTED, "forward": QUOTED}
        pieces = [Piece(kind, given.get(kind) or next(stretches)) for kind in layout.split("+")]
        return self.wrap("".join(self.write[piece.kind](piece.paragraphs) for piece in pieces))


def stretches_in(layout: str) -> int:
    """How many stretches of own words a layout has."""
    return layout.split("+").count("own")


def message(content_type: str, body: str, *, extra: str = "") -> bytes:
    """Give the bytes of a message with that body, in UTF-8."""
    head = (
        "From: Ann Example <ann@falk.example>\r\nTo: Priya Raman <priya@partner.example>\r\n"
        "Subject: Re: Q3 numbers\r\nDate: Mon, 23 Nov 2026 10:10:34 +0000\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: 8bit\r\n{extra}\r\n"
    )
    return (head + body.replace("\n", "\r\n")).encode()


ALL_LAYOUTS = (
    "own", "own+signature", "own+quote", "own+quote+signature", "own+signature+quote", "quote+own",
    "quote+own+signature",
    "quote+own+quote+own", "own+quote+own+quote+own+signature", "own+forward", "own+signature+forward", "forward",
    "quote", "signature",
)  # fmt: skip
TOP_LAYOUTS = ("own", "own+signature", "own+quote", "own+signature+quote", "own+forward", "quote", "signature")
