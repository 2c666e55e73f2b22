"""`mailhuman contacts` from end to end on a store of its own: what it keeps, says, refuses, and never shows."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailhuman.cli import cli
from mailhuman.cli.card_edit import _private_file
from mailhuman.contacts import parse_contacts
from mailhuman.model import Contact, Remembered
from mailhuman.store import open_store
from tests.terminals import open_terminal

Run = Callable[..., Result]
CANARY = "canary"
BOOK = f"""\
- name: Priya Raman
  emails: [priya@acme.example]
  notes:
    - {{kind: hobby, text: bouldering at the Castle, learned: 2026-02-01}}
    - {{kind: family, text: a {CANARY} divorce, mention: never}}
- name: Tom Berg
  emails: [tom@berg.example, tom@home.example]
- name: Tom Lind
  emails: [lind@acme.example]
  mention: never
  notes:
    - {{kind: hobby, text: the {CANARY} keeper}}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "config"))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    def invoke(*arguments: str | Path, given: str = "") -> Result:
        assert data.parent.is_dir()
        return CliRunner().invoke(cli, ["contacts", *map(str, arguments)], input=given)

    return invoke


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "people.yaml"
    file.write_text(BOOK, encoding="utf-8")
    assert run("import", file).exit_code == 0
    return file


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets an editor that runs a line of sed on the file."""

    def set_to(command: str) -> None:
        script = tmp_path / "editor"
        script.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))

    return set_to


def stored() -> tuple[Contact, ...]:
    with open_store() as store:
        return store.contacts()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_somebody_is_added_with_notes_learned_today(run: Run) -> None:
    told = run("add", "--name", "Priya Raman", "--email", "Priya@Acme.example", "--note", "hobby: bouldering")
    assert (told.exit_code, told.stdout) == (0, "Priya Raman <priya@acme.example>: added with 1 note.\n")
    (kept,) = stored()
    assert (kept.name, kept.emails) == ("Priya Raman", ("priya@acme.example",))
    assert [(each.kind, each.text, each.source) for each in kept.notes] == [("hobby", "bouldering", "told")]
    assert str(kept.notes[0].learned) == datetime.now().astimezone().date().isoformat()


def test_all_fields_can_be_given(run: Run) -> None:
    options = {
        "--name": "Priya Raman",
        "--email": "priya@acme.example",
        "--preferred-name": "Pri",
        "--title": "Dr",
        "--pronunciation": "PREE-ya",
        "--pronouns": "she/her",
        "--language": "en",
        "--timezone": "Europe/London",
        "--keep-in-touch": "90",
        "--note": "trip: Hokkaido",
        "--date": "2026-05-08",
        "--about": "Emma (daughter)",
        "--mention": "if-raised",
    }
    assert run("add", *(part for pair in options.items() for part in pair)).exit_code == 0
    (kept,) = stored()
    assert (kept.preferred_name, kept.title, kept.pronunciation, kept.pronouns) == ("Pri", "Dr", "PREE-ya", "she/her")
    assert (kept.language, kept.timezone, kept.keep_in_touch) == ("en", "Europe/London", 90)
    (about,) = kept.notes
    assert (str(about.date), about.about, about.mention) == ("2026-05-08", "Emma (daughter)", "if-raised")


@pytest.mark.usefixtures("book")
def test_an_address_that_is_known_adds_to_its_card(run: Run) -> None:
    told = run("add", "--email", "priya@acme.example", "--note", "birthday:", "--date=--03-12")
    assert told.stdout == "Priya Raman <priya@acme.example>: card filled with 1 note.\n"
    kept = stored()[0]
    assert [each.kind for each in kept.notes] == ["hobby", "family", "birthday"]
    assert str(kept.notes[2].date) == "--03-12"
    assert "nothing new" in run("add", "--email", "priya@acme.example", "--name", "Priya Raman").stdout


@pytest.mark.usefixtures("book")
def test_a_name_that_is_known_adds_to_its_card(run: Run) -> None:
    assert run("add", "--name", "priya  raman", "--note", "pet: a cat").exit_code == 0
    assert [each.text for each in stored()[0].notes][-1] == "a cat"
    assert len(stored()) == 3


@pytest.mark.usefixtures("book")
def test_a_known_name_with_a_new_address_is_somebody_else(run: Run) -> None:
    assert run("add", "--name", "Priya Raman", "--email", "new@newco.example").exit_code == 0
    assert [each.name for each in stored()] == ["Priya Raman", "Tom Berg", "Tom Lind", "Priya Raman"]
    assert "more than one card" in run("add", "--name", "Priya Raman", "--note", "pet: a cat").stderr


def test_what_will_wait_until_it_is_raised_is_said(run: Run) -> None:
    told = run("add", "--name", "P", "--note", "illness: knee surgery")
    assert "The note touches on health: it is used only if they raise it" in told.stdout
    assert "only if they raise it" not in run("add", "--name", "Q", "--note", "hobby: golf").stdout


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say --name"),
        (("--email", "new@acme.example"), "say --name"),
        (("--name", "P", "--email", "p at acme"), "--email: write an address"),
        (("--name", "P", "--note", "gossip: x"), "kinds are hobby, family"),
        (("--name", "P", "--note", "hobby"), "the text is missing"),
        (("--name", "P", "--note", "hobby: x", "--date", "12.3.2026"), "--date: write a date as 2026-03-10"),
        (("--name", "P", "--note", "hobby: x", "--mention", "always"), "--mention: "),
        (("--name", "P", "--keep-in-touch", "often"), "--keep-in-touch: "),
        (("--name", "P", "--note", "hobby: x", "--note", "pet: y", "--date", "2026"), "belong to one --note"),
        (("--name", "Priya Iyer", "--email", "priya@acme.example"), "on a card of another name"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_kept(run: Run, arguments: tuple[str, ...], told: str) -> None:
    before = stored()
    failed = run("add", *arguments)
    assert failed.exit_code == 2
    assert told in failed.stderr
    assert stored() == before


@pytest.mark.usefixtures("book")
def test_everybody_is_listed_by_name(run: Run) -> None:
    assert run("list").stdout.splitlines() == [
        "Priya Raman <priya@acme.example>  2 notes",
        "Tom Berg <tom@berg.example> and 1 more  no notes",
        "Tom Lind <lind@acme.example>  1 note",
    ]


def test_an_empty_list_says_what_to_do(run: Run) -> None:
    assert "mailhuman contacts add" in run("list").stdout


def test_a_card_is_shown_with_what_holds_its_notes_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "one.yaml"
    file.write_text(
        """\
- name: Priya Raman
  emails: [priya@acme.example]
  pronunciation: PREE-ya
  keep_in_touch: 90
  notes:
    - {kind: hobby, text: "bouldering\\nat the Castle", learned: 2015-02-01}
    - {kind: illness, text: knee surgery, date: 2015-03, approximate: true}
    - {kind: family, text: Husband Arun likes cricket, source: third-party, told_by: Marek}
    - {kind: loss, text: Arun died, date: --03-10}
    - {kind: promise, text: the sample contract, by: me, date: 2100-01-02}
""",
        encoding="utf-8",
    )
    run("import", file)
    assert [line.rstrip() for line in run("show", "priya").stdout.splitlines()] == [
        "Priya Raman",
        "  priya@acme.example",
        "  said: PREE-ya",
        "  keep in touch: every 90 days",
        "",
        "  hobby        bouldering at the Castle",
        "               learned 1 February 2015 · old: is it still true?",
        "  illness      knee surgery",
        "               about March 2015 · only if they raise it (health) · old: is it still true?",
        "  family       Husband Arun likes cricket",
        "               heard from somebody else (Marek) · about somebody who has died: never suggested",
        "  loss         Arun died",
        "               10 March · only if they raise it",
        "  promise      the sample contract",
        "               2 January 2100 · promised by you",
    ]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("who", ["priya", "PRIYA@acme.example", "Raman", "Priya Raman"])
def test_a_person_is_found_by_address_or_name(run: Run, who: str) -> None:
    assert run("show", who).stdout.startswith("Priya Raman\n")


@pytest.mark.usefixtures("book")
def test_a_person_is_found_by_uid(run: Run) -> None:
    assert run("show", stored()[1].uid).stdout.startswith("Tom Berg\n")


@pytest.mark.usefixtures("book")
def test_where_several_fit_they_are_listed(run: Run) -> None:
    told = run("show", "tom")
    assert told.exit_code == 2
    assert "2 people fit" in told.stderr
    assert all(f"{each.name} <{each.emails[0]}>  {each.uid}" in told.stderr for each in stored()[1:])


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("command", ["show", "edit", "forget"])
def test_an_unknown_person_is_said_to_be_unknown(run: Run, command: str) -> None:
    told = run(command, "nobody")
    assert told.exit_code == 2
    assert "nobody in your contacts is called that" in told.stderr


def test_a_note_marked_never_is_in_no_output_but_edit_and_export(run: Run, book: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(book.read_text(encoding="utf-8") + "- nam: Q\n", encoding="utf-8")
    outputs = [
        run("list"),
        run("show", "priya"),
        run("show", "lind"),
        run("show", "tom"),
        run("add", "--email", "priya@acme.example", "--note", f"gossip: {CANARY}"),
        run("add", "--email", "priya@acme.example", "--note", f"family: {CANARY} two", "--mention", "never"),
        run("import", book),
        run("import", broken),
        run("export", "--vcard"),
        run("export", tmp_path / "people.vcf"),
        run("forget", "priya", given="n\n"),
        run("edit", "priya"),
        run("forget", "priya", "--yes"),
    ]
    assert CANARY not in "".join(told.output for told in outputs)
    assert CANARY not in (tmp_path / "people.vcf").read_text(encoding="utf-8")


@pytest.mark.usefixtures("book")
def test_of_a_note_marked_never_it_is_said_that_there_is_one(run: Run) -> None:
    assert "1 note marked never, shown only by `mailhuman contacts edit` and `export`." in run("show", "priya").stdout
    assert "1 note marked never" in run("show", "lind").stdout


@pytest.mark.usefixtures("book")
def test_an_edit_takes_the_place_of_the_card(run: Run, editor: Callable[[str], None], data: Path) -> None:
    before = stored()[0]
    editor('sed -i "s/bouldering/climbing/; s/priya@acme/pri@acme/; /divorce/,/never/d; /kind: family/d" "$1"')
    told = run("edit", "priya")
    assert (told.exit_code, told.stdout) == (0, "Priya Raman <pri@acme.example>: the card is changed.\n")
    after = stored()[0]
    assert (after.uid, after.emails) == (before.uid, ("pri@acme.example",))
    assert [each.text for each in after.notes] == ["climbing at the Castle"]
    assert stored()[1:] != ()
    assert list(data.glob("edit-*")) == []


@pytest.mark.usefixtures("book")
def test_the_editor_gets_every_note_in_a_file_of_the_owner_alone(
    run: Run, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor(f'cp -p "$1" {tmp_path}/seen.yaml')
    assert run("edit", "priya").stdout == "Nothing was changed.\n"
    seen = tmp_path / "seen.yaml"
    assert mode(seen) == 0o600
    (card,) = parse_contacts(seen.read_text(encoding="utf-8"), "seen")
    assert [each.text for each in card.notes] == [each.text for each in stored()[0].notes]


@pytest.mark.usefixtures("book")
def test_a_text_that_cannot_be_read_is_asked_about_and_kept(
    run: Run, editor: Callable[[str], None], data: Path
) -> None:
    before = stored()
    editor('sed -i "s/kind: hobby/kind: gossip/; s/^- name/- nam/" "$1"')
    told = run("edit", "priya", given="n\n")
    assert told.exit_code == 5
    (kept,) = data.glob("edit-*.yaml")
    assert mode(kept) == 0o600
    assert [line for line in told.stderr.splitlines() if line.startswith(str(kept))] == [
        f"{kept}:3: nam: unknown key",
        f"{kept}:3: name: missing",
        next(line for line in told.stderr.splitlines() if line.startswith(f"{kept}:7: notes.kind: is no kind")),
    ]
    assert f"Next: your text is kept in {kept}" in told.stderr
    assert stored() == before
    assert run("forget", "priya", "--yes").exit_code == 0
    assert not kept.exists()


@pytest.mark.usefixtures("book")
def test_a_text_may_be_mended_when_asked(run: Run, editor: Callable[[str], None]) -> None:
    editor('if grep -q gossip "$1"; then sed -i "s/gossip/pet/" "$1"; else sed -i "s/hobby/gossip/" "$1"; fi')
    assert run("edit", "priya", given="y\n").exit_code == 0
    assert stored()[0].notes[0].kind == "pet"


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("command", [': > "$1"', 'cp "$1" "$1.2"; cat "$1.2" >> "$1"; rm "$1.2"'])
def test_no_card_and_two_cards_are_not_taken_for_one(run: Run, editor: Callable[[str], None], command: str) -> None:
    before = stored()
    editor(command)
    assert run("edit", "priya", given="n\n").exit_code == 5
    assert stored() == before


def test_a_card_changed_meanwhile_is_left_and_the_text_kept(
    run: Run, book: Path, editor: Callable[[str], None], data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(book.read_text(encoding="utf-8").replace("bouldering", "sailing"), encoding="utf-8")
    mailhuman = Path(sys.executable).with_name("mailhuman")
    editor(f'{mailhuman} contacts import --replace {other} >/dev/null; sed -i "s/bouldering/climbing/" "$1"')
    told = run("edit", "priya")
    assert told.exit_code == 1
    assert "changed by another program" in told.stderr
    assert stored()[0].notes[0].text == "sailing at the Castle"
    (kept,) = data.glob("edit-*.yaml")
    assert "climbing" in kept.read_text(encoding="utf-8")


@pytest.mark.usefixtures("book")
def test_an_editor_that_fails_leaves_the_card_and_no_file(run: Run, editor: Callable[[str], None], data: Path) -> None:
    before = stored()
    editor("exit 3")
    told = run("edit", "priya")
    assert told.exit_code == 1
    assert told.stderr.startswith("mailhuman: the editor could not be started")
    assert "set EDITOR" in told.stderr
    assert stored() == before
    assert list(data.glob("edit-*")) == []


@pytest.mark.usefixtures("book")
def test_without_terminal_and_editor_nothing_hangs(run: Run) -> None:
    told = run("edit", "priya")
    assert told.exit_code == 2
    assert "set EDITOR" in told.stderr


def test_an_import_says_what_it_did_and_loses_nothing(run: Run, book: Path, tmp_path: Path) -> None:
    assert run("import", book).stdout == "0 people added, 0 changed, 3 as they were.\n"
    more = tmp_path / "more.yaml"
    more.write_text(
        "- {name: Priya Raman, emails: [priya@acme.example], title: Dr}\n- name: Ada Lind\n", encoding="utf-8"
    )
    assert run("import", more).stdout == "1 person added, 1 changed, 0 as they were.\n"
    assert (stored()[0].title, len(stored()[0].notes)) == ("Dr", 2)


@pytest.mark.usefixtures("book")
def test_an_import_that_replaces_takes_the_cards_place_and_leaves_others(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text("- {name: Priya R., emails: [priya@acme.example]}\n", encoding="utf-8")
    uid = stored()[0].uid
    assert run("import", "--replace", new).stdout == "0 people added, 1 changed, 0 as they were.\n"
    assert (stored()[0].name, stored()[0].notes, stored()[0].uid) == ("Priya R.", (), uid)
    assert len(stored()) == 3


@pytest.mark.parametrize("name", ["people.vcf", "people.VCARD", "people", "-"])
def test_vcards_are_known_by_name_or_by_what_they_hold(run: Run, tmp_path: Path, name: str) -> None:
    text = "BEGIN:VCARD\nFN:Ada Lind\nEMAIL:ada@acme.example\nEND:VCARD\n"
    file = tmp_path / name
    if name != "-":
        file.write_text(text, encoding="utf-8")
    assert run("import", "-" if name == "-" else file, given=text).exit_code == 0
    assert [each.name for each in stored()] == ["Ada Lind"]


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        (
            "p.yaml",
            b"- name: Q\n- nam: P\n  age: 3\n",
            ["p.yaml:2: nam: unknown key", "p.yaml:3: age: unknown key"],
        ),
        ("p.vcf", b"BEGIN:VCARD\nFN:P\nEMAIL:x\nBDAY:y\nEND:VCARD\n", ["p.vcf:3: EMAIL: ", "p.vcf:4: BDAY: "]),
        ("p.yaml", b"- name: Q\n- name: \xff\n", ["p.yaml:2: is not UTF-8 text"]),
        ("p.vcf", b"", []),
    ],
)
def test_an_import_is_all_or_nothing_and_tells_every_problem(
    run: Run, tmp_path: Path, name: str, raw: bytes, told: list[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    failed = run("import", file)
    assert failed.exit_code == (5 if told else 0)
    assert all(f"{tmp_path}/{problem}" in failed.stderr for problem in told)
    assert stored() == ()


@pytest.mark.usefixtures("book")
def test_what_is_exported_comes_back_the_same(run: Run, tmp_path: Path, data: Path) -> None:
    before = stored()
    file = tmp_path / "out.yaml"
    assert run("export", file).stdout == ""
    assert mode(file) == 0o600
    assert run("export").stdout == file.read_text(encoding="utf-8")
    (data / "mailhuman.db").unlink()
    run("import", file)
    assert stored() == before


@pytest.mark.usefixtures("book")
def test_vcards_are_exported_by_option_or_name_and_say_what_is_left_out(run: Run, tmp_path: Path) -> None:
    told = run("export", "--vcard")
    assert told.stdout_bytes.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Priya Raman\r\n")
    assert told.stderr == "2 notes marked never left out; YAML holds them.\n"
    file = tmp_path / "people.vcf"
    run("export", file)
    assert file.read_bytes() == told.stdout_bytes


def test_an_export_writes_over_a_file_only_when_told_to(run: Run, book: Path) -> None:
    failed = run("export", book)
    assert failed.exit_code == 1
    assert "--force" in failed.stderr
    assert book.read_text(encoding="utf-8") == BOOK
    assert run("export", book, "--force").exit_code == 0
    assert "uid" in book.read_text(encoding="utf-8")


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("name", ["pipe", "missing/out.yaml"])
def test_an_export_that_cannot_be_written_says_so(run: Run, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")  # stands for every file that is no file, and that must not be replaced by one
    failed = run("export", tmp_path / name, "--force")
    assert failed.exit_code == 1
    assert "Next: " in failed.stderr
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "people.yaml", "pipe"]


@pytest.mark.usefixtures("book")
def test_an_export_to_a_dash_is_printed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "-").stdout == run("export").stdout
    assert not Path("-").exists()


def test_a_file_that_holds_nobody_is_said_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("")
    told = run("import", tmp_path / "empty.yaml")
    assert (told.exit_code, told.stdout) == (0, f"{tmp_path / 'empty.yaml'} holds nobody; nothing was changed.\n")


def test_a_file_without_end_is_refused(run: Run) -> None:
    told = run("import", "/dev/zero")
    assert told.exit_code == 5
    assert "/dev/zero: is larger than" in told.stderr


def test_a_text_that_cannot_be_written_whole_leaves_no_file(run: Run, data: Path) -> None:
    assert run("list").exit_code == 0
    with pytest.raises(UnicodeEncodeError):
        _private_file(Contact("P", uid="p"), "half a character \ud800")
    assert [each.name for each in data.iterdir()] == ["mailhuman.db"]


@pytest.mark.usefixtures("book")
def test_a_person_is_forgotten_with_all_that_names_them_and_the_numbers_said(run: Run) -> None:
    with open_store() as store:
        store.remember([Remembered(datetime(2026, 1, 2, tzinfo=UTC), "sent", "priya@acme.example", "hobby", "hobby")])
    told = run("forget", "priya@acme.example", given="y\n")
    assert "Forget Priya Raman <priya@acme.example> and 2 notes?" in told.output
    assert "Erased: 1 card, 2 notes, 1 entry of the history, 0 traces of drafts, 0 switches." in told.stdout
    with open_store() as store:
        assert [each.name for each in store.contacts()] == ["Tom Berg", "Tom Lind"]
        assert store.history() == ()


@pytest.mark.usefixtures("book")
def test_nobody_is_forgotten_without_a_yes(run: Run) -> None:
    assert "Nothing was erased." in run("forget", "priya", given="n\n").stdout
    assert "Nothing was erased." in run("forget", "priya", given="\n").stdout
    alone = run("forget", "priya")
    assert alone.exit_code == 2
    assert "--yes" in alone.stderr
    assert run("forget", "tom", "--yes").exit_code == 2
    assert len(stored()) == 3


@pytest.mark.usefixtures("book")
def test_leaving_the_question_on_a_terminal_is_no_wrong_call() -> None:
    person, program = open_terminal()
    asking = subprocess.Popen(
        [sys.executable, "-m", "mailhuman", "contacts", "forget", "priya"],
        stdin=program, stdout=program, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    os.close(program)
    os.write(person, b"\x04")
    said = asking.communicate(timeout=60)[1]
    os.close(person)
    assert asking.returncode == 130
    assert b"Usage" not in said
    assert len(stored()) == 3


def test_an_address_without_a_card_is_forgotten_too(run: Run) -> None:
    with open_store() as store:
        store.remember([Remembered(datetime(2026, 1, 2, tzinfo=UTC), "sent", "new@acme.example", "hobby", "hobby")])
    assert "1 entry of the history" in run("forget", "New@acme.example", "--yes").stdout


def test_names_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "evil.yaml"
    file.write_text('- name: "Eve\\e[2J \\u202E"\n  notes: [{kind: hobby, text: "\\e]0;x\\a"}]\n', encoding="utf-8")
    run("import", file)
    for told in (run("list"), run("show", "eve"), run("export"), run("forget", "eve", "--yes")):
        assert not set(told.output) & {"\x1b", "\x07", "\u202e"}
