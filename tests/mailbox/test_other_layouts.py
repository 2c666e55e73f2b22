"""A Dovecot laid out as others are: everything below INBOX, levels parted by dots, German names, and no marks."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from mailhuman.errors import ServerGone
from mailhuman.mailbox import Folders, connect
from mailhuman.message import read_draft
from tests.mailbox.conftest import Mail, Serve
from tests.mailbox.letters import NOW, letter, sent
from tests.servers import dovecot as dovecots
from tests.servers.counting import counted
from tests.servers.dovecot import PASSWORD, Dovecot

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]


@pytest.mark.skipif(dovecots.BINARY is None, reason="there is no dovecot on this machine")
def test_names_in_german_below_the_inbox_are_read_and_a_server_gone_is_noticed() -> None:
    with ExitStack() as until_closed:
        with dovecots.running(separator=".", prefix="INBOX.", marked=(("Entwürfe", ""), ("Gesendet", ""))) as server:
            maildir = server.maildir("ann")
            maildir.add("Entw&APw-rfe", sent("Ein Entwurf.\n"), NOW, ("\\Draft",))
            maildir.add("Gesendet", sent("Gesendet.\n", message_id="<before@acme.example>"), NOW)
            mailbox = until_closed.enter_context(connect(server.account("ann"), PASSWORD))
            assert mailbox.folders() == Folders("INBOX.Entwürfe", "INBOX", "INBOX.Gesendet")
            (found,) = mailbox.drafts()
            assert (found.folder, found.draft.own_text) == ("INBOX.Entwürfe", "Ein Entwurf.")
            assert [message.own_text for message in mailbox.thread_for(found.draft, now=NOW)] == ["Gesendet."]
        with pytest.raises(ServerGone):
            list(mailbox.drafts())


def test_subjects_in_any_letters_are_searched(serve_dovecot: Serve) -> None:
    subjects = ["Grüße aus Bremen", "Отчёт за март", "見積もりの件", 'Say "(yes)" 100% *']
    for subject in subjects:
        mails = [
            Mail(letter("The same matter.\n", subject=f"Re: {subject}", message_id="<a@x.example>"), NOW),
            Mail(letter("Other.\n", sender="dee@else.example", subject=subject, message_id="<b@x.example>"), NOW),
        ]
        with serve_dovecot({"INBOX": mails}).open() as mailbox:
            thread = mailbox.thread_for(read_draft(sent(subject=subject, message_id="<d@x.example>")), now=NOW)
        assert [message.own_text for message in thread] == ["The same matter."]


def test_what_is_attached_never_travels(serve_dovecot: Serve, dovecot: Dovecot) -> None:
    picture = b"QUJD" * 18 + b"\r\n"
    raw = (
        b"From: ann@acme.example\r\nTo: bob@falk.example\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the plan.\r\n"
        b"--b\r\nContent-Type: image/png; name=plan.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + picture * 40_000
        + b'--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="log.txt"\r\n\r\n'
        + b"a line of a log\r\n" * 40_000
        + b"--b--\r\n"
    )
    box = serve_dovecot({"Drafts": [Mail(raw, NOW)], "INBOX": [Mail(raw.replace(b"From: ann", b"From: bob"), NOW)]})
    with counted(dovecot.port) as wire:
        account = dovecot.account(box.account.user, port=wire.port, security="plain")
        with connect(account, PASSWORD) as mailbox:
            (found,) = mailbox.drafts()
    assert found.draft == read_draft(raw)
    assert found.draft.attachments == ("plan.png", "log.txt")
    assert wire.received < 10_000


def test_of_an_endless_text_only_the_beginning_travels(serve_dovecot: Serve, dovecot: Dovecot) -> None:
    raw = sent("A line that is written again and again.\n" * 150_000)
    box = serve_dovecot({"Drafts": [Mail(raw, NOW)]})
    with counted(dovecot.port) as wire:
        account = dovecot.account(box.account.user, port=wire.port, security="plain")
        with connect(account, PASSWORD) as mailbox:
            (found,) = mailbox.drafts()
    assert len(raw) > 6_000_000
    assert wire.received < 4_100_000
    assert any("only the beginning" in remark for remark in found.draft.remarks)


def test_real_mail_reads_as_from_its_bytes(serve_dovecot: Serve, testdata: Path) -> None:
    """But for what is malformed so that servers and we part it in other places."""
    files = [path for path in sorted((testdata / "mime").rglob("*")) if path.is_file() and path.suffix != ".tsv"]
    raws = [path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for path in files]
    with serve_dovecot({"Drafts": [Mail(raw, NOW) for raw in raws]}).open() as mailbox:
        found = [each.draft for each in mailbox.drafts()][::-1]
    assert len(found) == len(raws) > 300
    same = [draft == read_draft(raw) for draft, raw in zip(found, raws, strict=True)]
    assert sum(same) / len(same) > 0.94
