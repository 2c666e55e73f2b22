"""Marks on drafts: one of ours at most, where the server keeps it, and not a byte of the draft else."""

from __future__ import annotations

import pytest

from mailhuman.mailbox import Session, connect
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.keywords import Mark, harms_drafts, mark, unmark_all
from mailhuman.mailbox.pen import Pen, Whole
from tests.mailbox.conftest import Mail, Serve
from tests.mailbox.letters import NOW, sent
from tests.servers.scripted import OK, Script, scripted

pytestmark = pytest.mark.imap

_DRAFT = Mail(sent("One.\n"), NOW, ("\\Draft", "\\Flagged"))
_DRAFTS = Listed(b"Drafts", "Drafts")
_GMAIL = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS X-GM-EXT-1\r\n" + OK}


def opened(*permanent: str) -> bytes:
    listed = " ".join(permanent).encode()
    return b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (%s)] x\r\n" % listed + OK


def flagged(*flags: str) -> bytes:
    return b"* 1 FETCH (UID 11 FLAGS (%s))\r\n" % " ".join(flags).encode() + OK


def whole(session: Session, uid: int) -> Whole:
    found = Pen(session.line).whole(uid)
    assert found
    return found


def stores(script: Script, wanted: Mark | None, *, greeting: bytes = b"* OK ready\r\n") -> tuple[bool, list[str]]:
    """What marking draft 11 gives, and the STORE commands it takes, without their tags."""
    with scripted({"STORE": OK, **script}, greeting=greeting) as server, connect(server.account(), "x") as session:
        kept = mark(session.line, _DRAFTS, 11, wanted, uidvalidity=7)
    told = [line.decode().split(" ", 1)[1].strip() for line in server.told if b" STORE " in line]
    return kept, told


@pytest.mark.dovecot
def test_a_draft_bears_one_mark_of_ours_and_stays_as_it_was(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT, _DRAFT]}).open() as session:
        folder = session.places()[0]
        uidvalidity = session.line.examine(folder).uidvalidity
        for wanted in (Mark.SEEN, Mark.WARN, Mark.WARN, Mark.HINT):
            assert mark(session.line, folder, 1, wanted, uidvalidity=uidvalidity)
            ours = {each for each in whole(session, 1).flags if each.startswith(b"$")}
            assert ours == {wanted.keyword.encode()}
        after = whole(session, 1)
        assert after.raw == _DRAFT.raw
        assert {b"\\Draft", b"\\Flagged"} <= set(after.flags)
        assert not {each for each in whole(session, 2).flags if each.startswith(b"$")}
        assert mark(session.line, folder, 1, None, uidvalidity=uidvalidity)
        assert not {each for each in whole(session, 1).flags if each.startswith(b"$")}


@pytest.mark.dovecot
def test_all_marks_go_at_once_and_nobody_elses(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT, _DRAFT, _DRAFT]}).open() as session:
        folder = session.places()[0]
        uidvalidity = session.line.examine(folder).uidvalidity
        for uid, wanted in ((1, Mark.SEEN), (2, Mark.HINT), (3, Mark.WARN)):
            mark(session.line, folder, uid, wanted, uidvalidity=uidvalidity)
        Pen(session.line).flag([1], add=["$Label1"])
        assert unmark_all(session) == 3
        assert unmark_all(session) == 0
        left = {each for uid in (1, 2, 3) for each in whole(session, uid).flags}
    assert left - {b"\\Recent"} == {b"\\Draft", b"\\Flagged", b"$Label1"}


def test_a_draft_is_not_touched_where_the_server_keeps_no_keywords(serve: Serve) -> None:
    with serve({"Drafts": [_DRAFT]}).open() as session:
        folder = session.places()[0]
        opened_as = Pen(session.line).select(folder)
        (uid,) = session.line.search(("ALL",))
        before = whole(session, uid)
        kept = mark(session.line, folder, uid, Mark.HINT, uidvalidity=opened_as.uidvalidity)
        assert kept == ("\\*" in opened_as.permanent)
        after = whole(session, uid)
        assert (after.raw, b"$MailHumanHint" in after.flags) == (before.raw, kept)
        unmark_all(session)
        assert set(whole(session, uid).flags) - {b"\\Recent"} == set(before.flags) - {b"\\Recent"}


@pytest.mark.dovecot
def test_a_draft_that_is_gone_or_deleted_or_in_a_folder_made_anew_is_left_alone(serve_dovecot: Serve) -> None:
    deleted = Mail(sent("Gone.\n"), NOW, ("\\Deleted",))
    with serve_dovecot({"Drafts": [_DRAFT, deleted]}).open() as session:
        folder = session.places()[0]
        uidvalidity = session.line.examine(folder).uidvalidity
        assert not mark(session.line, folder, 2, Mark.HINT, uidvalidity=uidvalidity)
        assert not mark(session.line, folder, 99, Mark.HINT, uidvalidity=uidvalidity)
        assert not mark(session.line, folder, 1, Mark.HINT, uidvalidity=uidvalidity + 1)
        assert not {each for uid in (1, 2) for each in whole(session, uid).flags if each.startswith(b"$")}


def test_keywords_are_set_where_any_may_be_or_ours_are_named() -> None:
    plain = flagged("\\Draft")
    for permanent, kept in (("\\*",), True), (("$MAILHUMANHINT",), True), (("$MailHumanWarn",), False), ((), False):
        found = stores({"SELECT": opened("\\Seen", *permanent), "FETCH": plain}, Mark.HINT)
        assert found == (kept, ["UID STORE 11 +FLAGS.SILENT ($MailHumanHint)"] if kept else [])


def test_the_old_mark_is_taken_before_the_new_one_is_set_and_the_same_is_not_set_again() -> None:
    script: Script = {"SELECT": opened("\\*"), "FETCH": flagged("\\Draft", "$mailhumanseen", "$Forwarded")}
    assert stores(script, Mark.WARN)[1] == [
        "UID STORE 11 -FLAGS.SILENT ($MailHumanSeen)",
        "UID STORE 11 +FLAGS.SILENT ($MailHumanWarn)",
    ]
    assert stores(script, Mark.SEEN) == (True, [])


@pytest.mark.parametrize(
    "greeting",
    [
        b"* OK [CAPABILITY IMAP4REV1 AUTH=LOGIN] IMAP4rev1 DavMail 6.2.2-3546 server ready\r\n",
        b"* OK The Microsoft Exchange IMAP4 service is ready.\r\n",
    ],
)
def test_no_mark_where_marks_are_known_to_copy_drafts(greeting: bytes) -> None:
    script: Script = {"SELECT": opened("\\*"), "FETCH": flagged("\\Draft", "$MailHumanSeen")}
    assert stores(script, Mark.HINT, greeting=greeting) == (False, [])
    with scripted(script, greeting=greeting) as server, connect(server.account(), "x") as session:
        assert harms_drafts(session.line)
        assert unmark_all(session) == 0
    assert "STORE" not in server.verbs()


def test_gmail_shows_a_label_beside_the_keyword() -> None:
    script: Script = {**_GMAIL, "SELECT": opened("\\*"), "FETCH": flagged("\\Draft")}
    assert stores(script, Mark.WARN) == (
        True,
        [
            "UID STORE 11 +FLAGS.SILENT ($MailHumanWarn)",
            'UID STORE 11 -X-GM-LABELS.SILENT ("MailHuman/Hint")',
            'UID STORE 11 +X-GM-LABELS.SILENT ("MailHuman/Warn")',
        ],
    )
    assert not any("+X-GM-LABELS" in each for each in stores(script, Mark.SEEN)[1])


def test_gmail_without_its_labels_keeps_the_keyword() -> None:
    def answer(line: bytes) -> bytes:
        return b"<tag> NO no such label\r\n" if b"X-GM" in line else OK

    script: Script = {**_GMAIL, "SELECT": opened("\\*"), "FETCH": flagged("\\Draft"), "STORE": answer}
    assert stores(script, Mark.WARN)[0]


def test_labels_are_taken_and_go_where_nothing_else_bears_them() -> None:
    listed = b"".join(
        b'* LIST (%s) "/" %s\r\n' % each
        for each in ((b"\\Drafts", b"[Gmail]/Drafts"), (b"", b"INBOX"), (b"", b"MailHuman/Hint"), (b"", b"MailHuman"))
    )

    def search(line: bytes) -> bytes:
        return (b"* SEARCH 11 12\r\n" if b'X-GM-LABELS "MailHuman/Hint"' in line else b"* SEARCH\r\n") + OK

    script: Script = {
        **_GMAIL, "SELECT": opened("\\*"), "SEARCH": search, "LIST": listed + OK, "STORE": OK, "UNSUBSCRIBE": OK,
        "DELETE": OK, "EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 3] x\r\n" + OK,
    }  # fmt: skip
    with scripted(script) as server, connect(server.account(), "x") as session:
        assert unmark_all(session) == 2
    told = [line.split(b" ", 1)[1].strip() for line in server.told]
    assert b'UID STORE 11,12 -X-GM-LABELS.SILENT ("MailHuman/Hint")' in told
    assert [line for line in told if line.startswith(b"DELETE")] == [b'DELETE "MailHuman/Hint"']
