"""Writing back on a real server: cut short before and after every command, and by a line that dies, then resumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from mailhuman.errors import MailboxError
from mailhuman.mailbox import Session, connect
from mailhuman.mailbox.pen import Placed, Whole
from mailhuman.writing import (
    Found,
    Journal,
    OnServer,
    Operation,
    Place,
    Refused,
    look,
    resume_all,
    undo,
    undoable,
    write,
)
from tests.mailbox.conftest import Box, Mail, Serve, dovecot, serve_dovecot, user
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.manners import DAVMAIL, EXCHANGE, GMAIL, PLAIN_OLD, Manners
from tests.servers.proxy import Fault, Moment, proxied
from tests.writing.drafts import alone, done, put
from tests.writing.folder import Killed, unsynced

__all__ = ["dovecot", "serve_dovecot", "user"]
pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DATE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
OLD = alone("text/plain", "Hi Priya,\n\nCould you look at page 4?\n\nAnn\n")
OTHER = alone("text/plain", "Dear Bo,\n\nLunch?\n").replace(b"The third quarter", b"Lunch").replace(b"old.1", b"lunch")
NEW = done(put(OLD, beside="Hi Priya,"), OLD).raw
PLACE = Place("test", "Drafts")
FOLDER = {"Drafts": [Mail(OLD, DATE, ("\\Draft", "\\Seen")), Mail(OTHER, DATE, ("\\Draft",))]}
Told = TypeVar("Told")
COMMANDS = ("add", "mark", "remove")


class Cutting(OnServer):
    """The folder, and a process that ends before or after one of the commands that change it."""

    def __init__(self, session: Session, command: str, moment: str) -> None:
        super().__init__(session)
        self._command, self._moment = command, moment

    def add(self, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        return self._cut("add", lambda: super(Cutting, self).add(raw, flags, date))

    def mark(self, uid: int, unchanged_since: int = 0) -> bool:
        return self._cut("mark", lambda: super(Cutting, self).mark(uid, unchanged_since))

    def remove(self, uid: int) -> None:
        self._cut("remove", lambda: super(Cutting, self).remove(uid))

    def _cut(self, command: str, tell: Callable[[], Told]) -> Told:
        if (command, self._moment) == (self._command, "before"):
            raise Killed
        answer = tell()
        if (command, self._moment) == (self._command, "after"):
            raise Killed
        return answer


def journal_in(path: Path) -> Journal:
    return Journal(path / "journal", sync=unsynced)


def begun(session: Session, drafts: OnServer) -> Found:
    """The draft, with a keyword of its writer's on it."""
    opened = drafts.open()
    session.line._client.add_flags([1], ["$Work"])  # as another client would
    found = look(drafts, 1, opened.uidvalidity)
    assert isinstance(found, Found)
    return found


def versions(drafts: OnServer) -> list[Whole]:
    """What is in the folder, but for the other draft, which must be there untouched."""
    drafts.open()
    found = [whole for uid in drafts.since(1) if (whole := drafts.whole(uid))]
    assert [each.raw for each in found if each.uid == 2] == [OTHER]
    return [each for each in found if each.uid != 2]


def check_one_is_left(drafts: OnServer) -> bytes:
    [left] = versions(drafts)
    assert set(left.flags) - {b"\\Recent"} == {b"\\Draft", b"\\Seen", b"$Work"}
    assert left.date == DATE
    return left.raw


def test_the_new_draft_takes_the_place_of_the_old_and_back_again(serve_dovecot: Serve, tmp_path: Path) -> None:
    with serve_dovecot(FOLDER).open() as session:
        drafts, journal = OnServer(session), journal_in(tmp_path)
        ended = write(drafts, journal, PLACE, begun(session, drafts), NEW, now=NOW)
        assert isinstance(ended, Operation)
        assert ended.outcome == "written"
        assert check_one_is_left(drafts) == NEW
        [operation] = undoable(journal, NOW)
        assert not isinstance(undo(operation, drafts, journal, NOW), Refused)
        assert check_one_is_left(drafts) == OLD


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_process_that_ends_at_any_command_is_resumed_over_a_new_line(
    serve_dovecot: Serve, tmp_path: Path, command: str, moment: str
) -> None:
    box, journal = serve_dovecot(FOLDER), journal_in(tmp_path)
    with box.open() as session:
        cutting = Cutting(session, command, moment)
        found = begun(session, cutting)
        with pytest.raises(Killed):
            write(cutting, journal, PLACE, found, NEW, now=NOW)
    with box.open() as session:
        drafts = OnServer(session)
        assert any(b"\\Deleted" not in each.flags and each.raw in (OLD, NEW) for each in versions(drafts))
        [ended] = resume_all(drafts, journal, PLACE, NOW)
        assert ended.outcome == ("unchanged" if (command, moment) == ("add", "before") else "written")
        assert check_one_is_left(drafts) == (OLD if (command, moment) == ("add", "before") else NEW)
        assert resume_all(drafts, journal, PLACE, NOW) == ()


@pytest.mark.parametrize("moment", ["before", "within", "after"])
@pytest.mark.parametrize("verb", ["APPEND", "STORE", "EXPUNGE", "SEARCH", "SELECT"])
def test_a_line_that_dies_at_any_command_leaves_one_draft_in_the_end(
    dovecot: Dovecot, user: str, tmp_path: Path, verb: str, moment: Moment
) -> None:
    maildir = dovecot.maildir(user)
    for each in FOLDER["Drafts"]:
        maildir.add("Drafts", each.raw, each.at, each.flags)
    journal = journal_in(tmp_path)
    with connect(dovecot.account(user), PASSWORD) as session:
        uidvalidity = begun(session, OnServer(session)).opened.uidvalidity
    second = 2 if verb == "SELECT" else 1  # the first opens the folder to look
    with proxied(dovecot.port, [Fault("cut", verb, second, moment)]) as proxy:
        account = dovecot.account(user, port=proxy.port, security="plain")
        with connect(account, PASSWORD) as session:
            drafts = OnServer(session)
            found = look(drafts, 1, uidvalidity)
            assert isinstance(found, Found)
            with pytest.raises(MailboxError):
                write(drafts, journal, PLACE, found, NEW, now=NOW)
        assert proxy.struck
    with connect(dovecot.account(user), PASSWORD) as session:
        drafts = OnServer(session)
        assert any(b"\\Deleted" not in each.flags and each.raw in (OLD, NEW) for each in versions(drafts))
        resume_all(drafts, journal, PLACE, NOW)
        assert check_one_is_left(drafts) in (OLD, NEW)
        assert journal.unfinished() == ()


def test_a_draft_marked_by_another_program_meanwhile_is_left_as_it_is(serve_dovecot: Serve, tmp_path: Path) -> None:
    box, journal = serve_dovecot(FOLDER), journal_in(tmp_path)
    with box.open() as session, box.open() as other:
        drafts = OnServer(session)
        found = begun(session, drafts)
        OnServer(other).open()
        other.line._client.add_flags([1], ["\\Flagged"])  # as another client would
        ended = write(drafts, journal, PLACE, found, NEW, now=NOW)
        assert isinstance(ended, Operation)
        assert ended.outcome == "unchanged"
        assert [each.raw for each in versions(drafts)] == [OLD]


@pytest.mark.parametrize("manners", [GMAIL, EXCHANGE, DAVMAIL, PLAIN_OLD], ids=["Gmail", "Exchange", "DavMail", "old"])
def test_servers_where_it_is_not_safe_are_told_apart_and_left_alone(
    serve_dovecot: Serve, dovecot: Dovecot, manners: Manners
) -> None:
    box: Box = serve_dovecot(FOLDER)
    with proxied(dovecot.port, manners=manners) as proxy:
        account = dovecot.account(box.account.user, port=proxy.port, security="plain")
        with connect(account, PASSWORD) as session:
            drafts = OnServer(session)
            assert isinstance(look(drafts, 1, drafts.open().uidvalidity), Refused)
        assert not {"STORE", "APPEND", "EXPUNGE"} & set(proxy.passed)
