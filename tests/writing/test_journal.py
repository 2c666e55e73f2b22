"""The journal: private, whole or not at all, and gone after 30 days."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.writing.journal import KEPT, Journal, JournalError
from mailhuman.writing.operation import Operation

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
OPERATION = Operation("20261125T090000-a", "work", "Drafts", 7, 1, 2, 5, ("\\Draft",), NOW, NOW)


def later(days: int) -> Operation:
    made = NOW + timedelta(days=days)
    return replace(OPERATION, id=f"{made:%Y%m%dT%H%M%S}-a", made=made, date=None)


def test_what_was_written_down_comes_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin(OPERATION, b"old\r\n", b"new\r\n")
    journal.begin(later(1), b"", b"")
    marked = OPERATION.at("added", new_uid=4).ended("kept", "it was so")
    journal.keep(marked)
    again = Journal(tmp_path / "journal")
    assert again.operations() == (marked, later(1))
    assert again.unfinished() == (later(1),)
    assert again.unfinished("home") == ()
    assert (again.old(marked), again.new(marked)) == (b"old\r\n", b"new\r\n")
    assert again.path_of_old(marked).read_bytes() == b"old\r\n"


def test_nobody_else_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        journal = Journal(tmp_path / "journal")
        journal.begin(OPERATION, b"old", b"new")
        with journal.alone():
            pass
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in [journal.folder, *journal.folder.rglob("*")]}
    assert {mode for name, mode in modes.items() if name in ("journal", OPERATION.id)} == {0o700}
    assert {mode for name, mode in modes.items() if name not in ("journal", OPERATION.id)} == {0o600}


def test_every_file_and_its_folder_is_on_the_disk_before_it_counts(tmp_path: Path) -> None:
    synced: list[bool] = []
    journal = Journal(tmp_path / "journal", sync=lambda handle: synced.append(stat.S_ISDIR(os.fstat(handle).st_mode)))
    journal.begin(OPERATION, b"old", b"new")
    assert synced.count(False) == 3
    assert synced[-1]
    assert synced.count(True) >= 3


@pytest.mark.parametrize("at", range(8))
def test_a_crash_while_an_operation_is_written_down_leaves_it_whole_or_not_at_all(tmp_path: Path, at: int) -> None:
    count = iter(range(100))

    def crash(_handle: int) -> None:
        if next(count) == at:
            raise KeyboardInterrupt

    journal = Journal(tmp_path / "journal", sync=crash)
    with suppress(KeyboardInterrupt):
        journal.begin(OPERATION, b"old", b"new")
        journal.keep(OPERATION.at("adding"))
    assert next(count) > at
    for each in Journal(tmp_path / "journal").operations():
        assert each in (OPERATION, OPERATION.at("adding"))
        assert (journal.old(each), journal.new(each)) == (b"old", b"new")


def test_what_is_older_than_30_days_goes_and_so_does_what_was_never_used(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    for days in (0, 20, 29):
        journal.begin(later(days), b"old", b"new")
    (journal.folder / "never-used").mkdir()
    os.utime(journal.folder / "never-used", (NOW.timestamp(), NOW.timestamp()))
    journal.prune(NOW + KEPT + timedelta(days=1))
    assert journal.operations() == (later(20), later(29))
    assert {path.name for path in journal.folder.iterdir()} == {later(20).id, later(29).id}


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    assert journal.operations() == ()
    journal.begin(OPERATION, b"old", b"new")
    for number, junk in enumerate((b"", b"[]", b"{", b'{"id": 1}', b"\xff")):
        (journal.folder / f"x{number}").mkdir()
        (journal.folder / f"x{number}" / "state.json").write_bytes(junk)
    (journal.folder / "file").write_bytes(b"x")
    assert journal.operations() == (OPERATION,)


def test_where_there_is_no_folder_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "none", tmp_path / "file"):
        assert Journal(place).unfinished() == ()
        Journal(place).prune(NOW)


def test_only_one_process_has_it_at_a_time(tmp_path: Path) -> None:
    one, other = Journal(tmp_path / "journal"), Journal(tmp_path / "journal")
    with one.alone() as first, other.alone() as second:
        assert (first, second) == (True, False)
    with other.alone() as third:
        assert third


def test_a_disk_that_takes_nothing_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(JournalError) as failure:
        Journal(tmp_path / "file" / "journal").begin(OPERATION, b"old", b"new")
    assert failure.value.next_step
    with pytest.raises(JournalError):
        Journal(tmp_path / "journal").old(OPERATION)
