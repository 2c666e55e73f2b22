"""`mailhuman rules`: the list, the check with its exit code, the reasons for one draft, and the switches."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailhuman.cli import cli
from mailhuman.model import Remembered
from mailhuman.store import open_store

DRAFT = (
    "From: jo@falk.example\nTo: Priya Raman <priya@acme.example>\nSubject: Staging\n"
    "Content-Type: text/plain\n\nPriya,\n\nStaging is up. Review it and confirm.\n\nJo\n"
)
CARDS = (
    "- name: Priya Raman\n  emails: [priya@acme.example]\n"
    "  notes: [{kind: hobby, text: Restoring a 1974 road bike, learned: 2026-03-04}]\n"
)
RULE = "id: mine\ncategory: hobby\nrests_on: thread\ncolour: green\n"
NOW = ("--now", "2026-03-12T17:00:00+00:00")


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "draft.eml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "cards.yaml").write_text(CARDS, encoding="utf-8")
    return tmp_path


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *arguments])


def line(listing: str, rule: str) -> str:
    [found] = [each for each in listing.splitlines() if rule in each.split()[:2]]
    return found


def test_the_list_says_for_each_whether_it_is_on_its_category_and_what_it_rests_on() -> None:
    outcome = rules("list")
    assert outcome.exit_code == 0
    assert line(outcome.stdout, "birthday").split() == ["on", "birthday", "birthday", "from", "a", "note"]
    assert line(outcome.stdout, "thanks-for-the-deed").split()[2:] == ["thanks", "from", "the", "thread"]
    assert all(len(each) <= 80 for each in outcome.stdout.splitlines())


def test_a_rule_is_shown_with_its_reason_and_its_source() -> None:
    shown = rules("show", "birthday").stdout.splitlines()
    assert shown[0].split() == ["state", "on"]
    assert [each.split()[0] for each in shown] == ["state", "category", "from", "why", "source"]
    assert "no rule is called that" in rules("show", "birthdays").stderr
    assert rules("show", "birthdays").exit_code == 2


@pytest.mark.parametrize("option", [[], ["--thread"], ["--contacts"]])
def test_what_is_no_mail_or_no_text_is_told_without_a_crash(folders: Path, option: list[str]) -> None:
    broken = folders / "broken"
    broken.write_bytes(b"\xff\xfe" + bytes(range(256)) * 9)
    files = [*option, str(broken), str(folders / "draft.eml")] if option else [str(broken)]
    outcome = rules("explain", *files)
    assert outcome.exit_code == (5 if option == ["--contacts"] else 6)
    assert outcome.stdout == ""
    assert str(broken) in outcome.stderr
    assert "Next: " in outcome.stderr


@pytest.mark.model
def test_what_was_dismissed_is_explained_as_such(folders: Path) -> None:
    CliRunner().invoke(cli, ["contacts", "import", str(folders / "cards.yaml")])
    with open_store() as store:
        at = datetime.fromisoformat(NOW[1])
        store.remember([Remembered(at, "dismissed", "", "hobby", "hobby", scope="rule")])
    told = line(rules("explain", str(folders / "draft.eml"), *NOW).stdout, "hobby")
    assert told.split()[1] == "withheld"
    assert told.endswith("you dismissed this rule")


@pytest.mark.model
def test_the_check_counts_what_it_checked() -> None:
    outcome = rules("check")
    assert outcome.exit_code == 0
    assert "all as they say" in outcome.stdout


def test_a_broken_rule_of_ones_own_is_told_with_its_lines_and_exit_4(folders: Path) -> None:
    own = folders / "config" / "rules"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(RULE, encoding="utf-8")
    outcome = rules("check")
    assert outcome.exit_code == 4
    assert outcome.stdout == ""
    assert f"{own / 'mine.yaml'}:4: colour: unknown key" in outcome.stderr
    assert f"{own / 'mine.yaml'}:1: why: missing" in outcome.stderr
    assert "Next: " in outcome.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("closed", ["config", "config/rules"])
def test_a_folder_of_rules_that_is_closed_is_told_of(folders: Path, closed: str) -> None:
    (folders / "config" / "rules").mkdir(parents=True)
    (folders / closed).chmod(0)
    try:
        outcome = rules("list")
    finally:
        (folders / closed).chmod(0o700)
    assert outcome.exit_code == 4
    assert "Permission denied" in outcome.stderr


@pytest.mark.model
def test_explain_says_for_every_rule_why(folders: Path) -> None:
    asked = (str(folders / "draft.eml"), "--contacts", str(folders / "cards.yaml"), *NOW)
    shown = rules("explain", *asked).stdout
    assert "speaks" in line(shown, "hobby")
    assert "does not apply" in line(shown, "birthday")
    assert len(shown.splitlines()) == len(rules("list").stdout.splitlines())


def test_a_rule_is_switched_off_and_on_again() -> None:
    assert rules("disable", "hobby").exit_code == 0
    assert "off" in line(rules("list").stdout, "hobby").split()
    assert rules("enable", "hobby").exit_code == 0
    assert "on" in line(rules("list").stdout, "hobby").split()


def test_a_category_is_switched_off_for_one_person() -> None:
    assert rules("disable", "birthday", "--person", "Priya@Acme.example").exit_code == 0
    assert "part" in line(rules("list").stdout, "birthday").split()


@pytest.mark.model
def test_a_rule_switched_off_says_nothing_and_says_so(folders: Path) -> None:
    imported = CliRunner().invoke(cli, ["contacts", "import", str(folders / "cards.yaml")])
    assert imported.exit_code == 0, imported.output
    assert "speaks" in line(rules("explain", str(folders / "draft.eml"), *NOW).stdout, "hobby")
    rules("disable", "hobby", "--person", "priya@acme.example")
    assert "off" in line(rules("explain", str(folders / "draft.eml"), *NOW).stdout, "hobby").split()


def test_what_is_no_rule_cannot_be_switched() -> None:
    outcome = rules("disable", "levitation")
    assert outcome.exit_code == 2
    assert "mailhuman rules list" in outcome.stderr


def test_a_time_that_is_none_is_a_wrong_call(folders: Path) -> None:
    outcome = rules("explain", str(folders / "draft.eml"), "--now", "soon")
    assert outcome.exit_code == 2


def dismiss(rule: str, times: int, *, scope: str = "this", days_ago: int = 1) -> None:
    at = datetime.now().astimezone() - timedelta(days=days_ago)
    told = Remembered(at, "dismissed", "priya@acme.example", rule, rule, suggestion="s", scope=scope)  # type: ignore[arg-type]  # a scope
    with open_store() as store:
        store.remember([replace(told, lineage=f"{rule}{number}") for number in range(times)])


def test_a_rule_dismissed_again_and_again_is_listed_as_quiet_and_wakes_at_a_word() -> None:
    dismiss("hobby", 5)
    assert line(rules("list").stdout, "hobby").startswith("quiet ")
    assert line(rules("list").stdout, "hobby").endswith("(you dismissed it 5 times)")
    assert "quiet until 20" in rules("show", "hobby").stdout
    assert rules("reset", "hobby").stdout == "hobby speaks again.\n"
    assert line(rules("list").stdout, "hobby").startswith("on ")
    assert rules("reset").stdout == "No rule is quiet.\n"


def test_a_quiet_rule_is_no_switch_of_the_users_own() -> None:
    dismiss("hobby", 5)
    with open_store() as store:
        assert store.switches() == ()


def test_reset_wakes_all_that_sleep_those_dismissed_for_good_too_and_nothing_else() -> None:
    dismiss("hobby", 5)
    dismiss("birthday", 1, scope="rule")
    dismiss("pet", 4)
    assert line(rules("list").stdout, "birthday").endswith("(you dismissed it for everybody)")
    assert rules("reset", "pet").stdout == "pet is not quiet.\n"
    assert rules("reset").stdout == "birthday speaks again.\nhobby speaks again.\n"
    assert "quiet" not in rules("list").stdout


def test_what_is_no_rule_cannot_be_woken() -> None:
    assert rules("reset", "levitation").exit_code == 2


def test_a_rule_switched_off_stays_off_when_it_is_quiet_too_and_switching_it_on_wakes_it() -> None:
    dismiss("hobby", 5)
    rules("disable", "hobby")
    assert line(rules("list").stdout, "hobby").startswith("off ")
    rules("enable", "hobby")
    assert line(rules("list").stdout, "hobby").startswith("on ")
    dismiss("hobby", 5, days_ago=-1)
    rules("enable", "hobby", "--person", "priya@acme.example")
    assert line(rules("list").stdout, "hobby").startswith("on ")  # what lies ahead of the clock is not counted


@pytest.mark.model
def test_a_quiet_rule_says_nothing_on_a_draft_until_it_is_woken(folders: Path) -> None:
    CliRunner().invoke(cli, ["contacts", "import", str(folders / "cards.yaml")])
    draft = str(folders / "draft.eml")
    assert "speaks" in line(rules("explain", draft, *NOW).stdout, "hobby")
    at = datetime.fromisoformat(NOW[1])
    with open_store() as store:
        told = Remembered(at, "dismissed", "ada@falk.example", "hobby", "hobby", suggestion="s")
        store.remember([replace(told, lineage=f"l{number}") for number in range(5)])
    assert (
        line(rules("explain", draft, *NOW).stdout, "hobby").split(maxsplit=1)[1]
        == "off             switched off: you kept dismissing it"
    )
    found = json.loads(CliRunner().invoke(cli, ["review", draft, *NOW, "--format", "json"]).stdout)
    assert "hobby" not in {each["rule"] for each in found["suggestions"]}
    assert "hobby" in {each["rule"] for each in found["withheld"]}
    rules("enable", "hobby")
    assert "speaks" in line(rules("explain", draft, *NOW).stdout, "hobby")
