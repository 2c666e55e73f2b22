"""What a mailbox promises, whatever server it lies on."""

from __future__ import annotations

import pytest

from mailhuman.errors import LoginRefused
from mailhuman.mailbox import Folders, connect
from mailhuman.message import read_draft
from mailhuman.model import Address
from tests.mailbox.conftest import Mail, Serve
from tests.mailbox.letters import NOW, days_ago, letter, sent
from tests.message.client_drafts import CLIENTS, stretches_in

pytestmark = pytest.mark.imap

_WITH_FILE = (
    b"From: ann@acme.example\r\nTo: bob@falk.example\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\nThe plan is attached.\r\n"
    b'--b\r\nContent-Type: application/pdf; name="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n'
    b'Content-Disposition: attachment; filename="plan.pdf"\r\n\r\nJVBERi0=\r\n'
    b"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: cy@falk.example\r\nSubject: Inner\r\n\r\nInner words.\r\n--b--\r\n"
)


def test_the_three_folders_are_found(serve: Serve) -> None:
    with serve({}).open() as mailbox:
        assert mailbox.folders() == Folders("Drafts", "INBOX", "Sent")


def test_an_empty_mailbox_has_nothing_to_read(serve: Serve) -> None:
    with serve({}).open() as mailbox:
        assert list(mailbox.drafts()) == []
        assert mailbox.thread_for(read_draft(sent())) == ()
        assert mailbox.correspondents() == ()


def test_drafts_come_newest_first_and_as_they_read_from_bytes(serve: Serve) -> None:
    raws = [sent(f"Draft number {number}.\n", message_id=f"<d{number}@acme.example>") for number in range(45)]
    with serve({"Drafts": [Mail(raw, NOW, ("\\Draft",)) for raw in raws]}).open() as mailbox:
        found = list(mailbox.drafts())
    assert [each.draft for each in found] == [read_draft(raw) for raw in reversed(raws)]
    assert [each.uid for each in found] == sorted((each.uid for each in found), reverse=True)
    assert {(each.folder, each.uidvalidity) for each in found} == {("Drafts", found[0].uidvalidity)}
    assert found[0].uidvalidity > 0


def test_a_draft_marked_as_deleted_is_passed_over(serve: Serve) -> None:
    kept, dropped = Mail(sent("Kept.\n"), NOW, ("\\Draft",)), Mail(sent("Dropped.\n"), NOW, ("\\Draft", "\\Deleted"))
    with serve({"Drafts": [dropped, kept, dropped]}).open() as mailbox:
        assert [each.draft.own_text for each in mailbox.drafts()] == ["Kept."]


def test_attachments_are_named_and_a_forwarded_message_stays_closed(serve: Serve) -> None:
    with serve({"Drafts": [Mail(_WITH_FILE, NOW)]}).open() as mailbox:
        (found,) = mailbox.drafts()
    assert found.draft.own_text.strip() == "The plan is attached."
    assert found.draft.attachments == read_draft(_WITH_FILE).attachments
    assert found.draft.forwarded


def test_each_clients_draft_reads_as_from_its_bytes(serve: Serve) -> None:
    shapes = [(client, layout) for client in CLIENTS for layout in client.layouts]
    raws = [client.draft(layout, [["Could you send it?"]] * stretches_in(layout)) for client, layout in shapes]
    lines = [raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for raw in raws]
    with serve({"Drafts": [Mail(raw, NOW, ("\\Draft",)) for raw in lines]}).open() as mailbox:
        found = [each.draft for each in mailbox.drafts()][::-1]
    for shape, raw, draft in zip(shapes, lines, found, strict=True):
        assert draft == read_draft(raw), (shape[0].name, shape[1])


def test_the_thread_is_what_was_said_with_the_recipients(serve: Serve) -> None:
    draft = read_draft(
        sent("Where are they?\n", message_id="<d@acme.example>", extra="In-Reply-To: <q@falk.example>\n")
    )
    folders = {
        "INBOX": [
            Mail(letter("The question.\n", message_id="<q@falk.example>", at=days_ago(2)), days_ago(2)),
            Mail(letter("Older talk.\n", subject="Lunch", message_id="<l@falk.example>", at=days_ago(9)), days_ago(9)),
            Mail(letter("A stranger.\n", sender="dee@else.example", message_id="<x@else.example>"), NOW),
            Mail(letter("Long ago.\n", subject="Lunch", message_id="<o@falk.example>", at=days_ago(99)), days_ago(99)),
        ],
        "Sent": [
            Mail(sent("My answer.\n", message_id="<m@acme.example>", at=days_ago(5)), days_ago(5)),
            Mail(sent("To others.\n", to="eve@else.example", message_id="<e@acme.example>"), NOW),
        ],
    }
    with serve(folders).open() as mailbox:
        thread = mailbox.thread_for(draft, now=NOW)
    assert [message.own_text for message in thread] == ["Older talk.", "My answer.", "The question."]


def test_what_a_draft_refers_to_is_found_after_the_others_are_too_old(serve: Serve) -> None:
    draft = read_draft(sent(message_id="<d@acme.example>", extra="References: <r@falk.example> <gone@falk.example>\n"))
    folders = {
        "INBOX": [
            Mail(letter("The root.\n", message_id="<r@falk.example>", at=days_ago(200)), days_ago(200)),
            Mail(
                letter("A sibling.\n", sender="cy@falk.example", message_id="<c@x.example>", at=days_ago(150),
                       extra="References: <r@falk.example>\n"),
                days_ago(150),
            ),
            Mail(letter("Too old.\n", message_id="<gone@falk.example>", at=days_ago(500)), days_ago(500)),
        ]
    }  # fmt: skip
    with serve(folders).open() as mailbox:
        thread = mailbox.thread_for(draft, now=NOW)
    assert [message.own_text for message in thread] == ["The root.", "A sibling."]


def test_a_message_in_both_folders_counts_once(serve: Serve) -> None:
    raw = sent("To us both.\n", to="bob@falk.example, ann@acme.example", message_id="<both@acme.example>")
    draft = read_draft(sent(message_id="<d@acme.example>", extra="In-Reply-To: <both@acme.example>\n"))
    with serve({"INBOX": [Mail(raw, NOW)], "Sent": [Mail(raw, NOW)]}).open() as mailbox:
        assert [message.message_id for message in mailbox.thread_for(draft, now=NOW)] == ["<both@acme.example>"]


def test_a_thread_may_be_read_between_two_drafts(serve: Serve) -> None:
    drafts = [Mail(sent(f"No {number}.\n", message_id=f"<d{number}@acme.example>"), NOW) for number in range(22)]
    read: list[str] = []
    with serve({"Drafts": drafts, "INBOX": [Mail(letter(), NOW)]}).open() as mailbox:
        for number, found in enumerate(mailbox.drafts()):
            read.append(found.draft.own_text)
            assert number % 7 or len(mailbox.thread_for(found.draft, now=NOW)) == 1
    assert read == [f"No {number}." for number in reversed(range(22))]


def test_correspondents_are_counted_and_named_as_last_written(serve: Serve) -> None:
    tos = ["bob@falk.example", "Bob Falk <bob@falk.example>, ann@acme.example", "cy@falk.example", "bob@falk.example"]
    mails = [Mail(sent(to=to, message_id=f"<s{number}@acme.example>"), NOW) for number, to in enumerate(tos)]
    with serve({"Sent": mails}).open() as mailbox:
        assert mailbox.correspondents() == (
            (Address("bob@falk.example", "Bob Falk"), 3),
            (Address("cy@falk.example"), 1),
        )
        assert len(mailbox.correspondents(1)) == 1


def test_a_wrong_password_is_refused_and_not_repeated_in_the_message(serve: Serve) -> None:
    box = serve({})
    with pytest.raises(LoginRefused) as refusal:
        connect(box.account, "not-the-right-word")
    said = f"{refusal.value.message} {refusal.value.next_step}"
    assert "not-the-right-word" not in said
    assert box.account.user not in said.split()
    assert "mailhuman setup" in said
