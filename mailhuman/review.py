"""One draft from bytes to a review: the pure way, and the way of an account with its mailbox, store and memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mailhuman.message import read_draft, read_thread
from mailhuman.model import (
    Contact,
    Cue,
    Draft,
    Remembered,
    Review,
    Situation,
    Span,
    Switch,
    ThreadMessage,
    ToneReading,
)
from mailhuman.tone import read_tone
from mailhuman.touches import Rulebook, load_rulebook, suggest

if TYPE_CHECKING:
    from mailhuman.config import Account
    from mailhuman.mailbox import FoundDraft
    from mailhuman.store import Store, Trace

_NOTHING_TO_JUDGE = ToneReading("unclear", "none", 2.0, reason="There is nothing of your own to judge yet.")


class Mailbox(Protocol):
    """What a review needs of a mailbox: the drafts in it, the newest first, and the mails before each."""

    def drafts(self) -> Iterator[FoundDraft]:
        """Give the drafts, the newest first."""

    def thread_for(self, draft: Draft) -> tuple[ThreadMessage, ...]:
        """Give the mails before `draft`: its thread, and what was lately exchanged with its readers."""


class Memory(Protocol):
    """What a review needs of a store: what is known and remembered, and the names of drafts through their saves."""

    def contacts(self) -> tuple[Contact, ...]:
        """Give every card."""

    def history(self) -> tuple[Remembered, ...]:
        """Give what was taken, sent or dismissed."""

    def switches(self) -> tuple[Switch, ...]:
        """Give the rules switched on and off."""

    def traces(self, account: str, folder: str) -> tuple[Trace, ...]:
        """Give the traces of drafts seen in that folder."""

    def keep_trace(self, trace: Trace) -> None:
        """Remember where a draft was seen."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review and where its draft lies; `lineage` names the draft through all its saves."""

    review: Review
    account: str
    folder: str
    uidvalidity: int
    uid: int
    lineage: str


def review_message(  # noqa: PLR0913 - the public door takes a situation apart
    raw: bytes,
    *,
    thread: Sequence[bytes | ThreadMessage] = (),
    contacts: Sequence[Contact] = (),
    history: Sequence[Remembered] = (),
    owner: str | Iterable[str],
    now: datetime,
) -> Review:
    """Review one message, given as the bytes of a file, without any account or store.

    `thread` holds messages before it (bytes of an .eml or mbox, in any order), `owner` the writer's own addresses,
    `now` an aware time. ValueError for a naive one; RulesError if the rules cannot be read.
    """
    earlier = [each for part in thread for each in (read_thread(part) if isinstance(part, bytes) else (part,))]
    owners = frozenset(each.strip().lower() for each in ([owner] if isinstance(owner, str) else owner))
    return review_draft(read_draft(raw), thread=earlier, contacts=contacts, history=history, owner=owners, now=now)


def review_draft(  # noqa: PLR0913 - a situation is made of this much
    draft: Draft,
    *,
    thread: Sequence[ThreadMessage] = (),
    contacts: Sequence[Contact] = (),
    history: Sequence[Remembered] = (),
    owner: frozenset[str],
    now: datetime,
    lineage: str = "",
    folder: str = "",
    switches: Sequence[Switch] = (),
    rulebook: Rulebook | None = None,
) -> Review:
    """Review a draft that has been read already."""
    if now.tzinfo is None:
        raise ValueError("now must say its time zone")
    situation = Situation(
        draft=draft,
        tone=tone_of(draft),
        owner=owner,
        now=now,
        thread=in_order(thread, now),
        contacts=tuple(contacts),
        history=tuple(history),
        lineage=lineage,
        folder=folder,
    )
    return suggest(situation, rulebook or rules(), switches)


def tone_of(draft: Draft) -> ToneReading:
    """Read the tone of the writer's own words; the cues' places are those of `draft.text`."""
    if draft.status != "reviewed" or not draft.own_text.strip():
        return _NOTHING_TO_JUDGE
    reading = read_tone(draft.own_text, subject=draft.subject, recipients=max(1, len(draft.recipients)))
    return replace(reading, cues=tuple(_placed(cue, draft) for cue in reading.cues))


def _placed(cue: Cue, draft: Draft) -> Cue:
    where = draft.locate(Span(cue.start, cue.end))
    return replace(cue, start=where.start, end=where.end, quote=where.of(draft.text))


def in_order(thread: Sequence[ThreadMessage], now: datetime) -> tuple[ThreadMessage, ...]:
    """The thread oldest first, each message once; what has no date stays where it stood among its neighbours."""
    seen: dict[str, ThreadMessage] = {}
    for number, message in enumerate(thread):
        seen.setdefault(message.message_id or f"no id {number}", message)
    times: list[datetime] = []
    for message in seen.values():
        before = times[-1] if times else datetime.min.replace(tzinfo=now.tzinfo)
        times.append(message.date or before)
    paired = sorted(zip(times, range(len(times)), seen.values(), strict=True), key=lambda each: each[:2])
    return tuple(message for _, _, message in paired)


@cache
def rules(own: Path | None = None) -> Rulebook:
    """The rulebook, read once a process."""
    return load_rulebook(own)


def review_account(account: Account, *, now: datetime, store: Store, password: str) -> Iterator[Reviewed]:
    """Review every draft of `account`, the newest first, reading its mailbox and changing nothing there.

    MailboxError where the server cannot be reached, refuses, or goes away; what was reviewed before stands.
    """
    from mailhuman.mailbox import connect  # noqa: PLC0415 - heavy, and not needed to review a file

    with connect(account, password) as session:
        yield from review_drafts(session, store, account=account.name, owner=account.owner, now=now)


def review_drafts(
    mailbox: Mailbox, store: Memory, *, account: str, owner: frozenset[str], now: datetime
) -> Iterator[Reviewed]:
    """Review the drafts of an open mailbox, each under its lineage, which is remembered as it is found."""
    contacts, history, switches = store.contacts(), store.history(), store.switches()
    drafts = tuple(mailbox.drafts())
    present = frozenset(found.uid for found in drafts)
    for found in drafts:
        trace = store.follow(account, found, present, now)
        review = review_draft(
            found.draft,
            thread=mailbox.thread_for(found.draft),
            contacts=contacts,
            history=history,
            owner=owner,
            now=now,
            lineage=trace.lineage,
            folder=found.folder,
            switches=switches,
        )
        yield Reviewed(review, account, found.folder, found.uidvalidity, found.uid, trace.lineage)
