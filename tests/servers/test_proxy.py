"""The proxy does what it says at the command it was told, so that tests which rely on it test something."""

from __future__ import annotations

import imaplib
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.daemon.savers import SAVERS, Composer
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.manners import EXCHANGE, GMAIL, PLAIN_OLD
from tests.servers.proxy import Fault, Kind, Moment, proxied

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

_RAW = b"Subject: x\r\n\r\nOne.\r\n"


@contextmanager
def _line(port: int, user: str) -> Iterator[imaplib.IMAP4]:
    line = imaplib.IMAP4("127.0.0.1", port, timeout=2)
    try:
        line.login(user, PASSWORD)
        yield line
    finally:
        line.shutdown()


def _count(server: Dovecot, user: str) -> int:
    with _line(server.port, user) as line:
        return int(line.select("Drafts", readonly=True)[1][0] or 0)


def test_without_faults_everything_passes(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port) as proxy, _line(proxy.port, user) as line:
        assert line.append("Drafts", "(\\Draft)", "", _RAW)[0] == "OK"
        assert line.select("Drafts")[1] == [b"1"]
    assert proxy.passed[:3] == ["CAPABILITY", "LOGIN", "APPEND"]
    assert proxy.struck == []


@pytest.mark.parametrize(("moment", "arrived"), [("before", 0), ("within", 0), ("after", 1)])
@pytest.mark.parametrize("kind", ["cut", "black hole", "half-close", "garbage"])
def test_a_fault_strikes_where_it_was_told(
    dovecot: Dovecot, user: str, kind: Kind, moment: Moment, arrived: int
) -> None:
    with proxied(dovecot.port, [Fault(kind, "APPEND", 1, moment)]) as proxy, _line(proxy.port, user) as line:
        line.sock.settimeout(0.5)
        with pytest.raises((imaplib.IMAP4.error, OSError, TypeError)):
            line.append("Drafts", "(\\Draft)", "", _RAW)
        with pytest.raises((imaplib.IMAP4.error, OSError)):
            line.noop()
    assert [each.kind for each in proxy.struck] == [kind]
    assert _count(dovecot, user) == arrived


def test_the_next_connection_is_whole_again(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port, [Fault("cut", "SELECT", 1, "before")]) as proxy:
        with _line(proxy.port, user) as line, pytest.raises((imaplib.IMAP4.error, OSError)):
            line.select("Drafts")
        with _line(proxy.port, user) as line:
            assert line.select("Drafts")[0] == "OK"
    assert proxy.passed.count("SELECT") == 2


def test_a_delay_changes_nothing_but_the_time(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port, [Fault("delay", "NOOP", 1, seconds=0.1)]) as proxy, _line(proxy.port, user) as line:
        began = time.monotonic()
        assert line.noop()[0] == "OK"
        assert time.monotonic() - began >= 0.1


@pytest.mark.parametrize("name", SAVERS)
def test_a_saver_leaves_one_living_draft(dovecot: Dovecot, user: str, name: str) -> None:
    composer = Composer(dovecot.account(user, port=dovecot.port, security="plain"))
    for number in range(4):
        SAVERS[name](composer, f"Version {number}.")
    _, found = composer.line.uid("SEARCH", "UNDELETED")
    assert found == [str(composer.uid).encode()]
    _, told = composer.line.uid("FETCH", str(composer.uid), "(BODY.PEEK[])")
    assert isinstance(told[0], tuple)
    assert told[0][1] == composer.raw
    assert b"Version 3." in composer.raw
    composer.send()
    assert composer.line.uid("SEARCH", "UNDELETED")[1] == [b""]
    composer.close()


def test_a_server_without_keywords_refuses_them(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port, manners=EXCHANGE) as proxy, _line(proxy.port, user) as line:
        line.append("Drafts", "(\\Draft)", "", _RAW)
        line.select("Drafts")
        assert b"\\*" not in line.untagged_responses["PERMANENTFLAGS"][0]
        assert "CONDSTORE" not in line.capabilities
        with pytest.raises(imaplib.IMAP4.error):
            line.uid("STORE", "1", "+FLAGS.SILENT", "($MailHumanSeen)")
        assert line.uid("STORE", "1", "+FLAGS.SILENT", "(\\Flagged)")[0] == "OK"
        told = line.uid("FETCH", "1", "(BODY.PEEK[])")[1][0]
        assert isinstance(told, tuple)
        assert told[1] == EXCHANGE.rewrites + _RAW


def test_labels_are_set_and_taken(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port, manners=GMAIL) as proxy, _line(proxy.port, user) as line:
        assert "X-GM-EXT-1" in line.capabilities
        line.append("Drafts", "(\\Draft)", "", _RAW)
        line.select("Drafts")
        line.uid("STORE", "1", "+X-GM-LABELS.SILENT", '("MailHuman/Hint")')
        assert b"$label-MailHuman-Hint" in repr(line.uid("FETCH", "1", "(FLAGS)")).encode()
        line.uid("STORE", "1", "-X-GM-LABELS.SILENT", '("MailHuman/Hint")')
        assert b"$label" not in repr(line.uid("FETCH", "1", "(FLAGS)")).encode()


def test_an_old_server_knows_neither_idle_nor_uids_of_what_it_was_given(dovecot: Dovecot, user: str) -> None:
    with proxied(dovecot.port, manners=PLAIN_OLD) as proxy, _line(proxy.port, user) as line:
        assert not {"IDLE", "UIDPLUS"} & set(line.capabilities)
        assert b"APPENDUID" not in line.append("Drafts", "(\\Draft)", "", _RAW)[1][0]
