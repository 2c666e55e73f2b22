"""Keeping a folder of vCards in step: both ways, nothing of others' lost, nothing deleted unasked, conflicts told."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailhuman.cli import cli
from mailhuman.model import Contact, Note
from mailhuman.store import open_store
from tests.contacts.cards import note

PRIYA = """\
BEGIN:VCARD\r
VERSION:3.0\r
UID:priya\r
N:Raman;Priya;;;\r
FN:Priya Raman\r
EMAIL;TYPE=work:priya@acme.example\r
TEL;TYPE=cell:555 0100\r
NOTE:likes trams\r
END:VCARD\r
"""
NOTHING_TO_DO = "0 taken from the folder, 0 written to it, 0 left.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    there = tmp_path / "book"
    there.mkdir()
    return there


def sync(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["contacts", "sync", str(folder), *arguments])


def put(folder: Path, text: str = PRIYA, name: str = "priya.vcf") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def stored() -> dict[str, Contact]:
    with open_store() as store:
        return {card.uid: card for card in store.contacts()}


def keep(*cards: Contact) -> None:
    with open_store() as store:
        store.save_contacts(cards, replace=True)


def both_in_step(folder: Path) -> Path:
    file = put(folder)
    assert sync(folder).exit_code == 0
    return file


def with_note(text: str) -> None:
    card = stored()["priya"]
    keep(replace(card, notes=(*card.notes, note("hobby", text))))


def test_who_is_in_the_folder_comes_here_and_the_file_stays_to_the_byte(folder: Path) -> None:
    file = put(folder)
    assert sync(folder).stdout == "1 taken from the folder, 0 written to it, 0 left.\n"
    assert file.read_bytes() == PRIYA.encode()
    assert stored()["priya"].emails == ("priya@acme.example",)


def test_who_is_here_comes_into_the_folder_without_the_notes_marked_never(folder: Path) -> None:
    keep(Contact("Tom Berg", ("tom@berg.example",), uid="tom", notes=(
        Note("hobby", "bouldering"), Note("family", "a canary divorce", mention="never"),
    )))  # fmt: skip
    assert sync(folder).stdout == "0 taken from the folder, 1 written to it, 0 left.\n"
    text = (folder / "tom.vcf").read_text()
    assert "HOBBY:bouldering" in text
    assert "canary" not in text
    assert stat.S_IMODE((folder / "tom.vcf").stat().st_mode) == 0o600
    assert stored()["tom"].notes[1].text == "a canary divorce"


def test_a_second_time_there_is_nothing_to_do_and_nothing_is_touched(folder: Path) -> None:
    keep(Contact("Tom Berg", ("tom@berg.example",), uid="tom"))
    both_in_step(folder)
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    assert sync(folder).stdout == NOTHING_TO_DO
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()} == before


def test_a_change_here_is_written_there_and_the_rest_of_the_file_stays(folder: Path) -> None:
    file = both_in_step(folder)
    with_note("bouldering")
    assert sync(folder).stdout == "0 taken from the folder, 1 written to it, 0 left.\n"
    assert file.read_bytes() == PRIYA.replace("END:", "HOBBY:bouldering\r\nEND:").encode()
    assert sync(folder).stdout == NOTHING_TO_DO


def test_a_change_there_comes_here_and_the_private_notes_stay(folder: Path) -> None:
    file = both_in_step(folder)
    card = stored()["priya"]
    keep(replace(card, notes=(*card.notes, Note("family", "private", mention="never"))))
    assert sync(folder).stdout == NOTHING_TO_DO
    put(folder, file.read_text().replace("likes trams", "likes boats"))
    assert sync(folder).stdout == "1 taken from the folder, 0 written to it, 0 left.\n"
    assert [each.text for each in stored()["priya"].notes] == ["likes boats", "private"]


def test_marks_another_program_dropped_are_not_lost(folder: Path) -> None:
    keep(Contact("Tom Berg", uid="tom", notes=(Note("food", "no fish", mention="if-raised", about="Tom"),)))
    sync(folder)
    stripped = "BEGIN:VCARD\nVERSION:3.0\nUID:tom\nFN:Thomas Berg\nNOTE:no fish\nEND:VCARD\n"
    put(folder, stripped, "tom.vcf")
    assert sync(folder).exit_code == 0
    assert stored()["tom"].name == "Thomas Berg"
    assert stored()["tom"].notes == (Note("food", "no fish", mention="if-raised", about="Tom"),)


def change_both(folder: Path) -> Path:
    file = both_in_step(folder)
    with_note("bouldering")
    return put(folder, file.read_text().replace("likes trams", "likes boats"))


def test_a_conflict_is_told_and_left(folder: Path) -> None:
    file = change_both(folder)
    text, cards = file.read_bytes(), stored()
    told = sync(folder)
    assert (told.exit_code, told.stdout) == (
        10,
        (
            "Priya Raman <priya@acme.example> (priya.vcf): differs here and there; left as it is on both sides.\n"
            "0 taken from the folder, 0 written to it, 1 left.\n"
        ),
    )
    assert (file.read_bytes(), stored()) == (text, cards)


@pytest.mark.parametrize(("prefer", "texts"), [("mine", ["likes trams", "bouldering"]), ("theirs", ["likes boats"])])
def test_a_conflict_is_settled_as_preferred(folder: Path, prefer: str, texts: list[str]) -> None:
    file = change_both(folder)
    assert sync(folder, "--prefer", prefer).exit_code == 0
    assert [each.text for each in stored()["priya"].notes] == texts
    assert all(text in file.read_text() for text in (*texts, "TEL;TYPE=cell:555 0100"))
    assert sync(folder).stdout == NOTHING_TO_DO


def test_the_same_change_on_both_sides_is_no_conflict(folder: Path) -> None:
    file = both_in_step(folder)
    with_note("bouldering")
    put(folder, file.read_text().replace("END:", "HOBBY:bouldering\nEND:"))
    assert sync(folder).stdout == NOTHING_TO_DO


def test_a_file_that_is_gone_takes_no_card_with_it_unless_that_is_said(folder: Path) -> None:
    both_in_step(folder).unlink()
    told = sync(folder)
    assert (told.exit_code, list(folder.iterdir()), set(stored())) == (10, [], {"priya"})
    assert "is gone from the folder; kept here." in told.stdout
    assert sync(folder, "--delete").stdout == "0 taken from the folder, 0 written to it, 1 deleted, 0 left.\n"
    assert stored() == {}
    assert sync(folder).stdout == NOTHING_TO_DO


def test_a_card_that_is_gone_takes_no_file_with_it_unless_that_is_said(folder: Path) -> None:
    file = both_in_step(folder)
    with open_store() as store:
        store.forget(stored()["priya"])
    told = sync(folder)
    assert (told.exit_code, file.exists(), stored()) == (10, True, {})
    assert sync(folder, "--delete").exit_code == 0
    assert not file.exists()


def test_what_was_changed_since_is_not_deleted(folder: Path) -> None:
    both_in_step(folder).unlink()
    with_note("bouldering")
    assert sync(folder, "--delete").exit_code == 10
    assert set(stored()) == {"priya"}


def test_somebody_known_by_an_address_is_the_same_and_no_second_card_is_made(folder: Path) -> None:
    keep(Contact("Priya Raman", ("priya@acme.example",), uid="ours", notes=(Note("other", "likes trams"),)))
    file = put(folder)
    assert sync(folder).stdout == NOTHING_TO_DO
    assert (set(stored()), [each.name for each in folder.iterdir()]) == ({"ours"}, [file.name])


def test_a_shared_mailbox_makes_nobody_another(folder: Path) -> None:
    both_in_step(folder)
    put(folder, PRIYA.replace("UID:priya", "UID:sam").replace("Priya", "Sam"), "sam.vcf")
    told = sync(folder)
    assert (told.exit_code, set(stored())) == (10, {"priya"})
    assert "has an address that is on another card here" in told.stdout


@pytest.mark.parametrize(
    "text",
    ["no card", "", PRIYA + PRIYA.replace("UID:priya", "UID:two"), PRIYA.replace("UID:priya\r\n", "")],
)
def test_with_a_problem_in_one_file_nothing_is_changed(folder: Path, text: str) -> None:
    put(folder)
    put(folder, text, "zz.vcf")
    keep(Contact("Tom Berg", uid="tom"))
    assert sync(folder).exit_code == 5
    assert (set(stored()), len(list(folder.iterdir()))) == ({"tom"}, 2)


def test_a_uid_is_not_taken_for_a_path(folder: Path) -> None:
    keep(Contact("Tom Berg", uid="../../evil"), Contact("Kim Lo", uid="."))
    assert sync(folder).exit_code == 0
    assert len(list(folder.glob("*.vcf"))) == 2
    assert not list(folder.parent.rglob("evil*"))


def test_other_files_and_hidden_ones_are_passed_over(folder: Path) -> None:
    put(folder, "x", "readme.txt")
    put(folder, "x", ".hidden.vcf")
    assert sync(folder).stdout == NOTHING_TO_DO


def test_what_is_remembered_holds_no_name_and_no_words(folder: Path) -> None:
    both_in_step(folder)
    (memory,) = (folder.parent / "data").glob("sync-*.json")
    assert not {word for word in ("Priya Raman", "acme", "trams") if word in memory.read_text()}
    memory.write_text("{", encoding="utf-8")
    assert sync(folder).exit_code == 1


def test_who_is_forgotten_leaves_no_hash_behind_and_does_not_come_back(folder: Path) -> None:
    file = both_in_step(folder)
    (memory,) = (folder.parent / "data").glob("sync-*.json")
    assert re.search(r"[0-9a-f]{64}", memory.read_text())
    assert CliRunner().invoke(cli, ["contacts", "forget", "priya@acme.example", "--yes"]).exit_code == 0
    assert not re.search(r"[0-9a-f]{64}", memory.read_text())
    assert "is gone here; its file is kept" in sync(folder).stdout
    assert (stored(), file.exists()) == ({}, True)


def test_a_card_of_version_two_is_not_kept_in_step(folder: Path) -> None:
    put(folder, PRIYA.replace("VERSION:3.0", "VERSION:2.1"))
    assert "save it as 3.0 or 4.0" in sync(folder).stderr
    assert stored() == {}
