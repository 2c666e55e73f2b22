"""A database written by any earlier mailhuman comes to today's form with all that was in it.

The dumps in schemas/ were each written by the mailhuman of their time, and are never written anew; a new step in
migrations.py brings a new dump with it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from mailhuman.model import Address, Contact, Draft, Note, PartialDate, Remembered, Span, Switch
from mailhuman.store import (
    Look,
    Offered,
    Store,
    Watched,
    Woken,
    migrations,
    new_key,
    new_lock,
    open_store,
    tables,
    trace_of,
)
from mailhuman.store.opening import make_engine, read_url, transaction
from tests.store.test_migrations import shape

SCHEMAS = Path(__file__).parent / "schemas"
NOON = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=1)))
TRIP = Note(
    "trip",
    'Lisbon, it\'s "late"\nthen Porto',
    PartialDate.parse("2026-03-10"),
    approximate=True,
    learned=PartialDate.parse("2026-02"),
    source="third-party",
    told_by="Bo",
    mention="never",
    about="Emma (daughter)",
    deceased=True,
)
ADA = Contact(
    "Ada Falk",
    ("ada@falk.example", "a.falk@acme.example"),
    uid="a",
    preferred_name="Ada",
    former_names=("Ada Öz",),
    title="Dr",
    pronunciation="AY-da",
    pronouns="she/her",
    language="en",
    timezone="Europe/London",
    keep_in_touch=90,
    mention="if-raised",
    notes=(TRIP, Note("promise", "send the slides", PartialDate.parse("--03-10"), by="me")),
)
BO = Contact("Bo Ames", uid="b", deceased=True)
TOLD = (
    Remembered(
        NOON,
        "taken",
        "ada@falk.example",
        "trip",
        "trip",
        "touch",
        "f00d",
        "How was Lisbon?",
        suggestion="s1",
        lineage="l1",
    ),
    Remembered(
        NOON,
        "dismissed",
        "ada@falk.example",
        "hobby",
        "hobby",
        suggestion="s2",
        lineage="l1",
        scope="rule",
        reason="no; not now",
    ),
)
DRAFT = Draft(
    to=(Address("ada@falk.example"),),
    subject="Report",
    in_reply_to=("<m1@acme.example>",),
    text="Hi Ada, the figures?",
    own=(Span(0, 20),),
)

OFFERED = Offered("trip", "trip", "touch", "f00d", "s1", "c1", ((3, "h1"),))
WATCHED = Watched(
    "work", "Drafts", "l1", 4_294_967_295, 7, "d1", "hint", "r1", NOON, 5, (OFFERED,), 9, 4, enough=True, warned=("w1",)
)
LOOK = Look("work", "Drafts", 4_294_967_295, 8, 2)


@pytest.fixture(params=sorted(SCHEMAS.glob("*.sql")), ids=lambda path: path.stem)
def dump(request: pytest.FixtureRequest) -> Path:
    """The dump of one earlier database."""
    found: Path = request.param
    return found


def restored(dump: Path, file: Path) -> Path:
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as old:
        old.executescript(dump.read_text(encoding="utf-8"))
    return file


def opened(file: Path) -> Store:
    return open_store(f"sqlite:///{file}", ask_secret=lambda _id, _way: "marzipan")


def version(dump: Path) -> int:
    return int(dump.stem.split("-")[0])


def test_there_is_a_dump_of_every_form_there_was() -> None:
    assert {version(each) for each in SCHEMAS.glob("*.sql")} == set(range(1, len(migrations.MIGRATIONS) + 1))


def test_all_that_was_in_it_is_there(dump: Path, file: Path) -> None:
    with opened(restored(dump, file)) as store:
        assert store.contacts() == (ADA, BO)
        assert store.contacts_for(["a.falk@acme.example"]) == (ADA,)
        assert store.history() == TOLD
        assert store.switches() == (Switch("trip", enabled=False, person="ada@falk.example", folder="Drafts"),)
        [trace] = store.traces("work", "Drafts")
        seen = trace_of(DRAFT, account="work", folder="Drafts", uidvalidity=4_294_967_295, uid=7, seen=NOON)
        assert (trace.lineage, trace.recipients, trace.seen) == ("l1", seen.recipients, NOON)
        assert store.watchbook.known("work", "Drafts").watched == ((WATCHED,) if version(dump) > 3 else ())
        assert list(store.watchbook.looks("work").values()) == ([LOOK] if version(dump) > 3 else [])
        assert store.woken() == ((Woken("pet", NOON),) if version(dump) > 1 else ())


def test_it_has_the_form_of_a_new_one_and_stays_so(dump: Path, file: Path) -> None:
    for _ in range(2):
        opened(restored(dump, file) if not file.exists() else file).close()
    upgraded, new = create_engine(f"sqlite:///{file}"), create_engine("sqlite://")
    with upgraded.begin() as found, new.begin() as fresh:
        tables.metadata.create_all(fresh)
        assert shape(found) == shape(fresh)
        assert migrations.version_of(found) == len(migrations.MIGRATIONS)
    upgraded.dispose()
    new.dispose()


def test_it_can_be_written_and_encrypted(dump: Path, file: Path) -> None:
    key = new_key()
    with opened(restored(dump, file)) as store:
        store.encrypt(new_lock("keyring", key), key)
        store.save_contacts([BO, Contact("Cleo", uid="c")])
        assert store.contacts() == (ADA, BO, Contact("Cleo", uid="c"))
        assert store.history() == TOLD
    assert b"Lisbon" not in file.read_bytes()


def test_an_upgrade_that_is_broken_off_leaves_the_old_form_whole(dump: Path, file: Path) -> None:
    restored(dump, file)
    before = file.read_bytes()

    def fail(_connection: object) -> None:
        raise KeyboardInterrupt

    engine = make_engine(read_url(f"sqlite:///{file}"), 0.05)
    with pytest.raises(KeyboardInterrupt), transaction(engine, "it", writes=True) as connection:
        migrations.migrate(connection, (*migrations.MIGRATIONS, fail))
    engine.dispose()
    assert file.read_bytes() == before
