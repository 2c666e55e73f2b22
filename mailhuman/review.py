"""One draft from bytes to a review: the pure way, and the way of an account with its mailbox, store and memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from mailhuman.tone.context import in_context
from mailhuman.tone.exchange import exchange_of
from mailhuman.touches import Rulebook, load_rulebook, suggest
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.concerned import concerned

if TYPE_CHECKING:
    from mailhuman.config import Account
    from mailhuman.mailbox import FoundDraft
    from mailhuman.oauth import Credential
    from mailhuman.store import Store, Trace, Woken

_NOTHING_TO_JUDGE = ToneReading("unclear", "none", 2.0, reason="There is nothing of your own to judge yet.")


class Mailbox(Protocol):
    """What a review needs of a mailbox: the drafts in it, the newest first, and the mails before each."""

    def drafts(self) -> Iterator[FoundDraft]:
        """Give the drafts, the newest first."""

    def thread_for(self, draft: Draft, *, now: datetime) -> tuple[ThreadMessage, ...]:
        """Give the mails before `draft`: its thread, and what was exchanged with its readers not long before `now`."""


class Memory(Protocol):
    """What a review needs of a store: what is known and remembered, and the names of drafts through their saves."""

    def contacts(self, noted: Callable[[Contact], bool] | None = None) -> tuple[Contact, ...]:
        """Give every card; with `noted`, their notes only with those it is true of."""

    def history(self) -> tuple[Remembered, ...]:
        """Give what was taken, sent or dismissed."""

    def switches(self) -> tuple[Switch, ...]:
        """Give the rules switched on and off."""

    def woken(self) -> tuple[Woken, ...]:
        """Give the rules told to speak again, and when."""

    def traces(self, account: str, folder: str) -> tuple[Trace, ...]:
        """Give the traces of drafts seen in that folder."""

    def keep_traces(self, traces: Sequence[Trace]) -> None:
        """Remember where the drafts of one look at a folder were seen."""


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
    before = in_order(thread, now)
    situation = Situation(
        draft=draft,
        tone=tone_in_thread(draft, before, owner, now),
        owner=owner,
        now=now,
        thread=before,
        contacts=tuple(contacts),
        history=tuple(history),
        lineage=lineage,
        folder=folder,
    )
    return suggest(replace(situation, their_tone=their_tone(situation)), rulebook or rules(), switches)


def tone_in_thread(draft: Draft, thread: Sequence[ThreadMessage], owner: frozenset[str], now: datetime) -> ToneReading:
    """Read the tone as the reader has it, who knows the mails before; `thread` is oldest first."""
    return in_context(tone_of(draft), exchange_of(draft, thread, owner, now))


def their_tone(situation: Situation) -> ToneReading | None:
    """How the reader's last mail reads; None where nothing of theirs is in the thread."""
    said = Circumstances(situation).said_last
    return read_tone(said) if said.strip() else None


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


def review_account(
    account: Account, *, now: datetime, store: Store, password: Credential, rulebook: Rulebook | None = None
) -> Iterator[Reviewed]:
    """Review every draft of `account`, the newest first, reading its mailbox and changing nothing there.

    `password` may be an access token.
    `rulebook` is by default the bundled rules with the user's own. MailboxError where the server cannot be reached,
    refuses, or goes away: what was reviewed before stands. RulesError if the rules cannot be read.
    """
    from mailhuman.config import config_folder  # noqa: PLC0415 - not needed to review a file
    from mailhuman.mailbox import connect  # noqa: PLC0415 - as above, and heavy

    book = rulebook or rules(config_folder())
    with connect(account, password) as session:
        yield from review_drafts(session, store, account=account, rulebook=book, now=now)


def review_drafts(
    mailbox: Mailbox, store: Memory, *, account: Account, rulebook: Rulebook, now: datetime
) -> Iterator[Reviewed]:
    """Review the drafts of an open mailbox, each under its lineage, which is remembered as it is found."""
    drafts = tuple(mailbox.drafts())
    contacts = store.contacts(concerned(found.draft for found in drafts))
    for found, lineage in zip(drafts, _lineages(drafts, store, account.name, now), strict=True):
        thread = mailbox.thread_for(found.draft, now=now)
        yield review_found(
            found, lineage, thread, store, account=account, rulebook=rulebook, now=now, contacts=contacts
        )


def review_found(  # noqa: PLR0913 - a situation is made of this much
    found: FoundDraft,
    lineage: str,
    thread: Sequence[ThreadMessage],
    store: Memory,
    *,
    account: Account,
    rulebook: Rulebook,
    now: datetime,
    contacts: Sequence[Contact] | None = None,
) -> Reviewed:
    """Review one draft of a mailbox under its lineage; `contacts` are by default those it concerns.

    What was remembered is read for each draft: what was dismissed a moment ago holds for the next.
    """
    from mailhuman.store.quiet import heeded, quiet_switches  # noqa: PLC0415 - not needed to review a file

    people = store.contacts(concerned([found.draft])) if contacts is None else contacts
    past, woken = store.history(), store.woken()
    review = review_draft(
        found.draft,
        thread=thread,
        contacts=people,
        history=heeded(past, woken),
        owner=account.owner,
        now=now,
        lineage=lineage,
        folder=found.folder,
        switches=(*store.switches(), *quiet_switches(past, now, woken)),
        rulebook=rulebook,
    )
    return Reviewed(review, account.name, found.folder, found.uidvalidity, found.uid, lineage)


def _lineages(drafts: Sequence[FoundDraft], store: Memory, account: str, now: datetime) -> list[str]:
    """The name each draft has through its saves, remembered for the next look."""
    if not drafts:
        return []
    from mailhuman.store.lineage import follow_all, trace_of  # noqa: PLC0415 - not needed to review a file

    looked_at = [
        trace_of(each.draft, account=account, folder=each.folder, uidvalidity=each.uidvalidity, uid=each.uid, seen=now)
        for each in drafts
    ]
    followed = follow_all(looked_at, store.traces(account, drafts[0].folder))
    store.keep_traces(followed)
    return [trace.lineage for trace in followed]
