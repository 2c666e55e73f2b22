"""A message put together: header and parts into a Draft or a ThreadMessage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailhuman.errors import UnreadableMessage
from mailhuman.message.addresses import addresses
from mailhuman.message.armour import armour_of
from mailhuman.message.body import Body, body_of
from mailhuman.message.header import Header, parse_header
from mailhuman.message.language import detect
from mailhuman.message.lines import Line, Mark
from mailhuman.message.marks import begins_forward, is_delimiter
from mailhuman.message.mbox import messages_in
from mailhuman.message.names import attachment_names
from mailhuman.message.part import Part
from mailhuman.message.protection import protection_of
from mailhuman.message.robots import goes_to_list, is_automated
from mailhuman.message.scan import Scanned, described, scan
from mailhuman.message.spans import assembled
from mailhuman.model import Address, Draft, Status, ThreadMessage

_FORWARD_SUBJECT = re.compile(r"(?:fwd?|wg|tr|rv|enc|vs|vb|doorst|pd|fs|továbbítás|ynt|fw)\s?:", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_,;\s])")
_REMARKS = {
    "encrypted": "the message is encrypted; only its header was read",
    "signed": "the message is signed; only its header was read, so that the signature stays good",
}


def read_draft(raw: bytes) -> Draft:
    """Read a message somebody is writing. Never fails: what is no message has the status "unreadable"."""
    alone = messages_in(raw[:5]) and raw.startswith(b"From ")
    found = scan(raw.partition(b"\n")[2] if alone else raw)
    return _draft(found)


def draft_from_parts(header: bytes, parts: Sequence[Part]) -> Draft:
    """Put a draft together from its header and its parts as a server gives them (see Part); never fails."""
    return _draft(Scanned(header, tuple(parts)))


def read_thread(raw: bytes) -> tuple[ThreadMessage, ...]:
    """Read the messages of an mbox, or the one message of a file, in file order.

    UnreadableMessage if there is not one message in it; nothing at all gives no messages.
    """
    scanned = [scan(each) for each in messages_in(raw)]
    found = tuple(_message(each) for each in scanned if parse_header(each.header).fields)
    if scanned and not found:
        raise UnreadableMessage(
            "there is no e-mail message in what was given as a thread",
            next_step="give a message saved as .eml, or a folder saved as mbox",
        )
    return found


def message_from_parts(header: bytes, parts: Sequence[Part]) -> ThreadMessage:
    """Put a message of a thread together from its header and its parts as a server gives them; never fails."""
    return _message(Scanned(header, tuple(parts)))


def _draft(found: Scanned) -> Draft:
    header = parse_header(found.header)
    if not header.fields:
        return Draft(status="unreadable", remarks=("this is no message: it has no header",))
    root, _ = described(header, "")
    wrapped = protection_of(found.parts, root)
    body = Body() if wrapped else body_of(found.parts)
    wrapped = wrapped or armour_of(body.lines)
    lines = () if wrapped else body.lines
    status: Status = wrapped or ("reviewed" if _has_own(lines) else "empty")
    return _written(header, found, lines, status, (*found.remarks, *body.remarks))


def _written(header: Header, found: Scanned, lines: Sequence[Line], status: Status, remarks: tuple[str, ...]) -> Draft:
    text, own = assembled(lines)
    to, cc, bcc = (addresses(header, name) for name in ("to", "cc", "bcc"))
    return Draft(
        status=status,
        message_id=_first(header.ids("message-id")),
        sender=_sender(header),
        to=to,
        cc=cc,
        bcc=bcc,
        subject=header.text("subject"),
        in_reply_to=header.ids("in-reply-to"),
        references=header.ids("references"),
        date=header.date(),
        text=text,
        own=own,
        language=_language(header, "\n".join(span.of(text) for span in own)),
        attachments=attachment_names(found.parts),
        mailing_list=goes_to_list(header, (*to, *cc, *bcc)),
        forwarded=_is_forward(header, found.parts, lines),
        remarks=(*remarks, *((_REMARKS[status],) if status in _REMARKS else ())),
    )


def _message(found: Scanned) -> ThreadMessage:
    header = parse_header(found.header)
    root, _ = described(header, "")
    hidden = protection_of(found.parts, root) == "encrypted"
    text, own = assembled(() if hidden else body_of(found.parts).lines)
    written = "\n".join(span.of(text) for span in own)
    sender = _sender(header)
    return ThreadMessage(
        message_id=_first(header.ids("message-id")),
        sender=sender,
        to=addresses(header, "to"),
        cc=addresses(header, "cc"),
        subject=header.text("subject"),
        in_reply_to=header.ids("in-reply-to"),
        references=header.ids("references"),
        date=header.date(),
        text=text,
        own=own,
        language=_language(header, written),
        automated=is_automated(header, sender, root.content_type, written),
        attachments=attachment_names(found.parts),
    )


def _sender(header: Header) -> Address | None:
    return next(iter((*addresses(header, "from"), *addresses(header, "sender"))), None)


def _first(ids: tuple[str, ...]) -> str:
    return ids[0] if ids else ""


def _has_own(lines: Sequence[Line]) -> bool:
    return any(line.mark is Mark.OPEN and not line.blank for line in lines)


def _language(header: Header, own: str) -> str:
    """The language of the words; where they are too few to tell, what the client's spelling checker was set to."""
    found = detect(own)
    if found != "und" or not own.strip():
        return found
    stated = _LANGUAGE.match(header.text("content-language").lower())
    return stated[0] if stated else "und"


def _is_forward(header: Header, parts: Sequence[Part], lines: Sequence[Line]) -> bool:
    return (
        bool(header.raw("x-forwarded-message-id"))
        or bool(_FORWARD_SUBJECT.match(header.text("subject")))
        or any(part.content_type == "message/rfc822" for part in parts)
        or any(_is_forward_rule(line) for line in lines)
    )


def _is_forward_rule(line: Line) -> bool:
    """Whether a line set aside opens a forwarded message; "Original Message" opens a reply in Outlook."""
    if line.mark is Mark.OPEN or line.text.startswith(">"):
        return False
    return begins_forward(line.text) or (is_delimiter(line.text) and "original" not in line.text.lower())
