"""What happens in the other folders: new mail in the threads of drafts, and answers given to companion notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mailhuman.daemon.desk import Desk
from mailhuman.daemon.said import reader_of
from mailhuman.daemon.threads import concerned
from mailhuman.mailbox import answering
from mailhuman.mailbox.answering import Answer
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.noted import Look as NotesSeen
from mailhuman.model import ThreadMessage
from mailhuman.store import Look, Trace, Watched
from mailhuman.store.likeness import hashed


def hear_threads(desk: Desk, watched: Sequence[Watched], looks: dict[str, Look]) -> dict[str, Look]:
    """Read the headers of new mail and have the drafts it concerns reviewed again; how far each folder is read now."""
    fresh = dict(looks)
    news: list[ThreadMessage] = []
    for place in desk.others:
        look, told = _new_mail(desk, place, looks.get(place.name))
        fresh[place.name] = look
        news += told
    names = concerned(_traces(desk), news, desk.account.owner) if news and watched else frozenset()
    stale = [replace(each, digest="") for each in watched if each.lineage in names]
    changed = [look for name, look in fresh.items() if looks.get(name) != look]
    if changed or stale:
        desk.tools.book.keep(watched=stale, looks=changed)
    if stale:
        desk.tell("threads changed", drafts=len(stale))
    return fresh


def _new_mail(desk: Desk, place: Listed, before: Look | None) -> tuple[Look, tuple[ThreadMessage, ...]]:
    """How far a folder is read now, and the headers of what came since; nothing on a first look at it."""
    opened = desk.session.line.examine(place)
    look = Look(desk.account.name, place.name, opened.uidvalidity, opened.uidnext)
    if before is None or before.uidvalidity != look.uidvalidity or before.uidnext >= look.uidnext:
        return look, ()
    return look, desk.session.heads(place, before.uidnext)


def _traces(desk: Desk) -> tuple[Trace, ...]:
    return desk.tools.book.known(desk.account.name, desk.drafts.name).traces


def hear_answers(desk: Desk, watched: Sequence[Watched]) -> NotesSeen:
    """Carry out what the writer said to the notes; what lies in their folder."""
    seen = desk.notes.look()
    rows = {each.lineage: each for each in watched}
    notes = {
        each.lineage: answering.Known(each.lineage, each.note_uidvalidity, each.note_uid)
        for each in watched
        if each.note_uid
    }
    starred = (each for each in (*seen.notes, *seen.paused) if each.is_starred and each.lineage in rows)
    notes |= {each.lineage: answering.Known.of(each) for each in starred if each.lineage not in notes}
    for answer in answering.answers(notes.values(), seen):
        if answer.said != "pause":
            _obey(desk, answer, rows[answer.lineage])
            desk.tell("answered", said=answer.said)
    return seen


def _obey(desk: Desk, answer: Answer, row: Watched) -> None:
    contact = _reader(desk, row) if answer.said == "not for this person" else ""
    offered = [
        answering.Offered(each.suggestion, each.rule, each.category, each.kind, each.fact) for each in row.offered
    ]
    remembered = answering.history(answer, offered, contact=contact, now=desk.tools.clock.now())
    told = replace(row, revision="", note_uidvalidity=0, note_uid=0)
    if answer.said == "enough":
        desk.tools.book.keep(watched=[replace(told, enough=True)], remembered=remembered)
        return
    desk.tools.book.keep(watched=[replace(told, digest="")], remembered=remembered)
    desk.notes.remove([row.lineage])


def _reader(desk: Desk, row: Watched) -> str:
    """The address of the one the draft was written to when its note was put; "" if it is written to another now."""
    for found in desk.session.read(desk.drafts, row.uidvalidity, [row.uid]):
        reader = reader_of(found.draft, desk.account.owner)
        if reader and hashed(reader.email) in _contacts(row):
            return reader.email
    return ""


def _contacts(row: Watched) -> Iterator[str]:
    return (each.contact for each in row.offered)
