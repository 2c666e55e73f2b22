"""The header of a draft that is written into: what forbids it, and its Message-ID replaced, byte for byte."""

from __future__ import annotations

import re

from mailhuman.message.header import parse_header
from mailhuman.writing.change import Edit, Unfit

_BOUND = {
    "x-k9mail-identity": "K-9 Mail has noted in it where its text begins and ends, and would cut it in the wrong place",
    "x-correlation-id": "FairEmail tells its drafts apart in a way that could make it delete the newer one",
    "content-length": "its header says how long its text is",
    "content-md5": "its header holds a check sum of its text",
}
_FIELD = re.compile(rb"^Message-ID[ \t]*:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_DOMAIN = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?)>?$")


def bound_by(header: bytes) -> str:
    """Why a draft with this header must not be replaced; "" where nothing in it speaks against that."""
    known = parse_header(header)
    return next((why for name, why in _BOUND.items() if known.raw(name)), "")


def new_message_id(header: bytes, random: str) -> str:
    """A Message-ID of `random` at the domain of the old one, or of the sender.

    It is also how our copy is known again: it names neither this program nor the draft, for a client may keep it and
    send it to the readers, as it would any header line of ours.
    """
    known = parse_header(header)
    told = [*known.ids("message-id"), known.text("from").strip()]
    domains = [found[1].lower() for each in told if (found := _DOMAIN.search(each))]
    return f"<{random}@{domains[0] if domains else 'localhost.localdomain'}>"


def renamed(raw: bytes, end: int, message_id: str) -> Edit:
    """The edit that gives the message this Message-ID; `end` is where its header ends, the empty line included."""
    found = list(_FIELD.finditer(raw[:end]))
    new = f"Message-ID: {message_id}".encode("ascii")
    if len(found) > 1:
        raise Unfit("it has several Message-IDs")
    if found:
        return Edit(found[0].start(), found[0].end(), new)
    if not raw[:end].endswith(b"\r\n\r\n"):
        raise Unfit("its header is not plainly parted from its text")
    return Edit(end - 2, end - 2, new + b"\r\n")
