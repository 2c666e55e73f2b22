"""What servers do wrong in searches, lists of folders and single answers, each by a script; and what is never logged."""

from __future__ import annotations

import logging
import socket

import pytest

from mailhuman.errors import FolderMissing, MailboxError
from mailhuman.mailbox import Session, connect
from mailhuman.message import read_draft
from mailhuman.model import Address
from tests.mailbox.letters import NOW, body, letter, outline, sent
from tests.servers.scripted import BAD, NO, OK, TAG, Script, scripted

pytestmark = pytest.mark.imap

_ONE = sent("One.\n", message_id="<1@acme.example>")
_TWO = sent("Two.\n", message_id="<2@acme.example>")
_BOTH = b"* SEARCH 11 12\r\n" + OK
_OUTLINES = outline(1, 11, _ONE) + outline(2, 12, _TWO)
_BODIES = body(1, 11, _ONE) + body(2, 12, _TWO)


def test_refused_searches_leave_what_the_others_find() -> None:
    found = letter("The answer.\n")
    script: Script = {
        "SEARCH": [BAD, b"* SEARCH 5\r\n" + OK, NO, b"* SEARCH\r\n" + OK],
        "FETCH": [outline(1, 5, found) + OK, body(1, 5, found) + OK],
    }
    draft = read_draft(sent(extra="In-Reply-To: <x@falk.example>\n"))
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        assert [message.own_text for message in mailbox.thread_for(draft, now=NOW)] == ["The answer."]


@pytest.mark.parametrize("refusal", [TAG + b" NO [BADCHARSET (US-ASCII)] no\r\n", BAD])
@pytest.mark.parametrize("literals", [b"LITERAL+", b""])
def test_a_server_that_knows_ascii_alone_is_asked_for_the_words_it_can_read(refusal: bytes, literals: bytes) -> None:
    """Without LITERAL+ the refusal comes in place of the permission to go on, which IMAPClient takes for a lost line."""
    script: Script = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN " + literals + b"\r\n" + OK, "LITERAL": refusal}
    if literals:
        script = {**script, "SEARCH": [b"* SEARCH\r\n" + OK, refusal, b"* SEARCH\r\n" + OK]}
    draft = read_draft(sent(subject="Grüße aus dem Lager in Bremen"))
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        assert mailbox.thread_for(draft, now=NOW) == ()
    subjects = [line for line in server.told if b"SUBJECT" in line or b"CHARSET" in line]
    assert sum(b"CHARSET" in line for line in subjects) == 1
    assert sum(b'SUBJECT "aus dem Lager in Bremen"' in line for line in subjects) == 2


def test_whatever_a_subject_holds_is_quoted() -> None:
    draft = read_draft(sent(subject='100% (of) "all" [x] {5} \\ *'))
    with scripted() as server, connect(server.account(), "word") as mailbox:
        mailbox.thread_for(draft, now=NOW)
    assert any(b'SUBJECT "100% (of) \\"all\\" [x] {5} \\\\ *"\r\n' in line for line in server.told)


def test_marks_of_special_folders_are_read_in_any_case() -> None:
    listing = b'* LIST (\\drafts \\HasNoChildren) "." INBOX.Anything\r\n* LIST (\\SENT) "." INBOX.Else\r\n* LIST () "." INBOX\r\n'
    with scripted({"LIST": listing + OK}) as server, connect(server.account(), "word") as mailbox:
        assert (mailbox.folders().drafts, mailbox.folders().sent) == ("INBOX.Anything", "INBOX.Else")


def test_odd_folder_names_spoil_neither_the_list_nor_each_other() -> None:
    listing = (
        b'* LIST () "/" "&AAA"\r\n* LIST () "/" "&!!!-"\r\n* LIST () "/" {3}\r\nabc\r\n* LIST () "/" 123\r\n'
        b'* LIST () NIL INBOX\r\n* LIST () "/" "caf\xc3\xa9"\r\n* LIST (\\Noselect) "/" Drafts\r\n'
        b'* LIST () "/" "Entw&APw-rfe"\r\n* LIST () "/" "a \\"b\\" \\\\c"\r\n'
    )
    with scripted({"LIST": listing + OK}) as server, connect(server.account(), "word") as mailbox:
        assert mailbox.folders().drafts == "Entwürfe"
        list(mailbox.drafts())
    assert any(b'EXAMINE "Entw&APw-rfe"' in line for line in server.told)


def test_a_mailbox_without_drafts_says_what_there_is() -> None:
    with (
        scripted({"LIST": b'* LIST () "/" INBOX\r\n* LIST () "/" Notes\r\n' + OK}) as server,
        connect(server.account(), "word") as mailbox,
        pytest.raises(FolderMissing) as caught,
    ):
        mailbox.folders()
    assert "Notes" in caught.value.next_step


def test_a_folder_that_cannot_be_opened_is_told_by_name() -> None:
    with (
        scripted({"EXAMINE": NO}) as server,
        connect(server.account(), "word") as mailbox,
        pytest.raises(MailboxError, match="open the folder Drafts"),
    ):
        list(mailbox.drafts())


def test_correspondents_of_a_garbled_answer_are_those_that_can_be_read() -> None:
    to = b"To: Bob Falk <bob@falk.example>\r\n\r\n"
    fetch = (
        b'* 1 FETCH (FLAGS ())\r\n* 2 FETCH (UID 12 BODY[HEADER.FIELDS ("TO" "CC" "BCC")] {%d}\r\n' % len(to) + to + b")\r\n"
    )  # fmt: skip
    with scripted({"SEARCH": _BOTH, "FETCH": fetch + OK}) as server, connect(server.account(), "word") as mailbox:
        assert mailbox.correspondents() == ((Address("bob@falk.example", "Bob Falk"), 1),)


def test_nothing_of_mail_password_or_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    script: Script = {"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, _BODIES + OK]}
    with scripted(script) as server, connect(server.account(), "canary-word") as mailbox:
        assert len(list(mailbox.drafts())) == 2
    assert not [record for record in caplog.records if record.name.startswith("imap")]


def test_the_connection_always_has_a_timeout_and_waits_for_no_other_half_of_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[socket.socket] = []
    create = socket.create_connection

    def noted(*args: object, **more: object) -> socket.socket:
        made.append(create(*args, **more))  # type: ignore[arg-type] # handed on as given
        assert made[-1].gettimeout() is not None
        return made[-1]

    with scripted() as server:
        monkeypatch.setattr(socket, "create_connection", noted)
        mailbox: Session = connect(server.account(timeout=3), "word")
        assert [line.gettimeout() for line in made] == [3]
        assert made[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        mailbox.close()


def test_what_a_server_tells_unasked_of_another_message_is_not_told_of_this_one() -> None:
    """It names messages by number where we ask by UID: the second message may have any UID, and 2 be another's."""
    answer = b"* 1 FETCH (UID 2 FLAGS (\\Draft))\r\n* 2 FETCH (FLAGS (\\Deleted))\r\n" + OK
    with scripted({"FETCH": answer}) as server, connect(server.account(), "word") as mailbox:
        mailbox.line.examine(mailbox.places()[0])
        told = mailbox.line.fetch([2], ("FLAGS",))[2]
        assert told
        assert told[b"FLAGS"] == (b"\\Draft",)


def test_an_answer_of_news_alone_is_no_answer() -> None:
    with (
        scripted({"FETCH": b"* 2 FETCH (FLAGS (\\Deleted))\r\n" + OK}) as server,
        connect(server.account(), "word") as mailbox,
    ):
        mailbox.line.examine(mailbox.places()[0])
        assert mailbox.line.fetch([2], ("FLAGS",)) == {}
        assert server.verbs()[-1] == "FETCH"
