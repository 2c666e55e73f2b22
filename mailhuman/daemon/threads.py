"""Which drafts a new message concerns, told from hashes; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mailhuman.model import ThreadMessage
from mailhuman.store import Trace
from mailhuman.store.likeness import hashed


def concerned(traces: Iterable[Trace], news: Sequence[ThreadMessage], owner: frozenset[str]) -> frozenset[str]:
    """The lineages of the drafts these messages may say something new about.

    That is, drafts that answer one of them or its thread, and drafts to those who wrote it or got it.
    """
    ids = {hashed(each) for message in news for each in _ids(message)}
    people = {hashed(each) for message in news for each in _people(message) if each not in owner}
    told = (ids | people) - {""}
    return frozenset(each.lineage for each in traces if not told.isdisjoint((*each.refs, *each.recipients)))


def _ids(message: ThreadMessage) -> Iterable[str]:
    return (message.message_id, *message.in_reply_to, *message.references)


def _people(message: ThreadMessage) -> Iterable[str]:
    sender = (message.sender,) if message.sender else ()
    return (each.email for each in (*sender, *message.to, *message.cc))
