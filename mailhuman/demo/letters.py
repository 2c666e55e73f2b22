"""The sample as the messages a server keeps: Inbox, Sent and Drafts, threaded as real mail is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as Mailbox

from mailhuman.demo.clients import Quoted, attach, body_of
from mailhuman.demo.imap import Stored
from mailhuman.demo.sample import Begun, Sample, address
from mailhuman.model import Address

_AGENTS = {
    "thunderbird": "Mozilla Thunderbird",
    "k9": "Thunderbird for Android",
    "apple": "Apple Mail (2.3826.200.121)",
    "outlook": "Microsoft Outlook 16.0",
}


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message before it is bytes; `before` is the one it answers."""

    id: str
    sender: Address
    to: Address
    subject: str
    at: datetime
    client: str
    text: str
    before: _Letter | None = None
    signature: str = ""
    attachment: str = ""

    def stored(self, *flags: str) -> Stored:
        """The message as a server keeps it."""
        before = self.before
        quoted = Quoted(before.sender, before.to, before.at, before.subject, before.text) if before else None
        message = body_of(self.client, self.text, self.signature, quoted)
        if self.attachment:
            attach(message, self.attachment)
        message["From"], message["To"] = _mailbox(self.sender), _mailbox(self.to)
        message["Subject"], message["Date"], message["Message-ID"] = self.subject, self.at, self.id
        if before:
            message["In-Reply-To"], message["References"] = before.id, " ".join(before.chain())
        if self.client in _AGENTS:
            message["User-Agent"] = _AGENTS[self.client]
        return Stored(message.as_bytes(), self.at, flags)

    def chain(self) -> list[str]:
        """The ids of the thread down to this message."""
        return [*(self.before.chain() if self.before else ()), self.id]


def folders_of(sample: Sample, now: datetime) -> dict[str, tuple[Stored, ...]]:
    """Every message of `sample` in its folder, oldest first; the sample's first draft comes last, as the newest."""
    drafts: list[Stored] = []
    mail = list(_others(sample, now))
    for number, begun in enumerate(sample.drafts, start=1):
        thread = list(_thread(begun, sample, number, now))
        mail += thread
        drafts.append(_draft(begun, sample, number, thread[-1] if thread else None, now).stored("\\Draft", "\\Seen"))
    mail.sort(key=lambda each: each.at)
    return {
        "INBOX": tuple(each.stored("\\Seen") for each in mail if each.sender != sample.address),
        "Sent": tuple(each.stored("\\Seen") for each in mail if each.sender == sample.address),
        "Drafts": tuple(reversed(drafts)),
    }


def draft_id(number: int) -> str:
    """The Message-ID of the draft that is `number` (from 1) in the sample."""
    return f"<draft.{number}@tidewell.example>"


def _thread(begun: Begun, sample: Sample, number: int, now: datetime) -> Iterator[_Letter]:
    """What was written before a draft, oldest first."""
    me, them = sample.address, address(begun.to)
    before: _Letter | None = None
    for place, said in enumerate(begun.thread, start=1):
        sender, to = (me, them) if said.sender == "me" else (them, me)
        name = f"<{number}.{place}@{sender.email.partition('@')[2]}>"
        subject = _subject(begun, before)
        before = _Letter(name, sender, to, subject, said.before(now), said.client, said.text, before)
        yield before


def _draft(begun: Begun, sample: Sample, number: int, before: _Letter | None, now: datetime) -> _Letter:
    return _Letter(
        draft_id(number),
        sample.address,
        address(begun.to),
        _subject(begun, before),
        begun.before(now),
        begun.client,
        begun.text,
        before,
        sample.signature,
        begun.attachment,
    )


def _subject(begun: Begun, before: _Letter | None) -> str:
    return f"Re: {begun.subject}" if before else begun.subject


def _others(sample: Sample, now: datetime) -> Iterator[_Letter]:
    for number, other in enumerate(sample.others, start=1):
        sender = address(other.sender)
        name = f"<other.{number}@{sender.email.partition('@')[2]}>"
        yield _Letter(name, sender, sample.address, other.subject, other.before(now), other.client, other.text)


def _mailbox(person: Address) -> Mailbox:
    return Mailbox(person.name, addr_spec=person.email)
