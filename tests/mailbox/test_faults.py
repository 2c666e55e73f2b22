"""What servers do wrong, each by a script: nothing hangs, nothing is mixed up, and what can be read is read."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable

import pytest

from mailhuman.errors import FolderMissing, MailboxError, ServerGone
from mailhuman.mailbox import FoundDraft, Session, connect
from mailhuman.message import read_draft
from mailhuman.model import Address
from tests.mailbox.letters import NOW, PLAIN, body, letter, outline, sent
from tests.servers.scripted import BAD, CLOSE, HANG, NO, OK, TAG, Script, scripted

pytestmark = pytest.mark.imap

_ONE = sent("One.\n", message_id="<1@acme.example>")
_TWO = sent("Two.\n", message_id="<2@acme.example>")
_BOTH = b"* SEARCH 11 12\r\n" + OK
_OUTLINES = outline(1, 11, _ONE) + outline(2, 12, _TWO)
_BODIES = body(1, 11, _ONE) + body(2, 12, _TWO)


def _drafts(script: Script) -> list[FoundDraft]:
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        return list(mailbox.drafts())


def _words(script: Script) -> list[str]:
    return [found.draft.own_text for found in _drafts(script)]


def test_two_drafts_are_read_as_a_check_of_the_script() -> None:
    found = _drafts({"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, _BODIES + OK]})
    assert [(each.uid, each.uidvalidity, each.draft) for each in found] == [
        (12, 7, read_draft(_TWO)),
        (11, 7, read_draft(_ONE)),
    ]


@pytest.mark.parametrize(
    "cut",
    [
        CLOSE,
        b"* 1 FETCH (UID 11 BODY[HEA" + CLOSE,
        _OUTLINES[:150] + CLOSE,
        b"* BYE\r\n" + CLOSE,
        b"* BYE\r\n" + OK + CLOSE,
    ],
)
def test_a_server_gone_in_the_midst_is_told_as_gone(cut: bytes) -> None:
    with scripted({"SEARCH": _BOTH, "FETCH": cut}) as server, connect(server.account(), "word") as mailbox:
        with pytest.raises(ServerGone) as caught:
            list(mailbox.drafts())
        assert caught.value.exit_code == 24
        assert "127.0.0.1" in caught.value.message


@pytest.mark.parametrize("verb", ["LIST", "EXAMINE", "SEARCH", "FETCH"])
def test_a_server_that_falls_silent_is_given_up_in_time(verb: str) -> None:
    script: Script = {"SEARCH": _BOTH, verb: b"* OK wait\r\n" + HANG}
    with scripted(script) as server, connect(server.account(timeout=0.3), "word") as mailbox:
        start = time.monotonic()
        with pytest.raises(ServerGone):
            list(mailbox.drafts())
        mailbox.close()
        assert time.monotonic() - start < 2


def test_leaving_a_server_that_is_silent_by_then_takes_a_moment() -> None:
    with scripted({"LOGOUT": HANG}) as server:
        mailbox = connect(server.account(timeout=30), "word")
        start = time.monotonic()
        mailbox.close()
        assert time.monotonic() - start < 5


def test_a_line_out_of_step_is_never_used_again() -> None:
    script: Script = {"SEARCH": _BOTH, "FETCH": _OUTLINES[:100] + HANG}
    with scripted(script) as server, connect(server.account(timeout=0.3), "word") as mailbox:
        for _ in range(2):
            with pytest.raises(ServerGone):
                list(mailbox.drafts())
    assert server.verbs().count("FETCH") == 1


def test_news_about_other_messages_is_not_mixed_in() -> None:
    news = (
        b"* 5 FETCH (FLAGS (\\Deleted))\r\n* 3 FETCH (UID 99 FLAGS ())\r\n* 11 FETCH (FLAGS (\\Seen))\r\n* 6 EXISTS\r\n"
    )
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [news + outline(1, 11, _ONE) + news + outline(2, 12, _TWO) + OK, body(1, 11, _ONE) + news + body(2, 12, _TWO) + OK],
    }  # fmt: skip
    assert _words(script) == ["Two.", "One."]


def test_news_about_a_number_that_looks_like_a_uid_makes_no_draft() -> None:
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [b"* 11 FETCH (FLAGS (\\Seen))\r\n" + outline(2, 12, _TWO) + OK, body(2, 12, _TWO) + OK],
    }
    assert _words(script) == ["Two."]


def test_a_draft_gone_between_search_and_fetch_is_passed_over() -> None:
    assert _words({"SEARCH": _BOTH, "FETCH": [outline(2, 12, _TWO) + OK, body(2, 12, _TWO) + OK]}) == ["Two."]
    assert _words({"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, body(2, 12, _TWO) + OK]}) == ["Two."]
    assert _words({"SEARCH": _BOTH, "FETCH": OK}) == []


def test_a_refusal_for_one_message_does_not_lose_the_other() -> None:
    gone = TAG + b" NO [EXPUNGEISSUED] Some messages are gone\r\n"
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [_OUTLINES + gone, outline(2, 12, _TWO) + OK, NO, body(2, 12, _TWO) + OK],
    }
    assert _words(script) == ["Two."]


_NO_STRUCTURES = [b"NIL", b'"text"', b"()", b"((", b'("TEXT" "PLAIN"', b'("TEXT" "PLAIN" (x', b"(" * 3000 + b")" * 3000]


def _fetching(first: bytes, structure: bytes) -> Callable[[bytes], bytes]:
    """Answer FETCH for two messages, of which the first has that structure."""

    def answer(line: bytes) -> bytes:
        uids = line.split()[3].split(b",")
        said = b""
        for number, (uid, raw, shape) in enumerate(((b"11", first, structure), (b"12", _TWO, PLAIN)), 1):
            if uid in uids:
                full = outline(number, int(uid), raw, shape) if b"HEADER" in line else body(number, int(uid), raw)
                said += full if b"BODYSTRUCTURE" in line else full.replace(b"BODYSTRUCTURE " + shape + b" ", b"")
        return said + OK

    return answer


@pytest.mark.parametrize("structure", _NO_STRUCTURES)
def test_a_structure_that_is_none_spoils_no_draft_of_one_part(structure: bytes) -> None:
    assert _words({"SEARCH": _BOTH, "FETCH": _fetching(_ONE, structure)}) == ["Two.", "One."]


@pytest.mark.parametrize("structure", _NO_STRUCTURES)
def test_a_draft_of_many_parts_without_structure_is_told_as_unreadable(structure: bytes) -> None:
    many = _ONE.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b")
    found = _drafts({"SEARCH": _BOTH, "FETCH": _fetching(many, structure)})
    assert [(each.draft.status, each.draft.subject) for each in found] == [
        ("reviewed", "Boxes"),
        ("unreadable", "Boxes"),
    ]


def test_missing_answers_to_single_items_are_borne() -> None:
    headless = b'* 1 FETCH (UID 11 BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1))\r\n'
    textless = body(1, 11, _ONE) + b"* 2 FETCH (UID 12 BODY[1] NIL)\r\n"
    (found,) = _drafts({"SEARCH": _BOTH, "FETCH": [headless + outline(2, 12, _TWO) + OK, textless + OK]})
    assert (found.uid, found.draft.subject, found.draft.own_text) == (12, "Boxes", "")
    assert "a text part was not fetched" in found.draft.remarks


def test_a_server_that_ignores_the_limit_is_understood() -> None:
    whole = (_OUTLINES + b"").replace(b"<0>", b"")
    assert _words({"SEARCH": _BOTH, "FETCH": [whole + OK, _BODIES.replace(b"<0>", b"") + OK]}) == ["Two.", "One."]


def test_a_folder_without_uidvalidity_is_read_all_the_same() -> None:
    script: Script = {"SEARCH": _BOTH, "EXAMINE": b"* 2 EXISTS\r\n" + OK, "FETCH": [_OUTLINES + OK, _BODIES + OK]}
    assert [found.uidvalidity for found in _drafts(script)] == [0, 0]


def test_a_folder_made_anew_while_it_is_read_stops_the_reading() -> None:
    uids = list(range(1, 31))
    first = b"".join(outline(uid, uid, _ONE) for uid in uids[10:])
    texts = b"".join(body(uid, uid, _ONE) for uid in uids[10:])
    script: Script = {
        "SEARCH": b"* SEARCH " + b" ".join(b"%d" % uid for uid in uids) + b"\r\n" + OK,
        "EXAMINE": [b"* 30 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n" + OK, b"* 1 EXISTS\r\n* OK [UIDVALIDITY 8]\r\n" + OK],
        "FETCH": [first + OK, texts + OK],
    }
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        drafts = mailbox.drafts()
        assert [next(drafts).uid for _ in range(20)] == uids[:9:-1]
        with pytest.raises(MailboxError, match="made anew"):
            next(drafts)


def test_uids_are_always_named_one_by_one() -> None:
    script: Script = {"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, _BODIES + OK]}
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        list(mailbox.drafts())
    fetches = [line.split(b" ", 3)[3] for line in server.told if b"FETCH" in line]
    assert [line.split()[0] for line in fetches] == [b"12,11", b"12,11"]
    assert all(b"PEEK" in line for line in fetches)


def test_a_search_answered_by_more_than_a_million_letters_is_read() -> None:
    many = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1_000_000, 1_200_000)) + b"\r\n" + OK
    assert len(many) > 1_500_000
    with (
        scripted({"SEARCH": many, "FETCH": b"* BYE\r\n" + CLOSE}) as server,
        connect(server.account(), "word") as mailbox,
        pytest.raises(ServerGone),
    ):
        list(mailbox.drafts())
    asked = next(line for line in server.told if b"FETCH" in line)
    assert asked.count(b",") == 19
    assert b"1199999" in asked


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


def test_the_connection_always_has_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
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
        mailbox.close()
