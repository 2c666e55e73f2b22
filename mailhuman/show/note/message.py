"""A note as a message: from the writer to the writer, known by its token, and an answer to nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mailhuman.config import Account
from mailhuman.mailbox.noted import HEADER, token
from mailhuman.review import Reviewed
from mailhuman.show.note.page import as_html, as_text
from mailhuman.show.note.view import view_of

_NOWHERE = "mailhuman.invalid"
_DIGITS = 16


def revision_of(reviewed: Reviewed, *, folder: str = "MailHuman", can_pause: bool = True) -> str:
    """What the note would say, as 16 hex digits: the same digits, the same note."""
    view = view_of(reviewed.review, folder=folder, can_pause=can_pause)
    return hashlib.sha256(repr(view).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]


def companion_note(  # noqa: PLR0913 - a message has a place and a time
    reviewed: Reviewed,
    *,
    account: Account,
    revision: str,
    now: datetime,
    folder: str = "MailHuman",
    can_pause: bool = True,
) -> bytes:
    """Write the note of a reviewed draft, its lines ended by CRLF: about 10 to 50 KB, in ASCII but for its address.

    `folder` is where it will lie, `can_pause` whether there is a folder for pausing in it. ValueError for a `revision`
    that cannot stand in a token; MailhumanError if the installation is incomplete.
    """
    view = view_of(reviewed.review, folder=folder, can_pause=can_pause)
    message = EmailMessage(policy=SMTP)
    message["From"] = message["To"] = _self(account.address)
    message["Subject"] = f"MailHuman: {view.subject}"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = _message_id(reviewed.lineage, revision, now, account.address)
    message["Auto-Submitted"] = "auto-generated"
    message[HEADER] = token(reviewed.lineage, revision)
    message.set_content(as_text(view, now), charset="utf-8", cte="quoted-printable")
    message.add_alternative(as_html(view, now), subtype="html", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _self(address: str) -> Address:
    """The writer's own address under our name; one that no header can hold becomes nobody's."""
    local, _, domain = address.rpartition("@")
    try:
        known = Address("MailHuman", local, domain.encode("idna").decode("ascii"))
    except (ValueError, IndexError):
        return _nobody()
    return known if local.isascii() and known.username and known.domain else _nobody()


def _nobody() -> Address:
    return Address("MailHuman", "mailhuman", _NOWHERE)


def _message_id(lineage: str, revision: str, now: datetime, address: str) -> str:
    """One that no other message has: Gmail keeps the first of two with the same, and shows it for both."""
    return f"<{lineage}.{revision}.{int(now.timestamp())}@{_self(address).domain}>"
