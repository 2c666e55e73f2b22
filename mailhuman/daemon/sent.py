"""What became of drafts that are gone: which of them were sent, and which of the words offered went with them; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from mailhuman.daemon.said import wording_in
from mailhuman.mailbox import FoundDraft
from mailhuman.model import Draft, Remembered
from mailhuman.store import Offered, Trace, Watched, follow_all, trace_of
from mailhuman.store.likeness import hashed

_ELSEWHERE = -1
"""Stands for the UIDVALIDITY of another folder, so that UIDs are not compared."""


def sent_as(gone: Sequence[Trace], sent: Sequence[FoundDraft], now: datetime) -> dict[str, Draft]:
    """The message each of the drafts gone was sent as, by its lineage; those that were not sent are left out."""
    if not gone or not sent:
        return {}
    first = gone[0]
    traces = [
        trace_of(each.draft, account=first.account, folder=first.folder, uidvalidity=_ELSEWHERE, uid=each.uid, seen=now)
        for each in sent
    ]
    recent = [replace(each, seen=now) for each in gone]  # they were there a moment ago
    names = follow_all(traces, recent)
    wanted = {each.lineage for each in gone}
    return {name.lineage: each.draft for name, each in zip(names, sent, strict=True) if name.lineage in wanted}


def taken_along(draft: Watched, sent: Draft, past: Collection[Remembered], now: datetime) -> tuple[Remembered, ...]:
    """What to remember of a draft that was sent: of what was offered, that whose words stand in the message."""
    known = {(each.lineage, each.suggestion) for each in past if each.outcome == "sent"}
    people = {hashed(each.email): each.email for each in sent.recipients}
    return tuple(_remembered(draft, sent, people, now, known))


def _remembered(
    draft: Watched, sent: Draft, people: dict[str, str], now: datetime, known: Collection[tuple[str, str]]
) -> Iterable[Remembered]:
    for each in draft.offered:
        words = wording_in(sent.own_text, each)
        if words and each.contact in people and (draft.lineage, each.suggestion) not in known:
            yield _entry(each, people[each.contact], words, draft.lineage, now)


def _entry(each: Offered, contact: str, words: str, lineage: str, now: datetime) -> Remembered:
    return Remembered(
        now,
        "sent",
        contact,
        each.rule,
        each.category,
        each.kind,
        each.fact,
        words,
        each.suggestion,
        lineage,
    )
