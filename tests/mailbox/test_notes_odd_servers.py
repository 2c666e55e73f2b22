"""Notes on servers that lack a command or keep a thing to themselves, each by a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailhuman.errors import FolderMissing, MailboxError, ServerGone
from mailhuman.mailbox import connect
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.noted import FoundNote
from mailhuman.mailbox.notes import Notes
from tests.servers.scripted import CLOSE, NO, OK, Script, scripted

pytestmark = pytest.mark.imap

_RAW = b"X-MailHuman-Note: draft1/r2\r\nMessage-ID: <n2@x.example>\r\n\r\n.\r\n"


class Server:
    """A server with one folder of notes that keeps what it is told, in the ways given."""

    def __init__(self, *capabilities: str, tells_uid: bool = True, subfolders: bool = True) -> None:
        self.notes: dict[int, tuple[str, set[str]]] = {}
        self.folders = {"Drafts", "INBOX"}
        self.next = 11
        self.shows = True
        self._tells_uid, self._subfolders = tells_uid, subfolders
        listed = " ".join(("IMAP4rev1", "AUTH=PLAIN", *capabilities)).encode()
        self.script: Script = {
            "CAPABILITY": b"* CAPABILITY %s\r\n" % listed + OK,
            "LIST": self._list, "CREATE": self._create, "SUBSCRIBE": OK, "UNSUBSCRIBE": OK, "DELETE": OK,
            "SELECT": self._open, "EXAMINE": self._open, "SEARCH": self._search, "FETCH": self._fetch,
            "APPEND": self._append, "STORE": self._store, "EXPUNGE": self._expunge,
        }  # fmt: skip

    def live(self) -> list[str]:
        return [token for token, flags in self.notes.values() if "\\Deleted" not in flags]

    def _list(self, _: bytes) -> bytes:
        marks = {"Drafts": "\\Drafts", "Trash": "\\Trash"}
        lines = (f'* LIST ({marks.get(each, "")}) "/" {each}\r\n' for each in sorted(self.folders))
        return "".join(lines).encode() + OK

    def _create(self, line: bytes) -> bytes:
        name = line.split(b'"')[1].decode()
        if "/" in name and not self._subfolders:
            return NO
        self.folders.add(name)
        return OK

    def _open(self, _: bytes) -> bytes:
        count = len(self.notes) if self.shows else 0
        return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (\\Deleted)] x\r\n" % count + OK

    def _search(self, _: bytes) -> bytes:
        uids = " ".join(map(str, self.notes)) if self.shows else ""
        return f"* SEARCH {uids}\r\n".encode() + OK

    def _fetch(self, line: bytes) -> bytes:
        wanted = _uids(line)
        return b"".join(self._one(uid) for uid in self.notes if uid in wanted and self.shows) + OK

    def _one(self, uid: int) -> bytes:
        token, flags = self.notes[uid]
        header = f"X-MailHuman-Note: {token}\r\nMessage-ID: <{token}@x>\r\n\r\n".encode()
        return b"* 1 FETCH (UID %d FLAGS (%s) BODY[HEADER.FIELDS (X)] {%d}\r\n%s)\r\n" % (
            uid, " ".join(flags).encode(), len(header), header,
        )  # fmt: skip

    def _append(self, line: bytes) -> bytes:
        token = line.partition(b"X-MailHuman-Note: ")[2].split()[0].decode()
        uid, self.next = self.next, self.next + 1
        self.notes[uid] = (token, set())
        return (b"<tag> OK [APPENDUID 7 %d] done\r\n" % uid) if self._tells_uid else OK

    def _store(self, line: bytes) -> bytes:
        for uid in _uids(line) & set(self.notes):
            if b"+FLAGS" in line:
                self.notes[uid][1].add("\\Deleted")
        return OK

    def _expunge(self, line: bytes) -> bytes:
        assert line.split()[1] == b"UID"
        for uid in _uids(line) & set(self.notes):
            assert "\\Deleted" in self.notes[uid][1]
            del self.notes[uid]
        return OK


def _uids(line: bytes) -> set[int]:
    return set(map(int, line.split()[3].split(b",")))


def at(
    server: Server, do: Callable[[Notes], object], **changes: bytes | Callable[[bytes], bytes]
) -> tuple[object, list[bytes]]:
    with scripted({**server.script, **changes}) as running, connect(running.account(), "x") as session:
        return do(Notes(session.line)), running.told


def put(notes: Notes) -> FoundNote | None:
    return notes.put("draft1", "r2", _RAW)


def with_an_old_note(*capabilities: str, **ways: bool) -> Server:
    server = Server(*capabilities, **ways)
    server.folders |= {"MailHuman", "MailHuman/Pause"}
    server.notes[3] = ("draft1/r1", {"\\Seen"})
    server.notes[4] = ("draft9/r1", set())
    return server


def test_where_messages_cannot_be_removed_one_by_one_the_old_note_is_only_marked() -> None:
    server = with_an_old_note()
    _, told = at(server, put)
    assert server.live() == ["draft9/r1", "draft1/r2"]
    assert 3 in server.notes
    assert not any(word in line for line in told for word in (b"EXPUNGE", b"CLOSE"))
    _, again = at(server, lambda notes: notes.tidy())
    assert not any(b"STORE" in line for line in again)


@pytest.mark.parametrize("known", ["UIDPLUS", "IMAP4rev2"])
def test_where_they_can_the_old_note_goes_and_no_other(known: str) -> None:
    server = with_an_old_note(known)
    note, _ = at(server, put)
    assert isinstance(note, FoundNote)
    assert note.uid == 11
    assert server.live() == ["draft9/r1", "draft1/r2"]
    assert 3 not in server.notes


def test_a_server_that_does_not_say_where_a_note_lies_is_searched() -> None:
    server = with_an_old_note("UIDPLUS", tells_uid=False)
    note, _ = at(server, put)
    assert isinstance(note, FoundNote)
    assert note.uid == 11
    assert server.live() == ["draft9/r1", "draft1/r2"]


def test_a_note_that_is_taken_and_not_shown_is_told_and_the_old_one_stays() -> None:
    server = with_an_old_note("UIDPLUS")

    def append(_: bytes) -> bytes:
        return b"<tag> OK [APPENDUID 7 99] done\r\n"

    with pytest.raises(MailboxError, match="does not show it"):
        at(server, put, APPEND=append)
    assert server.live() == ["draft1/r1", "draft9/r1"]


def test_a_refused_note_leaves_the_old_one() -> None:
    server = with_an_old_note("UIDPLUS")
    with pytest.raises(CommandRefused):
        at(server, put, APPEND=b"<tag> NO [OVERQUOTA] full\r\n")
    assert server.live() == ["draft1/r1", "draft9/r1"]


@pytest.mark.parametrize("lost", ["the answer", "the note"])
def test_after_a_lost_line_the_note_is_searched_before_it_is_added_again(lost: str) -> None:
    server = with_an_old_note("UIDPLUS")
    append = server.script["APPEND"]
    assert callable(append)

    def cut(line: bytes) -> bytes:
        if lost == "the answer":
            append(line)
        return CLOSE

    with pytest.raises(ServerGone):
        at(server, put, APPEND=cut)
    assert "draft1/r1" in server.live()
    _, told = at(server, put)
    assert server.live() == ["draft9/r1", "draft1/r2"]
    assert sum(b" APPEND " in line for line in told) == (0 if lost == "the answer" else 1)


def test_without_folders_in_folders_there_is_no_pausing_and_notes_all_the_same() -> None:
    server = Server("UIDPLUS", subfolders=False)
    assert at(server, lambda notes: notes.prepare())[0] is False
    at(server, put)
    assert server.live() == ["draft1/r2"]
    assert "MailHuman/Pause" not in server.folders


def test_an_account_without_drafts_is_told_of_that() -> None:
    server = Server("UIDPLUS")
    server.folders = {"INBOX", "MailHuman"}
    with pytest.raises(FolderMissing):
        at(server, put)
    assert server.live() == []


def test_a_look_that_shows_less_than_there_is_is_not_whole() -> None:
    server = with_an_old_note("UIDPLUS")
    whole, _ = at(server, lambda notes: notes.look().is_whole)
    fewer, _ = at(server, lambda notes: notes.look().is_whole, SEARCH=b"* SEARCH 3\r\n" + OK)
    unread, _ = at(server, lambda notes: notes.look().is_whole, FETCH=OK)
    assert (whole, fewer, unread) == (True, False, False)


def test_a_message_that_took_the_place_of_a_note_is_left_alone() -> None:
    server = with_an_old_note("UIDPLUS")

    def remove(notes: Notes) -> int:
        assert len(notes.found()) == 2
        server.notes[3] = ("somebody's own", set())
        return notes.remove({"draft1"})

    at(server, remove)
    assert server.live() == ["somebody's own", "draft9/r1"]


def test_gmail_drops_a_note_into_the_trash_and_out_of_it() -> None:
    server = with_an_old_note("UIDPLUS", "X-GM-EXT-1")
    server.folders.add("Trash")
    _, told = at(server, put)
    commands = [line.split(b" ", 1)[1].strip() for line in told]
    assert b'UID STORE 3 +X-GM-LABELS.SILENT ("\\\\Trash")' in commands
    assert b'UID SEARCH HEADER Message-ID "<draft1/r1@x>"' in commands
    assert server.live() == ["draft9/r1", "draft1/r2"]
    for line in commands:
        if line.startswith((b"UID STORE", b"UID EXPUNGE")):
            assert line.split()[2] == b"3"
