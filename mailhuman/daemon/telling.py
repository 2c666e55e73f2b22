"""Reviews drafts and tells of them beside the draft; tells no more of those that are gone.

Everything may be cut off at any place and is safe to do again: a draft counts as reviewed when all is told of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailhuman.daemon.desk import Desk
from mailhuman.daemon.lineages import Followed, Named
from mailhuman.daemon.said import offered_in, verdict_of
from mailhuman.daemon.sent import sent_as, taken_along
from mailhuman.errors import MailboxError
from mailhuman.mailbox import FoundDraft
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.noted import FoundNote
from mailhuman.review import Reviewed
from mailhuman.store import Known, Seen, Watched

_UNDER_WAY = "under-way"
"""Stands for a note that may have been put and may not."""
_MOST_SENT = 20
"""Sent messages looked at to find a draft that is gone: the newest."""


def merge(desk: Desk, found: Followed) -> None:
    """Give drafts that turned out to be others their names, and drop what was told under those they had."""
    if found.renamed:
        desk.tools.book.keep(traces=found.renamed)
    if found.merged:
        watched = desk.tools.book.watched(desk.account.name, desk.drafts.name)
        _take_away(desk, [each for each in watched if each.lineage in found.merged])
        desk.tools.book.drop(desk.account.name, desk.drafts.name, found.merged)


def keep_in_sight(desk: Desk, found: Followed, uidvalidity: int, now: datetime) -> None:
    """Remember which drafts lay there too at the look that found new ones."""
    if found.still:
        desk.tools.book.keep(seen=Seen(desk.account.name, desk.drafts.name, uidvalidity, found.still, now))


def tell_of(desk: Desk, named: Named, sent_from: int) -> bool:
    """Review a draft if it says something new, mark it, and put its note; `sent_from` is the UIDNEXT of sent mail.

    False where its note bears an answer that must be heard before anything else is told.
    """
    found, before = named.found, named.before
    if before and not named.is_new:  # saved anew word for word: the mark alone is missing
        desk.notes.mark(found.uidvalidity, found.uid, before.verdict)
        moved = replace(before, uidvalidity=found.uidvalidity, uid=found.uid, sent_from=sent_from)
        desk.tools.book.keep(traces=[named.trace], watched=[moved])
        return True
    now = desk.tools.clock.now()
    thread = desk.session.thread_for(found.draft, now=now)
    reviewed = desk.tools.review(found, named.lineage, thread, account=desk.account, now=now)
    verdict = verdict_of(reviewed.review)
    desk.notes.mark(found.uidvalidity, found.uid, verdict)
    fresh = Watched(
        account=desk.account.name,
        folder=found.folder,
        lineage=named.lineage,
        uidvalidity=found.uidvalidity,
        uid=found.uid,
        digest=named.digest,
        verdict=verdict,
        revision="",
        reviewed=now,
        sent_from=sent_from,
        offered=offered_in(reviewed.review, desk.account.owner),
        enough=before.enough if before else False,
        warned=before.warned if before else (),
    )
    told = _noted(desk, reviewed, fresh, named)
    desk.tools.book.keep(traces=[named.trace], watched=[told])
    desk.tell("reviewed", verdict=verdict, note=bool(told.revision))
    return bool(told.digest)


def end(desk: Desk, gone: Collection[str], known: Known) -> None:
    """Take away what was told of drafts that are gone, and remember what went with those that were sent."""
    rows = {each.lineage: each for each in known.watched if each.lineage in gone}
    traces = [each for each in known.traces if each.lineage in gone]
    now = desk.tools.clock.now()
    sent = sent_as(traces, _newly_sent(desk, rows.values()), now)
    past = desk.tools.past() if sent else ()
    remembered = [entry for lineage, draft in sent.items() for entry in taken_along(rows[lineage], draft, past, now)]
    _take_away(desk, rows.values())
    desk.tools.book.drop(desk.account.name, desk.drafts.name, rows.keys(), remembered)
    desk.tell("ended", sent=len(sent), deleted=len(rows) - len(sent), taken=len(remembered))


def _noted(desk: Desk, reviewed: Reviewed, fresh: Watched, named: Named) -> Watched:
    """Bring the draft's note in step with its review; what is to be kept of both."""
    wanted, before = "", named.before
    if fresh.verdict != "nothing":
        wanted = desk.notes.revision(reviewed, enough=fresh.enough, warned=fresh.warned)
    if before and before.revision == wanted:
        return replace(fresh, revision=wanted, note_uidvalidity=before.note_uidvalidity, note_uid=before.note_uid)
    if wanted:
        if not (named.is_kept and before and before.revision):  # else, cut off here, it might leave a note nobody knows
            desk.tools.book.keep(traces=[named.trace], watched=[replace(fresh, digest="", revision=_UNDER_WAY)])
        return _with_note(desk, reviewed, fresh, wanted)
    if before:
        _take_away(desk, [replace(before, digest="")])
    return fresh


def _take_away(desk: Desk, rows: Collection[Watched]) -> None:
    """Remove the notes of these drafts; forgotten first where they lie, for else their absence passes for an answer."""
    noted = [each for each in rows if each.revision]
    if noted:
        desk.tools.book.keep(watched=[replace(each, note_uidvalidity=0, note_uid=0) for each in noted])
        desk.notes.remove([each.lineage for each in noted])


def _with_note(desk: Desk, reviewed: Reviewed, fresh: Watched, wanted: str) -> Watched:
    try:
        note = desk.notes.put(reviewed, wanted, desk.tools.clock.now())
    except MailboxError as failure:
        if type(failure) not in {MailboxError, CommandRefused}:
            raise
        desk.tell("no note", error=failure)  # the server keeps none: the mark tells, and the next save tries again
        return fresh
    if note is None:  # it bears an answer, which is heard first
        return replace(fresh, digest="", revision=wanted)
    warned = {*fresh.warned, *(each.id for each in reviewed.review.warnings)}
    return _where(replace(fresh, revision=wanted, warned=tuple(sorted(warned))), note)


def _where(fresh: Watched, note: FoundNote) -> Watched:
    return replace(fresh, note_uidvalidity=note.uidvalidity, note_uid=note.uid)


def _newly_sent(desk: Desk, rows: Collection[Watched]) -> Sequence[FoundDraft]:
    """What was sent since these drafts were last reviewed, the newest first."""
    if not desk.sent or not rows:
        return ()
    first = min(each.sent_from for each in rows)
    opened = desk.session.line.examine(desk.sent)
    key = (f"UID {first}:*", "UNDELETED") if first else ("UNDELETED",)
    uids = [uid for uid in desk.session.line.search(key) if uid >= first]
    return desk.session.read(desk.sent, opened.uidvalidity, uids[-_MOST_SENT:][::-1])
