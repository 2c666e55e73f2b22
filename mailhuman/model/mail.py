"""A draft, and the messages before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailhuman.model.spans import Span

Status = Literal["reviewed", "empty", "encrypted", "signed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header: the address in lower case, and the name shown with it (may be empty)."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    r"""A message somebody is writing: its headers, its whole text, and which stretches are the writer's own words.

    `text` is what a reader would see, newlines as \\n; `own` marks the writer's words in it, in order and without
    overlap; the rest is quoted, forwarded, signature or disclaimer. `remarks` says what was set aside and why.
    `language` is an ISO 639-1 code, or "und" where it could not be told.
    """

    status: Status = "reviewed"
    message_id: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    own: tuple[Span, ...] = ()
    language: str = "und"
    attachments: tuple[str, ...] = ()
    mailing_list: bool = False
    forwarded: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def own_text(self) -> str:
        """The writer's own words alone, stretch after stretch, a newline between two."""
        return "\n".join(span.of(self.text) for span in self.own)

    @property
    def own_word_count(self) -> int:
        """How many words the writer wrote."""
        return len(self.own_text.split())

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody who will be able to read it: To, Cc and Bcc, each address once."""
        seen = {address.email: address for address in (*self.bcc, *self.cc, *self.to)}
        order = dict.fromkeys(address.email for address in (*self.to, *self.cc, *self.bcc))
        return tuple(seen[email] for email in order)

    def locate(self, span: Span) -> Span:
        """Turn a span of `own_text` into the span of `text` with the same words (it starts and ends there)."""
        return Span(self._place(span.start, at_end=False), self._place(span.end, at_end=span.end > span.start))

    def _place(self, offset: int, *, at_end: bool) -> int:
        """Where the code point `offset` of `own_text` lies in `text`."""
        for stretch in self.own:
            length = stretch.end - stretch.start
            if offset < length or (at_end and offset == length):
                return stretch.start + offset
            offset -= length + 1
        return self.own[-1].end if self.own else 0


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """A message that came before the draft: received from a recipient, or sent by the writer to one.

    `text` is the whole, `own` marks what its sender wrote; `automated` is true for robots, lists' own mail and bounces.
    """

    message_id: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    own: tuple[Span, ...] = ()
    language: str = "und"
    automated: bool = False
    attachments: tuple[str, ...] = ()

    @property
    def own_text(self) -> str:
        """What its sender wrote, stretch after stretch, a newline between two."""
        return "\n".join(span.of(self.text) for span in self.own)
