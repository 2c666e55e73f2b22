"""The drafts of a mailbox, reviewed: each under the name it keeps, with what was answered before, and nothing else kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.config import Account
from mailhuman.contacts import parse_contacts
from mailhuman.mailbox import FoundDraft
from mailhuman.model import Address, Draft, Remembered, Span, Suggestion, Switch, ThreadMessage
from mailhuman.review import Reviewed, in_order, review_draft, review_drafts, rules
from mailhuman.store import Store, open_store

pytestmark = pytest.mark.model
NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
WORK = Account("work", "jo@falk.example", "imap.falk.example")
ASK = "Priya,\n\nStaging is up. Review it and confirm.\n\nJo"
CARDS = """
- name: Priya Raman
  emails: [priya@acme.example]
  notes: [{kind: hobby, text: Restoring a 1974 road bike, learned: 2026-02-04}]
- name: Ana Sol
  emails: [ana@acme.example]
  notes: [{kind: hobby, text: Restoring a 1962 sailing dinghy, learned: 2026-02-04}]
"""


@dataclass
class Mailbox:
    """A mailbox that holds these drafts and no other mail."""

    found: list[FoundDraft]
    asked: datetime | None = None

    def drafts(self) -> Iterator[FoundDraft]:
        yield from self.found

    def thread_for(self, draft: Draft, *, now: datetime) -> tuple[ThreadMessage, ...]:
        assert draft in [each.draft for each in self.found]
        self.asked = now
        return ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.save_contacts(parse_contacts(CARDS, "cards.yaml"))
        yield opened


def draft(uid: int, text: str = ASK, to: str = "priya@acme.example", *, validity: int = 7) -> FoundDraft:
    written = Draft(
        message_id=f"<{uid}@falk.example>",
        sender=Address("jo@falk.example"),
        to=(Address(to),),
        subject="Staging",
        text=text,
        own=(Span(0, len(text)),),
        language="en",
    )
    return FoundDraft("Drafts", validity, uid, written)


def look(store: Store, *found: FoundDraft, hours: int = 0) -> list[Reviewed]:
    now = NOW + timedelta(hours=hours)
    return list(review_drafts(Mailbox(list(found)), store, account=WORK, rulebook=rules(), now=now))


def hobby(reviewed: Reviewed) -> Suggestion | None:
    return next((each for each in reviewed.review.suggestions if each.category == "hobby"), None)


def answer(store: Store, reviewed: Reviewed, outcome: str, to: str = "priya@acme.example", **more: str) -> None:
    said = hobby(reviewed)
    assert said
    entry = Remembered(
        NOW, "taken", to, said.rule, said.category, said.kind, said.fact, said.text, said.id, reviewed.lineage
    )
    store.remember([replace(entry, outcome=outcome, **more)])  # type: ignore[arg-type]  # each test names the fields it changes


def test_every_draft_is_reviewed_where_it_lies(store: Store) -> None:
    [first, second] = look(store, draft(9), draft(4, to="ana@acme.example"))
    assert (first.account, first.folder, first.uidvalidity, first.uid) == ("work", "Drafts", 7, 9)
    assert second.uid == 4
    assert hobby(first)
    assert first.lineage != second.lineage


def test_a_second_look_says_the_same(store: Store) -> None:
    assert look(store, draft(9)) == look(store, draft(9))


def test_a_draft_saved_anew_keeps_its_name_and_what_was_said_to_it(store: Store) -> None:
    [before] = look(store, draft(9))
    answer(store, before, "dismissed")
    [after] = look(store, draft(10, ASK.replace("confirm", "confirm today")), hours=1)
    assert after.lineage == before.lineage
    assert hobby(after) is None


def test_what_was_dismissed_for_one_draft_is_offered_for_another(store: Store) -> None:
    [before] = look(store, draft(9))
    answer(store, before, "dismissed")
    other = "Priya,\n\nThe invoices for the spring are in the folder. Check the second page and sign it.\n\nJo"
    [_, after] = look(store, draft(9), draft(11, other), hours=1)
    assert after.lineage != before.lineage
    assert hobby(after)


def test_what_is_dismissed_in_a_walk_holds_for_the_next_draft_of_it(store: Store) -> None:
    walk = review_drafts(
        Mailbox([draft(9), draft(4, to="ana@acme.example")]), store, account=WORK, rulebook=rules(), now=NOW
    )
    answer(store, next(walk), "dismissed", scope="rule")
    assert hobby(next(walk)) is None


def test_what_was_taken_is_not_said_again(store: Store) -> None:
    [before] = look(store, draft(9))
    answer(store, before, "taken")
    [after] = look(store, draft(9), hours=1)
    assert hobby(after) is None
    assert "G8" in {each.gate for each in after.review.withheld}


def test_a_rule_switched_off_in_this_folder_is_silent(store: Store) -> None:
    store.set_switch(Switch("hobby", enabled=False, folder="Drafts"))
    [found] = look(store, draft(9))
    assert hobby(found) is None


def test_nothing_is_kept_of_a_look_but_where_the_drafts_were(store: Store) -> None:
    look(store, draft(9))
    assert store.history() == ()
    assert [each.uid for each in store.traces("work", "Drafts")] == [9]


def test_an_empty_mailbox_has_no_reviews(store: Store) -> None:
    assert look(store) == []


def test_the_mailbox_is_asked_as_of_the_time_given(store: Store) -> None:
    mailbox = Mailbox([draft(9)])
    list(review_drafts(mailbox, store, account=WORK, rulebook=rules(), now=NOW))
    assert mailbox.asked == NOW


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        review_draft(draft(1).draft, owner=frozenset(), now=datetime(2026, 3, 12))  # noqa: DTZ001 - that is the point


def test_a_thread_is_told_oldest_first_each_message_once() -> None:
    def message(name: str, days: int | None) -> ThreadMessage:
        return ThreadMessage(f"<{name}>", date=None if days is None else NOW - timedelta(days=days))

    given = [message("new", 1), message("undated", None), message("old", 9), message("new", 1)]
    assert [each.message_id for each in in_order(given, NOW)] == ["<old>", "<new>", "<undated>"]
