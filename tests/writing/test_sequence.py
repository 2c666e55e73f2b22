"""A draft replaced by another: whatever happens meanwhile, and wherever it is cut short, the writer's words are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.errors import ServerGone
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.writing import Refused
from mailhuman.writing.back import Found, Place, look, resume_all, undo, undoable, write
from mailhuman.writing.journal import Journal
from mailhuman.writing.operation import Operation
from mailhuman.writing.server import Manner
from tests.writing.drafts import NEW_ID, alone, done, put
from tests.writing.folder import REPLACING, SAFE, Folder, Killed, Moments, WatchedJournal, nothing, unsynced

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DATE = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
OLD = alone("text/plain", "Hi Priya,\n\nCould you look at page 4?\n\nAnn\n")
NEW = done(put(OLD, beside="Hi Priya,"), OLD).raw
NEWER = OLD.replace(b"page 4", b"pages 4 and 5").replace(b"old.1", b"old.2")
OTHER = alone("text/plain", "Dear Bo,\n\nLunch?\n").replace(b"The third quarter", b"Lunch").replace(b"old.1", b"lunch")
FLAGS = {"\\Draft", "\\Seen", "$Work"}
PLACE = Place("work", "Drafts")
Watch = Callable[[int, str], None]
KINDS = {"by steps": SAFE, "by REPLACE": REPLACING}


class Bench:
    """A folder with the draft in it, a journal on disk, and what may happen in between."""

    def __init__(self, path: Path, manner: Manner = SAFE, *, tells: bool = True) -> None:
        self.moments = Moments()
        self.folder = Folder(self.moments, manner, tells=tells)
        self.uid = self.folder.put(OLD, FLAGS, DATE)
        self.plain = Journal(path / "journal", sync=unsynced)
        self.journal = WatchedJournal(self.moments, self.plain)

    def look(self) -> Found:
        found = look(self.folder, self.uid, self.folder.uidvalidity)
        assert isinstance(found, Found)
        return found

    def write(self, watch: Watch = nothing) -> Operation:
        found = self.look()
        self.moments.happened.clear()
        self.moments.watch = watch
        ended = write(self.folder, self.journal, PLACE, found, NEW, now=NOW)
        assert isinstance(ended, Operation)
        return ended

    def resume(self, *, after: timedelta = timedelta(minutes=1)) -> tuple[Operation, ...]:
        self.moments.watch = self.watch
        return resume_all(self.folder, self.plain, PLACE, NOW + after)

    def watch(self, _number: int, _name: str) -> None:
        self.check()

    def check(self) -> None:
        """At every moment there is a copy that holds all the writer wrote, and is not marked as deleted."""
        assert any(raw in (OLD, NEW, NEWER) for raw in self.folder.live())

    def check_one_is_left(self) -> bytes:
        """Exactly one is there, and it bears the flags and the date of the old one."""
        [left] = self.folder.messages.values()
        assert (left.flags, left.date) == (FLAGS, DATE)
        return left.raw


@pytest.fixture(params=[*KINDS.values()], ids=[*KINDS])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    return Bench(tmp_path, request.param)


def moments_of(path: Path, manner: Manner) -> list[str]:
    """What happens in a run that nothing disturbs."""
    whole = Bench(path / "whole", manner)
    whole.write()
    return list(whole.moments.happened)


def test_the_new_draft_takes_the_place_of_the_old_with_its_flags_and_date(bench: Bench) -> None:
    ended = bench.write(bench.watch)
    assert ended.outcome == "written"
    assert bench.check_one_is_left() == NEW
    assert bench.folder.messages.keys() == {ended.new_uid}


def test_a_server_that_does_not_tell_where_it_put_the_draft_is_searched(tmp_path: Path) -> None:
    for number, manner in enumerate(KINDS.values()):
        bench = Bench(tmp_path / str(number), manner, tells=False)
        assert bench.write().outcome == "written"
        assert bench.check_one_is_left() == NEW


@pytest.mark.parametrize("manner", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("end", [Killed, lambda: ServerGone("the line was lost")], ids=["killed", "answer lost"])
def test_cut_short_at_any_moment_one_whole_draft_is_left_in_the_end(
    tmp_path: Path, manner: Manner, end: Callable[[], BaseException]
) -> None:
    names = moments_of(tmp_path, manner)
    assert len(names) > 15
    outcomes = set()
    for at in range(len(names)):
        bench = Bench(tmp_path / str(at), manner)

        def cut(number: int, _name: str, at: int = at, bench: Bench = bench) -> None:
            bench.check()
            if number == at:
                raise end()

        with pytest.raises((Killed, ServerGone)):
            bench.write(cut)
        bench.check()
        ended = bench.resume()
        bench.check_one_is_left()
        assert len(ended) <= 1
        assert all(each.outcome in ("written", "unchanged") for each in ended)
        assert bench.plain.unfinished() == ()
        assert bench.resume() == ()
        outcomes.add(bench.check_one_is_left())
    assert outcomes == {OLD, NEW}


@pytest.mark.parametrize("manner", KINDS.values(), ids=KINDS)
def test_cut_short_again_while_it_is_resumed_one_whole_draft_is_left(tmp_path: Path, manner: Manner) -> None:
    names = moments_of(tmp_path, manner)
    for first in range(0, len(names), 2):
        for second in range(0, 20, 3):
            bench = Bench(tmp_path / f"{first}-{second}", manner)
            _killed(bench, first)
            bench.moments.happened.clear()
            bench.moments.watch = _killing(second)
            try:
                resume_all(bench.folder, WatchedJournal(bench.moments, bench.plain), PLACE, NOW)
            except Killed:
                bench.check()
            bench.resume()
            bench.check_one_is_left()


@pytest.mark.parametrize("manner", KINDS.values(), ids=KINDS)
def test_what_was_cut_short_long_ago_is_taken_back_while_it_can_be(tmp_path: Path, manner: Manner) -> None:
    names = moments_of(tmp_path, manner)
    for at in range(len(names)):
        bench = Bench(tmp_path / str(at), manner)
        _killed(bench, at)
        begun = (
            any(not kept.is_live for kept in bench.folder.messages.values()) or bench.uid not in bench.folder.messages
        )
        bench.resume(after=timedelta(hours=3))
        assert bench.check_one_is_left() == (NEW if begun else OLD)


def _killing(at: int) -> Watch:
    def watch(number: int, _name: str) -> None:
        if number == at:
            raise Killed

    return watch


def _killed(bench: Bench, at: int) -> None:
    with pytest.raises(Killed):
        bench.write(_killing(at))


def save_newer(folder: Folder, uid: int) -> None:
    """As Thunderbird saves: the new copy first, then the one it knows is deleted and expunged."""
    folder.put(NEWER, FLAGS, NOW)
    folder.set(uid, "\\Deleted")
    folder.drop(uid)


def save_newer_and_mark(folder: Folder, uid: int) -> None:
    """As Evolution saves: the old copy is only marked."""
    folder.put(NEWER, FLAGS, NOW)
    folder.set(uid, "\\Deleted")


def throw_away(folder: Folder, uid: int) -> None:
    folder.set(uid, "\\Deleted")
    folder.drop(uid)


def flag(folder: Folder, uid: int) -> None:
    folder.set(uid, "\\Flagged")


def begin_another(folder: Folder, uid: int) -> None:
    del uid
    folder.put(OTHER, FLAGS, NOW)


OTHERS = [save_newer, save_newer_and_mark, throw_away, flag, begin_another]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.__name__)
@pytest.mark.parametrize("manner", KINDS.values(), ids=KINDS)
def test_whatever_another_program_does_meanwhile_nothing_is_lost(
    tmp_path: Path, manner: Manner, other: Callable[[Folder, int], None]
) -> None:
    for at in range(len(moments_of(tmp_path, manner))):
        bench = Bench(tmp_path / str(at), manner)

        def meddle(number: int, _name: str, at: int = at, bench: Bench = bench) -> None:
            if number == at:
                other(bench.folder, bench.uid)

        bench.write(meddle)
        live = bench.folder.live()
        if other in (save_newer, save_newer_and_mark):
            assert NEWER in live
            assert OLD not in live
        elif other is begin_another:
            assert OTHER in live
            assert len(live) == 2
        elif other is flag:
            assert len(live) == 1
        assert len(live) >= 1 or other is throw_away


@pytest.mark.parametrize("other", [save_newer, flag, throw_away], ids=lambda other: other.__name__)
def test_a_change_before_the_old_draft_is_marked_takes_ours_away(
    tmp_path: Path, other: Callable[[Folder, int], None]
) -> None:
    names = moments_of(tmp_path, SAFE)
    first = next(number for number, name in enumerate(names) if name == "before STORE")
    for at in range(1, first + 1):
        bench = Bench(tmp_path / str(at))

        def meddle(number: int, _name: str, at: int = at, bench: Bench = bench) -> None:
            if number == at:
                other(bench.folder, bench.uid)

        ended = bench.write(meddle)
        live = bench.folder.live()
        if other is throw_away:
            assert (ended.outcome, live) in (("kept", [NEW]), ("unchanged", []))
            assert live or "before APPEND" not in names[:at]
        else:
            assert (ended.outcome, live) == ("unchanged", [NEWER if other is save_newer else OLD])
            assert "meanwhile" in ended.why


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.__name__)
def test_what_another_program_does_after_a_cut_loses_nothing(
    tmp_path: Path, other: Callable[[Folder, int], None]
) -> None:
    for at in range(len(moments_of(tmp_path, SAFE))):
        bench = Bench(tmp_path / str(at))
        _killed(bench, at)
        other(bench.folder, bench.uid)
        was = bench.folder.live()
        bench.moments.watch = nothing
        resume_all(bench.folder, bench.plain, PLACE, NOW)
        live = bench.folder.live()
        assert live or not was
        assert other not in (save_newer, save_newer_and_mark) or NEWER in live
        assert other is not begin_another or (OTHER in live and {OLD, NEW} & set(live))
        assert bench.plain.unfinished() == ()


def test_what_was_cut_short_before_the_new_draft_was_there_is_not_added_later(tmp_path: Path) -> None:
    for manner in KINDS.values():
        names = moments_of(tmp_path, manner)
        for at in range(next(number for number, name in enumerate(names) if name in ("after APPEND", "after REPLACE"))):
            bench = Bench(tmp_path / f"{len(names)}-{at}", manner)
            _killed(bench, at)
            bench.moments.happened.clear()
            bench.resume()
            assert not {"before APPEND", "before REPLACE"} & set(bench.moments.happened)
            assert bench.check_one_is_left() == OLD


def test_where_our_copy_was_removed_after_a_cut_the_old_one_stays_and_can_be_seen(tmp_path: Path) -> None:
    names = moments_of(tmp_path, SAFE)
    for at in range(names.index("after STORE"), names.index("after EXPUNGE")):
        bench = Bench(tmp_path / str(at))
        _killed(bench, at)
        [ours] = [uid for uid, kept in bench.folder.messages.items() if kept.raw == NEW]
        throw_away(bench.folder, ours)
        bench.moments.watch = nothing
        [ended] = resume_all(bench.folder, bench.plain, PLACE, NOW)
        assert ended.outcome == "unchanged"
        assert bench.folder.live() == [OLD]


def test_a_draft_deleted_by_a_mark_meanwhile_leaves_ours_as_the_only_one_to_be_seen(tmp_path: Path) -> None:
    names = moments_of(tmp_path, SAFE)
    for at in range(names.index("after APPEND"), names.index("before STORE") + 1):
        bench = Bench(tmp_path / str(at))

        def delete(number: int, _name: str, at: int = at, bench: Bench = bench) -> None:
            if number == at:
                bench.folder.set(bench.uid, "\\Deleted")

        ended = bench.write(delete)
        assert ended.outcome == "kept"
        assert bench.folder.live() == [NEW]


def test_our_copy_opened_and_saved_after_a_cut_is_not_lost_with_the_old_one(tmp_path: Path) -> None:
    saved = NEW.replace(b"page 4", b"page 5").replace(NEW_ID.encode(), b"<saved@falk.example>")
    for at in range(len(moments_of(tmp_path, SAFE))):
        bench = Bench(tmp_path / str(at))
        _killed(bench, at)
        ours = [uid for uid, kept in bench.folder.messages.items() if kept.raw == NEW]
        for uid in ours:
            bench.folder.put(saved, FLAGS, NOW)
            throw_away(bench.folder, uid)
        bench.moments.watch = nothing
        resume_all(bench.folder, bench.plain, PLACE, NOW)
        assert not ours or saved in bench.folder.live()
        assert bench.folder.live()


def test_a_server_that_rewrites_what_it_is_given_gets_the_old_draft_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.folder.rewrites = b"X-Seen-By: server\r\n"
    ended = bench.write()
    assert (ended.outcome, ended.why) == ("unchanged", "the server did not keep the new draft as it was given")
    assert bench.check_one_is_left() == OLD


def test_a_server_that_loses_marks_gets_the_old_draft_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.folder.loses_flags = True
    assert bench.write().outcome == "unchanged"
    assert bench.check_one_is_left() == OLD


@pytest.mark.parametrize("command", ["add", "mark", "remove"])
def test_a_refusal_leaves_one_draft_or_says_that_there_are_two(tmp_path: Path, command: str) -> None:
    bench = Bench(tmp_path)

    def refuse(*_: object) -> None:
        raise CommandRefused("no", unknown=False)

    setattr(bench.folder, command, refuse)
    ended = bench.write()
    assert ended.outcome == {"add": "unchanged", "mark": "both", "remove": "both"}[command]
    assert bench.folder.live() == ([OLD, NEW] if command == "mark" else [NEW] if command == "remove" else [OLD])


def test_a_folder_made_anew_is_left_alone(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    _killed(bench, 8)
    bench.folder.uidvalidity = 8
    before = dict(bench.folder.messages)
    [ended] = bench.resume()
    assert ended.outcome == "unknown"
    assert bench.folder.messages == before


def test_while_another_process_writes_nothing_is_begun_or_resumed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    _killed(bench, 8)
    with bench.plain.alone() as mine:
        assert mine
        assert bench.resume() == ()
        assert isinstance(write(bench.folder, bench.plain, PLACE, bench.look(), NEW, now=NOW), Refused)
    assert len(bench.resume()) == 1


def test_the_old_draft_comes_back_byte_for_byte(bench: Bench) -> None:
    bench.write()
    [operation] = undoable(bench.plain, NOW)
    ended = undo(operation, bench.folder, bench.plain, NOW)
    assert isinstance(ended, Operation)
    assert ended.outcome == "written"
    assert bench.check_one_is_left() == OLD
    assert undoable(bench.plain, NOW) == ()


def test_taking_back_can_be_cut_short_at_any_moment(tmp_path: Path) -> None:
    for at in range(25):
        bench = Bench(tmp_path / str(at))
        bench.write()
        [operation] = undoable(bench.plain, NOW)
        bench.moments.happened.clear()
        bench.moments.watch = _killing(at)
        try:
            undo(operation, bench.folder, WatchedJournal(bench.moments, bench.plain), NOW)
        except Killed:
            bench.check()
        bench.resume()
        assert (bench.check_one_is_left() == OLD) == (undoable(bench.plain, NOW) == ())


def test_what_was_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    ended = bench.write()
    bench.folder.messages[ended.new_uid].raw = NEWER
    [operation] = undoable(bench.plain, NOW)
    assert isinstance(undo(operation, bench.folder, bench.plain, NOW), Refused)
    assert bench.folder.live() == [NEWER]
    assert undoable(bench.plain, NOW) == (operation,)
    assert undoable(bench.plain, NOW + timedelta(days=31)) == ()
