"""In a mailbox reviewed with a store, a rule that kept being dismissed says nothing until it is woken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from mailhuman.config import Account
from mailhuman.mailbox import FoundDraft
from mailhuman.model import Address, Contact, Draft, Note, PartialDate, Remembered, Span, ThreadMessage
from mailhuman.review import review_drafts, rules
from mailhuman.store import Store

pytestmark = pytest.mark.model
NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
WORK = Account("work", "jo@falk.example", "imap.falk.example")
TEXT = "Priya,\n\nStaging is up. Review it and confirm.\n\nJo"
BIKE = Note("hobby", "Restoring a 1974 road bike", learned=PartialDate.parse("2026-02-04"))
DRAFT = Draft(
    message_id="<7@falk.example>",
    sender=Address("jo@falk.example"),
    to=(Address("priya@acme.example"),),
    subject="Staging",
    text=TEXT,
    own=(Span(0, len(TEXT)),),
    language="en",
)


class Mailbox:
    """A mailbox with one draft in it and no other mail."""

    def drafts(self) -> Iterator[FoundDraft]:
        yield FoundDraft("Drafts", 1, 7, DRAFT)

    def thread_for(self, draft: Draft, *, now: datetime) -> tuple[ThreadMessage, ...]:
        assert (draft, now.tzinfo) == (DRAFT, UTC)
        return ()


def said(store: Store, now: datetime = NOW) -> set[str]:
    [found] = review_drafts(Mailbox(), store, account=WORK, rulebook=rules(), now=now)
    return {each.rule for each in found.review.suggestions}


def kept_back(store: Store) -> set[tuple[str, str]]:
    [found] = review_drafts(Mailbox(), store, account=WORK, rulebook=rules(), now=NOW)
    return {(each.rule, each.gate) for each in found.review.withheld if "rests" in each.why}


def test_a_rule_dismissed_in_five_drafts_is_silent_in_the_sixth_for_a_season_or_until_it_is_woken(store: Store) -> None:
    store.save_contacts([Contact("Priya Raman", ("priya@acme.example",), notes=(BIKE,))])
    day = timedelta(days=1)
    for _ in range(5):
        assert "hobby" in said(store)
        dismissed = Remembered(NOW - day, "dismissed", "ana@acme.example", "hobby", "hobby", suggestion="s")
        store.remember([dismissed, Remembered(NOW - day, "dismissed", "ana@acme.example", "leak", "leak")])
    assert "hobby" not in said(store)
    assert kept_back(store) == {("hobby", "G15")}
    assert store.switches() == ()
    assert "hobby" in said(store, NOW + 89 * day)
    store.wake(["hobby"], NOW)
    assert "hobby" in said(store)
