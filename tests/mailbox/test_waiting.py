"""Waiting for news: it ends with news, with time, with a wake-up, and with the line; it never spins."""

from __future__ import annotations

import os
import threading
import time

import pytest

from mailhuman.errors import ServerGone
from mailhuman.mailbox import connect
from mailhuman.mailbox.pen import Pen
from mailhuman.mailbox.waiting import idle, is_elsewhere, notify
from tests.mailbox.conftest import Box, Serve
from tests.mailbox.letters import sent
from tests.servers.scripted import CLOSE, HANG, NO, OK, scripted

pytestmark = pytest.mark.imap

_CAN = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE\r\n" + OK}


@pytest.fixture
def box(serve_dovecot: Serve) -> Box:
    return serve_dovecot({})


@pytest.mark.dovecot
def test_a_new_draft_ends_the_waiting(box: Box) -> None:
    with box.open() as mailbox, box.open() as other:
        drafts = mailbox.places()[0]
        mailbox.line.examine(drafts)
        threading.Timer(0.1, lambda: Pen(other.line).append(drafts, sent("New.\n"), ["\\Draft"])).start()
        assert b"* 1 EXISTS" in idle(mailbox.line, 10)
        assert mailbox.line.search(("ALL",)) == (1,)


@pytest.mark.dovecot
def test_time_ends_the_waiting_without_news(box: Box) -> None:
    with box.open() as mailbox:
        mailbox.line.examine(mailbox.places()[0])
        assert idle(mailbox.line, 0.05) == ()
        assert idle(mailbox.line, 0) == ()


@pytest.mark.dovecot
def test_a_wake_up_ends_it_at_once(box: Box) -> None:
    reader, writer = os.pipe()
    with box.open() as mailbox:
        mailbox.line.examine(mailbox.places()[0])
        os.write(writer, b"!")
        began = time.monotonic()
        assert idle(mailbox.line, 30, wake=reader) == ()
        assert time.monotonic() - began < 5
    os.close(reader)
    os.close(writer)


def test_news_that_came_with_the_answer_is_not_overlooked() -> None:
    with (
        scripted(_CAN | {"IDLE": b"+ idling\r\n* 3 EXISTS\r\n" + HANG}) as server,
        connect(server.account(), "x") as mailbox,
    ):
        began = time.monotonic()
        with pytest.raises(ServerGone):  # this server never ends the waiting
            idle(mailbox.line, 30)
        assert time.monotonic() - began < 10


def test_lines_that_keep_alive_are_no_news_and_a_closed_line_is_no_silence() -> None:
    answer = b"+ idling\r\n* OK Still here\r\n* OK Still here\r\n" + CLOSE
    with scripted(_CAN | {"IDLE": answer}) as server, connect(server.account(), "x") as mailbox:
        began = time.monotonic()
        with pytest.raises(ServerGone):
            idle(mailbox.line, 30)
        assert time.monotonic() - began < 10


def test_a_server_that_refuses_to_idle_is_told_apart_from_one_that_left() -> None:
    with scripted(_CAN | {"IDLE": OK}) as server, connect(server.account(), "x") as mailbox:
        with pytest.raises(Exception, match=r"127\.0\.0\.1") as told:
            idle(mailbox.line, 1)
        assert not isinstance(told.value, ServerGone)


def test_news_before_the_server_is_ready_to_wait_is_news() -> None:
    answer = b"* 4 EXISTS\r\n+ idling\r\n" + HANG
    with scripted(_CAN | {"IDLE": answer}) as server, connect(server.account(), "x") as mailbox:
        with pytest.raises(ServerGone):  # this server never ends the waiting, which begins to end at once
            idle(mailbox.line, 30)
        assert server.verbs()[-1] == "IDLE"


@pytest.mark.dovecot
def test_news_of_another_folder_ends_the_waiting_and_is_told_apart(box: Box) -> None:
    with box.open() as mailbox, box.open() as other:
        drafts, inbox, sent_mail = mailbox.places()
        assert sent_mail
        assert notify(mailbox.line, [inbox, sent_mail])
        mailbox.line.examine(drafts)
        threading.Timer(0.1, lambda: Pen(other.line).append(sent_mail, sent("Sent.\n"))).start()
        told = idle(mailbox.line, 10)
        assert told
        assert all(map(is_elsewhere, told))
        Pen(other.line).append(drafts, sent("New.\n"), ["\\Draft"])
        assert [each for each in idle(mailbox.line, 10) if not is_elsewhere(each)]


def test_a_server_without_notify_is_not_asked() -> None:
    with scripted(_CAN) as server, connect(server.account(), "x") as mailbox:
        assert not notify(mailbox.line, mailbox.places()[:2])
        assert "NOTIFY" not in server.verbs()


def test_a_server_that_refuses_notify_goes_on_without() -> None:
    can = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE NOTIFY\r\n" + OK, "NOTIFY": NO}
    with scripted(can) as server, connect(server.account(), "x") as mailbox:
        assert not notify(mailbox.line, mailbox.places()[:2])
        assert mailbox.line.search(("ALL",)) == ()
