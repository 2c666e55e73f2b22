"""A database of any age comes to today's shape in one step or stays as it is; a newer one is not touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from mailhuman.errors import StoreError
from mailhuman.model import Contact
from mailhuman.store import Store, migrations, open_store, tables
from mailhuman.store.opening import make_engine, read_url, transaction

ADA = Contact("Ada Falk", ("ada@falk.example",), uid="a")


def shape(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    return {
        name: (
            {(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)},
            seen.get_pk_constraint(name)["constrained_columns"],
            {(key["referred_table"], key["options"].get("ondelete")) for key in seen.get_foreign_keys(name)},
            {(index["name"], tuple(index["column_names"])) for index in seen.get_indexes(name)},
        )
        for name in seen.get_table_names()
    }


def test_the_migrations_lead_to_the_tables_the_code_knows() -> None:
    with create_engine("sqlite://").begin() as migrated, create_engine("sqlite://").begin() as made:
        migrations.migrate(migrated)
        tables.metadata.create_all(made)
        assert shape(migrated) == shape(made)


def test_a_database_of_a_newer_form_is_refused_and_not_changed(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    store.close()
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("UPDATE mailhuman_schema SET version = 99")
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"newer mailhuman \(its form is 99, this one knows 4\)") as caught:
        open_store(f"sqlite:///{file}")
    assert "install" in caught.value.next_step
    assert file.read_bytes() == before


def test_a_store_that_is_current_is_opened_without_a_write(file: Path, store: Store) -> None:
    store.close()
    before = file.stat().st_mtime_ns
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")  # a writer at work hinders nobody from opening
        with open_store(f"sqlite:///{file}", patience=0.05) as again:
            assert again.contacts() == ()
    assert file.stat().st_mtime_ns == before


def add_colour(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE contacts ADD COLUMN colour VARCHAR")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM contacts")
    raise RuntimeError("half-way")


def test_later_steps_are_applied_once_and_keep_what_is_there(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    engine = make_engine(read_url(f"sqlite:///{file}"), 0.05)
    for _ in range(2):
        with transaction(engine, "it", writes=True) as connection:
            migrations.migrate(connection, (*migrations.MIGRATIONS, add_colour))
            assert migrations.version_of(connection) == len(migrations.MIGRATIONS) + 1
    engine.dispose()
    assert store.contacts() == (ADA,)


def test_a_step_that_fails_undoes_the_steps_before_it(file: Path, store: Store) -> None:
    store.save_contacts([ADA])
    engine = make_engine(read_url(f"sqlite:///{file}"), 0.05)
    with pytest.raises(RuntimeError), transaction(engine, "it", writes=True) as connection:
        migrations.migrate(connection, (*migrations.MIGRATIONS, add_colour, fail))
    with transaction(engine, "it", writes=False) as connection:
        assert migrations.version_of(connection) == len(migrations.MIGRATIONS)
        assert "colour" not in {column["name"] for column in inspect(connection).get_columns("contacts")}
    engine.dispose()
    assert store.contacts() == (ADA,)


def test_a_newer_form_that_comes_between_the_look_and_the_step_is_refused_too(store: Store, file: Path) -> None:
    engine = make_engine(read_url(f"sqlite:///{file}"), 0.05)
    with pytest.raises(StoreError, match="newer"), transaction(engine, "it", writes=True) as connection:
        migrations.migrate(connection, ())
    engine.dispose()
    assert store.contacts() == ()
