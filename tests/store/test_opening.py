"""The file is private, only ever ours, and what cannot be opened is told plainly and left as it was."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from mailhuman.errors import StoreError
from mailhuman.model import Contact, Note
from mailhuman.store import Store, open_store

ADA = Contact("Ada Falk", ("ada@falk.example",), uid="a", notes=(Note("pet", "canary"),))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def refused(*said: str) -> Iterator[None]:
    """Expects a StoreError that says this, says what to do, and holds nothing private."""
    with pytest.raises(StoreError) as caught:
        yield
    assert all(each in caught.value.message for each in said)
    assert caught.value.next_step
    assert caught.value.exit_code == 7
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert "canary" not in caught.value.message
    assert "falk" not in caught.value.message


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o177])
def test_the_file_and_new_folders_are_for_their_owner_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with open_store(f"sqlite:///{tmp_path}/new/folder/m.db") as store:
            store.save_contacts([ADA])
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == mode(tmp_path / "new/folder") == 0o700
    assert mode(tmp_path / "new/folder/m.db") == 0o600


def test_the_journal_is_as_private_as_the_file_and_gone_afterwards(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    seen: dict[str, int] = {}

    def look(*_: object) -> None:
        seen.update({path.name: mode(path) for path in file.parent.iterdir()})

    event.listen(store._engine, "commit", look)
    store.save_contacts([Contact("Bo", uid="b")])
    assert seen == {"mailhuman.db": 0o600, "mailhuman.db-journal": 0o600}
    assert [path.name for path in file.parent.iterdir()] == ["mailhuman.db"]


def test_a_file_others_could_read_is_closed_to_them(file: Path, store: Store) -> None:
    store.close()
    file.chmod(0o644)
    with open_store(f"sqlite:///{file}"):
        assert mode(file) == 0o600


def test_the_users_data_folder_is_the_place_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "mine"))
    with open_store() as store:
        store.save_contacts([ADA])
    assert (tmp_path / "mine/mailhuman.db").stat().st_size > 0


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "m.db"
    letter.write_bytes(b"Dear canary, " * 500)
    with refused(str(letter), "is no database"):
        open_store(f"sqlite:///{letter}")
    assert letter.read_bytes() == b"Dear canary, " * 500


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE contacts (canary TEXT)")
    before = path.read_bytes()
    with refused("another program"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_damaged_database_is_told_as_such(file: Path, store: Store) -> None:
    store.save_contacts([Contact(f"N{number}", uid=str(number), title="x" * 500) for number in range(300)])
    store.close()
    damaged = bytearray(file.read_bytes())
    damaged[8192:] = b"\xff" * (len(damaged) - 8192)
    file.write_bytes(damaged)
    with refused("is damaged"), open_store(f"sqlite:///{file}") as again:
        again.contacts()


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite:/x", "mysql+none://u:canary@h/d", "oracle://u:canary@h/d"])
def test_a_url_that_leads_nowhere_is_refused_without_being_repeated(url: str) -> None:
    with refused():
        open_store(url or "://")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Ada")
    for place in (tmp_path / "letter", tmp_path / "letter/deeper", Path("/proc/mailhuman")):
        with refused(f"{place}/m.db", "cannot be opened for writing"):
            open_store(f"sqlite:///{place}/m.db")
    with refused("cannot be opened for writing"):
        open_store(f"sqlite:///{tmp_path}")


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """A folder of a user who is not root (root may write anywhere), acted upon as that user."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if user == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        yield folder
        os.seteuid(user)


def test_a_folder_one_may_not_write_in_is_told(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o500)
    with refused("cannot be opened for writing: permission denied"):
        open_store(f"sqlite:///{nobodys_folder}/m.db")
    nobodys_folder.chmod(0o700)


def test_what_lies_in_a_folder_that_became_read_only_can_be_read_but_not_changed(nobodys_folder: Path) -> None:
    with open_store(f"sqlite:///{nobodys_folder}/m.db") as store:
        store.save_contacts([ADA])
        nobodys_folder.chmod(0o500)
        with refused("nothing was changed"):
            store.save_contacts([Contact("Bo")])
        assert store.contacts() == (ADA,)
        nobodys_folder.chmod(0o700)


def test_a_writer_waits_for_another_and_then_says_so(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("in use by another program"):
            store.save_contacts([Contact("Bo")])
        assert store.contacts() == (ADA,)  # reading goes on
        other.rollback()
    store.save_contacts([Contact("Bo")])
    assert len(store.contacts()) == 2


def test_a_full_disk_loses_nothing(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    size = file.stat().st_size // 4096
    event.listen(store._engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={size}"))
    with refused("the disk is full"):
        store.save_contacts(Contact(f"N{number}", uid=str(number), title="x" * 500) for number in range(300))
    assert store.contacts() == (ADA,)


def test_a_write_the_system_breaks_off_loses_nothing(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, hard))
    try:
        with refused("nothing was changed"):
            store.save_contacts(Contact(f"N{number}", uid=str(number), title="x" * 500) for number in range(300))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.contacts() == (ADA,)


def test_a_database_locked_whole_is_waited_for_and_then_told(file: Path, store: Store) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused("in use by another program"):
            open_store(f"sqlite:///{file}", patience=0.05)
        with refused("in use by another program"):
            store.contacts()


def test_text_that_is_no_text_is_refused_and_changes_nothing(store: Store) -> None:
    store.save_contacts([ADA])
    with refused("half of a character"):
        store.save_contacts([Contact("Bo"), Contact("C\udcff")])
    with refused("half of a character"):
        store.contacts_for(["\udcff@acme.example"])
    assert store.contacts() == (ADA,)


def test_two_processes_may_make_the_store_and_write_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from mailhuman.store import open_store; from mailhuman.model import Contact\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    for number in range(15): store.save_contacts([Contact(f'{sys.argv[2]}{number}')])\n"
    )
    url = f"sqlite:///{tmp_path}/new/m.db"
    runs = [subprocess.Popen([sys.executable, "-c", script, url, name]) for name in ("ada", "bo")]
    assert [run.wait(60) for run in runs] == [0, 0]
    with open_store(url) as store:
        found = {card.name for card in store.contacts()}
    assert found == {f"{name}{number}" for name in ("ada", "bo") for number in range(15)}


def test_a_write_killed_in_the_middle_is_undone_at_the_next_opening(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    store.close()
    script = (
        "import os, sys, sqlite3; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=1'); c.execute('BEGIN IMMEDIATE'); c.execute('DELETE FROM contacts')\n"
        "c.execute('UPDATE mailhuman_schema SET version = 99'); c.execute('CREATE TABLE t AS WITH RECURSIVE n(i) AS '\n"
        "  '(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, randomblob(200) FROM n')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert file.with_name("mailhuman.db-journal").exists()
    with open_store(f"sqlite:///{file}") as again:
        assert again.contacts() == (ADA,)
