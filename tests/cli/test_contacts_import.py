"""`mailhuman contacts import` of other programs' exports: each is known by its name or its look, and taken whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailhuman.cli import cli
from mailhuman.model import Contact
from mailhuman.store import open_store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path


def imported(file: Path, text: str) -> Result:
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli, ["contacts", "import", str(file)])


def stored() -> tuple[Contact, ...]:
    with open_store() as store:
        return store.contacts()


def test_a_table_is_taken(home: Path) -> None:
    told = imported(home / "people.CSV", "Name,E-mail\nPriya Raman,priya@acme.example\nTom Berg,\n")
    assert told.stdout == "2 people added, 0 changed, 0 as they were.\n"
    assert [card.name for card in stored()] == ["Priya Raman", "Tom Berg"]


def test_a_table_taken_twice_adds_nobody(home: Path) -> None:
    text = "Name,E-mail,Notes\nPriya Raman,priya@acme.example,likes trams\nTom Berg,,\n"
    imported(home / "people.csv", text)
    assert imported(home / "people.csv", text).stdout == "0 people added, 0 changed, 2 as they were.\n"


def test_of_a_table_with_a_problem_nothing_is_taken(home: Path) -> None:
    told = imported(home / "people.csv", "Name,E-mail\nPriya Raman,priya@acme.example\nTom,tom\n")
    assert told.exit_code == 5
    assert "people.csv:3: e mail: write an address as name@place.example" in told.stderr
    assert stored() == ()


@pytest.mark.parametrize("name", ["monica.json", "export"])
def test_an_export_of_monica_is_known_by_its_look(home: Path, name: str) -> None:
    people = [{"uuid": "p1", "properties": {"first_name": "Priya", "last_name": "Raman"}}]
    text = json.dumps({"account": {"data": [{"type": "contact", "values": people}]}})
    assert imported(home / name, text).stdout == "1 person added, 0 changed, 0 as they were.\n"
    assert [(card.uid, card.name) for card in stored()] == [("p1", "Priya Raman")]


def test_other_json_is_refused(home: Path) -> None:
    assert imported(home / "x.json", '{"people": []}').exit_code == 5
