"""Traces of drafts are kept one a lineage, come back as they were, and are dropped when nobody saw the draft for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mailhuman.model import Address, Draft, Span
from mailhuman.store import Store, follow_all, trace_of
from mailhuman.store.lineage import Trace
from tests.store.invented import NOON

TEXT = "Hi Priya, could you send the figures for March by Friday at noon?"


def trace(lineage: str, uid: int, *, seen: datetime = NOON, folder: str = "Drafts") -> Trace:
    draft = Draft(
        to=(Address("priya@acme.example"),),
        subject="Report",
        in_reply_to=("<m1@acme.example>",),
        text=TEXT,
        own=(Span(0, len(TEXT)),),
    )
    found = trace_of(draft, account="work", folder=folder, uidvalidity=4_294_967_295, uid=uid, seen=seen)
    return replace(found, lineage=lineage)


def test_a_trace_comes_back_as_it_was_from_its_own_folder_alone(store: Store) -> None:
    drafts, templates = trace("l1", 1), trace("l1", 1, folder="Templates")
    store.keep_trace(drafts)
    store.keep_trace(templates)
    assert store.traces("work", "Drafts") == (drafts,)
    assert store.traces("work", "Templates") == (templates,)
    assert store.traces("home", "Drafts") == ()


def test_a_lineage_has_one_trace_and_keeps_the_time_it_was_born(store: Store) -> None:
    store.keep_trace(trace("l1", 1))
    later = trace("l1", 9, seen=NOON + timedelta(hours=1))
    store.keep_trace(later)
    assert store.traces("work", "Drafts") == (replace(later, born=NOON),)


def test_a_draft_that_takes_up_an_older_lineage_leaves_no_other_trace(store: Store) -> None:
    store.keep_traces([trace("l1", 1), trace("l2", 2)])
    store.keep_trace(trace("l1", 2))
    assert store.traces("work", "Drafts") == (trace("l1", 2),)


def test_traces_not_seen_for_180_days_are_dropped_when_another_is_kept(store: Store) -> None:
    store.keep_traces([trace("old", 1), trace("young", 2, seen=NOON + timedelta(hours=1))])
    store.keep_traces([])
    assert len(store.traces("work", "Drafts")) == 2
    now = trace("new", 3, seen=NOON + timedelta(days=180, minutes=30))
    store.keep_trace(now)
    assert {kept.lineage for kept in store.traces("work", "Drafts")} == {"young", "new"}


def test_a_trace_without_a_lineage_is_refused_and_its_companions_with_it(store: Store) -> None:
    with pytest.raises(ValueError, match="lineage"):
        store.keep_traces([trace("l1", 1), trace("", 2)])
    assert store.traces("work", "Drafts") == ()


def test_a_draft_keeps_its_lineage_from_one_opening_of_the_store_to_the_next(store: Store) -> None:
    lineages = set()
    for save in range(1, 5):
        (followed,) = follow_all(
            [trace("", save, seen=NOON + save * timedelta(days=1))], store.traces("work", "Drafts")
        )
        store.keep_traces([followed])
        lineages.add(followed.lineage)
    assert len(lineages) == 1
