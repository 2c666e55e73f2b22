"""What changes a mailbox: every change is of what was named, and of nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailhuman.errors import ServerGone
from mailhuman.mailbox import connect
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.pen import Pen, Placed
from tests.mailbox.conftest import Mail, Serve
from tests.mailbox.letters import NOW, sent
from tests.servers.scripted import CLOSE, OK, scripted

pytestmark = pytest.mark.imap

_DRAFT = Mail(sent("One.\n"), NOW, ("\\Draft",))
_DRAFTS = Listed(b"Drafts", "Drafts")
_NOTES = Listed(b"MailHuman", "MailHuman")


@pytest.mark.dovecot
def test_a_keyword_is_set_and_taken_and_the_rest_stays(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT, _DRAFT]}).open() as mailbox:
        pen = Pen(mailbox.line)
        assert "\\*" in pen.select(mailbox.places()[0]).permanent
        pen.flag([1], add=["$MailHumanHint"])
        marked, other = pen.whole(1), pen.whole(2)
        pen.flag([1], remove=["$MailHumanHint"])
        after = pen.whole(1)
    assert marked
    assert other
    assert after
    assert b"$MailHumanHint" in marked.flags
    assert b"$MailHumanHint" not in other.flags
    assert {b"\\Draft"} == set(after.flags) - {b"\\Recent"}
    assert after.raw == _DRAFT.raw


@pytest.mark.dovecot
def test_what_was_changed_meanwhile_is_left_as_it_is(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT]}).open() as mailbox:
        pen = Pen(mailbox.line)
        pen.select(mailbox.places()[0])
        before = pen.whole(1)
        assert before is not None
        pen.flag([1], add=["\\Flagged"])
        assert pen.flag([1], add=["\\Deleted"], unchanged_since=before.modseq) == {1}
        now = pen.whole(1)
        assert now is not None
        assert b"\\Deleted" not in now.flags
        assert pen.flag([1], add=["\\Deleted"], unchanged_since=now.modseq) == frozenset()


@pytest.mark.dovecot
def test_only_the_messages_named_are_removed(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT, _DRAFT, _DRAFT]}).open() as mailbox:
        pen = Pen(mailbox.line)
        pen.select(mailbox.places()[0])
        pen.flag([1, 2], add=["\\Deleted"])
        pen.expunge([2, 3])
        assert mailbox.line.search(("ALL",)) == (1, 3)


@pytest.mark.dovecot
def test_a_message_goes_into_a_folder_of_ours_and_comes_back_byte_for_byte(serve_dovecot: Serve) -> None:
    raw = b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n"
    when = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    with serve_dovecot({}).open() as mailbox:
        pen = Pen(mailbox.line)
        pen.create(_NOTES)
        placed = pen.append(_NOTES, raw, ["\\Seen", "$MailHumanNote"], when)
        pen.select(_NOTES)
        assert placed is not None
        whole = pen.whole(placed.uid)
        pen.delete(_NOTES)
        assert "MailHuman" not in [each.name for each in mailbox.line.list_folders()]
    assert whole is not None
    assert (whole.raw, whole.date) == (raw, when)
    assert {b"\\Seen", b"$MailHumanNote"} <= set(whole.flags)


@pytest.mark.dovecot
def test_a_refusal_leaves_the_line_usable(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Drafts": [_DRAFT]}).open() as mailbox:
        pen = Pen(mailbox.line)
        with pytest.raises(CommandRefused):
            pen.append(_NOTES, b"Subject: x\r\n\r\n")
        with pytest.raises(CommandRefused):
            pen.replace(1, mailbox.places()[0], b"Subject: x\r\n\r\n", (), None)
        pen.select(mailbox.places()[0])
        assert pen.whole(1) is not None


def test_a_replacement_is_one_command_with_flags_and_date() -> None:
    script = {"SELECT": OK, "REPLACE": b"* OK [APPENDUID 7 12] replaced\r\n" + OK}
    with scripted(script) as server, connect(server.account(), "x") as mailbox:
        pen = Pen(mailbox.line)
        pen.select(_DRAFTS)
        placed = pen.replace(4, _DRAFTS, b"Subject: x\r\n\r\n", ["\\Draft"], NOW)
    assert placed == Placed(7, 12)
    (command,) = [line for line in server.told if b"REPLACE" in line]
    assert b'UID REPLACE 4 "Drafts" (\\Draft) "' in command
    assert command.rstrip(b"\r\n").endswith(b"Subject: x")


def test_a_line_lost_while_appending_is_no_refusal() -> None:
    with scripted({"APPEND": CLOSE}) as server, connect(server.account(), "x") as mailbox, pytest.raises(ServerGone):
        Pen(mailbox.line).append(_DRAFTS, b"Subject: x\r\n\r\n")
