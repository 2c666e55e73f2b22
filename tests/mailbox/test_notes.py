"""Companion notes on real servers: one a draft, replaced without a gap, and nothing else ever touched."""

from __future__ import annotations

import pytest

from mailhuman.errors import MailboxError, ServerGone
from mailhuman.mailbox import Session, connect
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.note_folder import encoded
from mailhuman.mailbox.noted import FoundNote, Look, token
from mailhuman.mailbox.notes import Notes
from mailhuman.mailbox.pen import Pen
from tests.mailbox.conftest import Box, Mail, Serve
from tests.mailbox.letters import NOW, letter, sent
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Fault, proxied

pytestmark = pytest.mark.imap

_HOME = Listed(b"MailHuman", "MailHuman")


def note(lineage: str, revision: str) -> bytes:
    return letter(f"{revision}\n", extra=f"X-MailHuman-Note: {lineage}/{revision}\n", subject="MailHuman: Boxes")


def put(notes: Notes, lineage: str, revision: str, **more: bool) -> FoundNote:
    placed = notes.put(lineage, revision, note(lineage, revision), **more)
    assert placed
    return placed


def live(session: Session) -> list[tuple[str, str]]:
    return [(each.lineage, each.revision) for each in Notes(session.line).found() if each.is_live]


def test_a_note_is_put_into_a_folder_of_its_own_and_found_there(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        assert notes.found() == ()
        placed = put(notes, "draft1", "r1")
        put(notes, "draft2", "r7", unread=True)
        one, other = notes.found()
        marks = {flag.raw: flag.flags for flag in session.line.list_folders() if flag.name == "MailHuman"}
    assert one == placed
    assert (one.lineage, one.revision, one.is_live, one.is_starred) == ("draft1", "r1", True, False)
    assert "\\seen" in one.flags
    assert "\\seen" not in other.flags
    assert "\\draft" not in one.flags | other.flags
    assert not {"\\drafts", "\\trash", "\\junk"} & marks[b"MailHuman"]


def test_through_ten_saves_a_draft_has_one_note_the_newest(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        put(notes, "other", "r1")
        for number in range(10):
            put(notes, "draft1", f"r{number}")
            assert len([each for each in notes.found() if each.lineage == "draft1" and each.is_live]) == 1
        assert sorted(live(session)) == [("draft1", "r9"), ("other", "r1")]


def test_the_same_note_is_not_put_twice(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        assert put(notes, "draft1", "r1") == put(notes, "draft1", "r1")
        assert len(notes.found()) == 1


def test_words_said_before_and_said_again_are_a_new_note(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        first, _, third = (put(notes, "draft1", each) for each in ("r1", "r2", "r1"))
        assert third.uid > first.uid
        assert live(session) == [("draft1", "r1")]


def test_notes_are_removed_by_their_drafts_and_what_is_not_ours_stays(serve: Serve) -> None:
    kept = letter("Somebody's own mail, filed here.\n")
    with serve({"MailHuman": [Mail(kept, NOW), Mail(kept, NOW, ("\\Deleted",))]}).open() as session:
        notes = Notes(session.line)
        for lineage in ("draft1", "draft2", "draft3"):
            put(notes, lineage, "r1")
        assert notes.look().others == 2
        assert notes.remove({"draft1", "draft3", "unknown"}) == 2
        assert live(session) == [("draft2", "r1")]
        pen = Pen(session.line)
        pen.select(_HOME)
        first, second = (pen.whole(uid) for uid in session.line.search(("ALL",))[:2])
    assert first
    assert second
    assert first.raw == second.raw == kept
    assert b"\\Deleted" in second.flags


def test_the_folder_goes_only_where_nothing_else_is_in_it(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        assert notes.remove_folder()
        put(notes, "draft1", "r1")
        assert notes.remove_folder()
        assert not [each for each in session.line.list_folders() if "MailHuman" in each.name]
    with serve({"MailHuman": [Mail(letter(), NOW)]}).open() as session:
        notes = Notes(session.line)
        put(notes, "draft1", "r1")
        assert not notes.remove_folder()
        assert notes.look().others == 1
        assert notes.found() == ()


def test_a_folder_with_folders_of_the_users_below_stays(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        put(notes, "draft1", "r1")
        Pen(session.line).create(Listed(b"MailHuman/Kept", "MailHuman/Kept"))
        notes.remove_folder()
        assert "MailHuman/Kept" in [each.name for each in session.line.list_folders()]
        assert notes.found() == ()


def test_a_star_is_read_before_the_note_is_replaced(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        placed = put(notes, "draft1", "r1")
        pen = Pen(session.line)
        pen.select(_HOME)
        pen.flag([placed.uid], add=["\\Flagged"])
        assert notes.put("draft1", "r2", note("draft1", "r2")) is None
        assert notes.put("draft1", "r1", note("draft1", "r1")) is not None
        assert [each.is_starred for each in notes.found()] == [True]


def test_a_note_in_the_folder_for_pausing_is_seen_and_ends_with_the_pause(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        assert notes.prepare()
        assert notes.look().paused == ()
        Pen(session.line).append(Listed(b"MailHuman/Pause", "MailHuman/Pause", "/"), note("draft1", "r1"))
        assert [each.lineage for each in notes.look().paused] == ["draft1"]
        assert notes.end_pause() == ("draft1",)
        assert notes.look().paused == ()


def test_a_folder_for_pausing_that_was_removed_does_not_come_back(serve: Serve) -> None:
    with serve({"MailHuman": []}).open() as session:
        notes = Notes(session.line)
        assert not notes.prepare()
        put(notes, "draft1", "r1")
        assert notes.look().paused == ()
        assert notes.end_pause() == ()


def test_duplicates_heal_and_the_newest_stays(serve: Serve) -> None:
    with serve({}).open() as session:
        notes = Notes(session.line)
        put(notes, "draft1", "r1")
        pen = Pen(session.line)
        for revision in ("r1", "r2", "r2"):
            pen.append(_HOME, note("draft1", revision))
        assert notes.tidy() == 3
        assert live(session) == [("draft1", "r2")]
        assert notes.tidy() == 0


@pytest.mark.parametrize("name", ["INBOX", "Drafts", "sent"])
def test_notes_never_lie_among_mail(serve: Serve, name: str) -> None:
    with serve({}).open() as session, pytest.raises(MailboxError, match="is for mail"):
        Notes(session.line, name).put("draft1", "r1", note("draft1", "r1"))


@pytest.mark.dovecot
def test_the_folder_may_be_called_as_its_owner_likes_and_is_subscribed(serve_dovecot: Serve) -> None:
    with serve_dovecot({}).open() as session:
        notes = Notes(session.line, "Grüße & Hinweise")
        put(notes, "draft1", "r1")
        with session.line.asking("list") as client:
            subscribed = {each[2] for each in client.list_sub_folders()}
        assert len(notes.found()) == 1
    assert {encoded("Grüße & Hinweise"), encoded("Grüße & Hinweise/Pause")} <= subscribed


@pytest.mark.dovecot
@pytest.mark.skipif(dovecots.BINARY is None, reason="there is no dovecot on this machine")
def test_where_all_lies_below_the_inbox_so_do_the_notes() -> None:
    with (
        dovecots.running(separator=".", prefix="INBOX.") as server,
        connect(server.account("ann"), PASSWORD) as session,
    ):
        notes = Notes(session.line)
        put(notes, "draft1", "r1")
        names = {each.name for each in session.line.list_folders()}
        assert {"INBOX.MailHuman", "INBOX.MailHuman.Pause"} <= names
        assert len(Notes(session.line, "INBOX.MailHuman").found()) == 1
        put(Notes(session.line, "Helpers/Notes"), "draft1", "r1")
        assert "INBOX.Helpers.Notes" in {each.name for each in session.line.list_folders()}
        assert notes.remove_folder()


@pytest.mark.dovecot
def test_notes_are_found_by_the_names_in_them(serve_dovecot: Serve) -> None:
    with serve_dovecot({"MailHuman": [Mail(letter("Tea with Mira.\n"), NOW)]}).open() as session:
        notes = Notes(session.line)
        raw = letter("It rests on your note on Mira.\n", extra="X-MailHuman-Note: draft1/r1\n")
        notes.put("draft1", "r1", raw)
        put(notes, "draft2", "r1")
        assert notes.naming("Mira") == ("draft1",)
        assert notes.naming("") == notes.naming("Zoë\r\nx") == notes.naming("Zoë") == ()


_VERBS = ("LIST", "SELECT", "SEARCH", "FETCH", "APPEND", "STORE", "EXPUNGE")


@pytest.mark.dovecot
@pytest.mark.parametrize("moment", ["before", "within", "after"])
@pytest.mark.parametrize("verb", _VERBS)
def test_a_cut_at_any_step_loses_no_note_and_leaves_no_second(
    serve_dovecot: Serve, dovecot: Dovecot, verb: str, moment: str
) -> None:
    box = serve_dovecot({"Drafts": [Mail(sent(), NOW, ("\\Draft",))]})
    with box.open() as session:
        put(Notes(session.line), "draft1", "r1")
    with proxied(dovecot.port, [Fault("cut", verb, 1, moment)]) as proxy:  # type: ignore[arg-type] # one of its moments
        _try_through(Box(dovecot.account(box.account.user, port=proxy.port, security="plain"), PASSWORD))
    assert [str(each) for each in proxy.struck] == [f"cut {moment} {verb} 1"]
    with box.open() as session:
        between = live(session)
        assert {lineage for lineage, _ in between} == {"draft1"}
        put(Notes(session.line), "draft1", "r2")
        assert live(session) == [("draft1", "r2")]
        assert len(list(session.drafts())) == 1


def _try_through(box: Box) -> None:
    with pytest.raises(ServerGone), box.open() as session:
        put(Notes(session.line), "draft1", "r2")


def test_a_token_is_two_plain_words() -> None:
    assert token("a1b2", "c3.d_4-5") == "a1b2/c3.d_4-5"
    for lineage, revision in (("", "r"), ("a/b", "r"), ("a", "r\r\nBcc: x"), ("a" * 81, "r"), ("ä", "r")):
        with pytest.raises(ValueError, match="letters, digits"):
            token(lineage, revision)


def test_a_look_at_nothing_is_empty() -> None:
    assert Look().of("draft1") == ()
