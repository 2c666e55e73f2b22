"""The cases kept as text beside the tests: read, and made into drafts."""

from __future__ import annotations

from pathlib import Path

from mailhuman.message import Part, draft_from_parts
from mailhuman.model import Draft

_FOLDER = Path(__file__).parent / "cases"


def text_of(name: str) -> str:
    """A file of cases, with the spaces at the ends of lines put back."""
    return (_FOLDER / name).read_text(encoding="utf-8").replace("·\n", " \n")


def cases_of(name: str) -> dict[str, str]:
    """The cases of a file whose cases begin with `=== name`: what stands below, by that name."""
    pieces = (piece.partition("\n") for piece in ("\n" + text_of(name)).split("\n=== ")[1:])
    return {title: body.rstrip("\n") for title, _, body in pieces}


def draft_of(body: str, kind: str = "text/plain", *, flowed: bool = False) -> Draft:
    """A draft with that body alone."""
    part = Part("1", kind, charset="utf-8", flowed=flowed, body=body.encode())
    return draft_from_parts(b"From: ann@falk.example\n\n", [part])


def flat(text: str) -> str:
    """The words, however they are wrapped."""
    return " ".join(text.split())


def replies() -> list[list[tuple[bool, str]]]:
    """The lines of each reply, with whether they are the writer's."""
    return [lines_of(case) for case in cases_of("replies.txt").values()]


def lines_of(case: str) -> list[tuple[bool, str]]:
    """The lines of a case of replies.txt: whether each is the writer's, and its text."""
    return [(line[:2] == "+ ", line[2:]) for line in case.split("\n")]


def message_of(body: str) -> bytes:
    """The bytes of a plain message with that body."""
    return b"From: ann@falk.example\nContent-Type: text/plain; charset=utf-8\n\n" + body.encode()
