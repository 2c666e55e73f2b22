"""A mailbox of a busy person: 5,000 messages in the Inbox, and only what is needed of them travels."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from mailhuman.mailbox import connect
from mailhuman.message import read_draft
from tests.mailbox.letters import NOW, days_ago, letter, sent
from tests.servers.counting import counted
from tests.servers.dovecot import PASSWORD, Dovecot

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

_MANY = 5_000
_FILLER = "We count them again on Monday and tell you what we find.\n" * 20
_DRAFT = read_draft(
    sent("And?\n", subject="Shelves", message_id="<d@acme.example>", extra="References: <bob-40@falk.example>\n")
)


def _received(number: int) -> datetime:
    return days_ago(1 + (_MANY - number) / 20).replace(microsecond=0)


def _posted(number: int) -> datetime:
    return days_ago(1 + (300 - number) / 5).replace(microsecond=0)


@pytest.fixture(scope="module")
def busy(dovecot: Dovecot) -> Dovecot:
    """5,000 messages within 250 days, every hundredth from Bob, and 300 sent ones."""
    maildir = dovecot.maildir("busy")
    for number in range(_MANY):
        at = _received(number)
        who = "bob" if number % 100 == 40 else f"person{number % 700}"
        sender, message_id = f"{who}@falk.example", f"<{who}-{number}@falk.example>"
        maildir.add(
            "INBOX", letter(_FILLER, sender=sender, subject=f"Matter {number}", message_id=message_id, at=at), at
        )
    for number in range(300):
        at, to = _posted(number), "bob@falk.example" if number % 10 == 0 else "cy@falk.example"
        maildir.add("Sent", sent(to=to, message_id=f"<s{number}@acme.example>", at=at), at)
    maildir.add("Drafts", sent("And the boxes?\n"), NOW, ("\\Draft",))
    return dovecot


def test_a_thread_is_the_last_exchanges_in_good_time_and_few_bytes(busy: Dovecot) -> None:
    with counted(busy.port) as wire:
        account = busy.account("busy", port=wire.port, security="plain", timeout=30)
        with connect(account, PASSWORD) as mailbox:
            start = time.monotonic()
            thread = mailbox.thread_for(_DRAFT, now=NOW)
            took = time.monotonic() - start
    last = sorted([_received(number) for number in range(40, _MANY, 100)] + [_posted(n) for n in range(0, 300, 10)])[
        -20:
    ]
    assert thread[0].message_id == "<bob-40@falk.example>"
    assert [message.date for message in thread[1:]] == last
    assert took < 10
    assert wire.received < 1_000_000
    assert wire.commands < 40


def test_correspondents_cost_a_few_commands(busy: Dovecot) -> None:
    with counted(busy.port) as wire:
        account = busy.account("busy", port=wire.port, security="plain")
        with connect(account, PASSWORD) as mailbox:
            found = mailbox.correspondents(5)
    assert [(address.email, count) for address, count in found] == [("cy@falk.example", 270), ("bob@falk.example", 30)]
    assert wire.commands < 15
    assert wire.received < 200_000
