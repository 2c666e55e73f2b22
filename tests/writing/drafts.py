"""Drafts to write into, as clients keep them on a server; and what a test asks of every splice."""

from __future__ import annotations

import quopri
from html import escape

from mailhuman.message import read_draft
from mailhuman.model import Draft, Span
from mailhuman.writing import Change, Refused, Spliced, splice

NEW_ID = "<7d2f0c@falk.example>"
WORDS = "How was Lisbon?"
PARAGRAPHS = (
    "Hi Priya,",
    "The third quarter is closed now, and with it the last of the numbers that you were waiting for since Monday.",
    "Could you look at page 4 & tell me whether 3 < 4?",
    "Best,",
    "Ann",
)
HEAD = (
    "From: Ann Example <ann@falk.example>\r\nTo: Priya Raman <priya@partner.example>\r\n"
    "Subject: The third quarter\r\nDate: Mon, 23 Nov 2026 10:10:34 +0000\r\n"
    "Message-ID: <old.1@falk.example>\r\nMIME-Version: 1.0\r\n"
)


def part(kind: str, body: str, *, encoding: str = "8bit", charset: str = "utf-8", extra: str = "") -> bytes:
    """A part or the rest of a message: its header and its body, encoded."""
    data = body.replace("\r\n", "\n").replace("\n", "\r\n").encode(charset)
    if encoding == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = f"Content-Type: {kind}; charset={charset}{extra}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + data


def alone(kind: str, body: str, *, encoding: str = "8bit", charset: str = "utf-8", extra: str = "") -> bytes:
    """A message of one part."""
    return HEAD.encode() + part(kind, body, encoding=encoding, charset=charset, extra=extra)


def of_parts(kind: str, *parts: bytes) -> bytes:
    """A message of several."""
    inside = b"".join(b"--=_b\r\n" + each + b"\r\n" for each in parts)
    return HEAD.encode() + f'Content-Type: {kind}; boundary="=_b"\r\n\r\n'.encode() + inside + b"--=_b--\r\n"


def gmail(*, encoding: str = "quoted-printable") -> bytes:
    """Plain text wrapped beside HTML, as Gmail has it."""
    divs = "".join(f"<div>{escape(each)}</div><div><br></div>" for each in PARAGRAPHS[1:])
    page = f'<div dir="ltr">{PARAGRAPHS[0]}<div><br></div>{divs}</div>\n'
    wrapped = PARAGRAPHS[1].replace("the last of", "the last\nof")
    plain = "\n\n".join((PARAGRAPHS[0], wrapped, *PARAGRAPHS[2:])) + "\n"
    return of_parts(
        "multipart/alternative",
        part("text/plain", plain, encoding=encoding),
        part("text/html", page, encoding=encoding),
    )


def outlook() -> bytes:
    """Plain text beside Word's HTML, with a file."""
    gap = "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
    rows = gap.join(f'<p class="MsoNormal">{escape(each)}<o:p></o:p></p>\n' for each in PARAGRAPHS)
    inner = (
        b'Content-Type: multipart/alternative; boundary="=_inner"\r\n\r\n--=_inner\r\n'
        + part("text/plain", "\n\n".join(PARAGRAPHS), encoding="quoted-printable")
        + b"\r\n--=_inner\r\n"
        + part("text/html", f"<html><body><div>{rows}</div></body></html>", encoding="quoted-printable")
        + b"\r\n--=_inner--\r\n"
    )
    file = b"Content-Type: application/pdf; name=q3.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
    return of_parts("multipart/mixed", inner, file)


def thunderbird() -> bytes:
    """Plain text that flows."""
    first = PARAGRAPHS[1].replace("the last of", "the last \nof")
    body = "\n\n".join((PARAGRAPHS[0], first, *PARAGRAPHS[2:])) + "\n\n-- \nAnn Example\nExample Ltd\n"
    return alone("text/plain", body, extra="; format=flowed")


def at(draft: Draft, words: str) -> Span:
    """Where those words stand in a draft."""
    start = draft.text.index(words)
    return Span(start, start + len(words))


def put(raw: bytes, words: str = WORDS, *, beside: str = PARAGRAPHS[0], how: str = "below") -> Spliced | Refused:
    """Splice at a place named by the words there."""
    where = at(read_draft(raw), beside)
    return splice(raw, [Change(words, where, how)], NEW_ID)  # type: ignore[arg-type]  # one of the three words


def done(outcome: Spliced | Refused, raw: bytes) -> Spliced:
    """The splice, which must have been made, and must be the original once its edits are taken out."""
    assert isinstance(outcome, Spliced), outcome
    assert outcome.original(tuple(raw[each.start : each.end] for each in outcome.edits)) == raw
    return outcome


def flat(text: str) -> str:
    """The words, however they are wrapped."""
    return " ".join(text.split())
