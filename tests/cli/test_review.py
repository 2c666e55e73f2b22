"""`mailhuman review` of a file: every option, every exit code, and that nothing private or half-done gets out."""

from __future__ import annotations

import io
import json
import os
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mailhuman.cli import cli
from mailhuman.message import read_draft
from mailhuman.review import review_draft
from mailhuman.show.as_json import json_line, review_json
from mailhuman.show.terminal import new_console, print_review
from tests.cli.mail import (
    CANARY,
    CONTACTS,
    DRAFT,
    EARLIER,
    LEAKING,
    NOW,
    PLAIN_DRAFT,
    PRIVATE,
    Files,
    objects,
    review,
)
from tests.show.schema import REVIEW, departures

SILENT_CARD = "- name: Priya Raman\n  emails: [priya@acme.example]\n"

ENCRYPTED = """\
From: jo@falk.example
To: p@acme.example
Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"

--b
Content-Type: application/pgp-encrypted

Version: 1
--b
Content-Type: application/octet-stream

x
--b--
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    return tmp_path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def only(*arguments: str, stdin: bytes | None = None) -> Any:
    outcome = review(*arguments, "--format", "json", stdin=stdin)
    assert outcome.exit_code in {0, 10}, outcome.stderr
    assert outcome.stderr == ""
    [found] = objects(outcome)
    assert departures(found, REVIEW) == []
    return found


@pytest.mark.model
class TestWhatIsSaid:
    def test_something_to_say_is_ten(self, files: Files) -> None:
        outcome = review(*files.case())
        assert outcome.exit_code == 10
        assert "You could write: Thank you for staying late on Sunday" in " ".join(outcome.stdout.split())
        assert outcome.stderr == ""

    def test_nothing_to_say_is_zero(self, files: Files) -> None:
        outcome = review(files.write("d.eml", PLAIN_DRAFT), "--contacts", files.write("c.yaml", SILENT_CARD))
        assert outcome.exit_code == 0
        assert "Nothing to add" in outcome.stdout

    def test_a_warning_alone_is_ten(self, files: Files) -> None:
        outcome = review(files.write("d.eml", LEAKING), "--contacts", files.write("c.yaml", PRIVATE))
        assert outcome.exit_code == 10
        assert "Warning:" in outcome.stdout

    def test_json_is_one_line_of_the_promised_shape(self, files: Files) -> None:
        found = only(*files.case())
        assert found["source"] == {"file": files.case()[0]}
        assert found["suggestions"][0]["category"] == "thanks"
        assert found["suggestions"][0]["evidence"]["message_id"] == "<m2@acme.example>"

    def test_places_slice_to_their_quotes(self, files: Files) -> None:
        found = only(*files.case())
        text = found["draft"]["text"]
        assert found["tone"]["cues"]
        for cue in found["tone"]["cues"]:
            assert text[cue["start"] : cue["end"]] == cue["quote"]
        own = "\n".join(text[each["start"] : each["end"]] for each in found["draft"]["own"])
        assert "Send me" in own
        assert "Falk Building" not in own
        assert found["draft"]["own_word_count"] == len(own.split())

    def test_standard_input_says_the_same(self, files: Files) -> None:
        arguments = files.case()
        piped = only("-", *arguments[1:], stdin=DRAFT.encode())
        assert piped["source"] == {"file": "-"}
        assert {**piped, "source": 0} == {**only(*arguments), "source": 0}

    def test_the_thread_may_be_one_mbox_or_several_files_in_any_order(self, files: Files) -> None:
        later = EARLIER.replace("m2@", "m3@").replace("Wed, 11", "Thu, 12").replace("I stayed late", "So I stayed up")
        mbox = files.write("t.mbox", f"From x\n{later}\nFrom x\n{EARLIER}")
        one, two = files.write("a.eml", EARLIER), files.write("b.eml", later)
        draft = [files.write("d.eml", DRAFT), "--contacts", files.write("c.yaml", CONTACTS), "--now", NOW]
        found = [
            only(*draft, "--thread", mbox),
            only(*draft, "--thread", one, "--thread", two),
            only(*draft, "--thread", two, "--thread", one),
        ]
        assert found[0] == found[1] == found[2]
        assert found[0]["suggestions"][0]["category"] == "thanks"

    def test_explain_adds_what_was_kept_back(self, files: Files) -> None:
        short, long = review(*files.case()), review(*files.case(), "--explain")
        assert "Kept back:" not in short.stdout
        assert long.stdout.startswith(short.stdout.rstrip("\n"))
        assert "Kept back:" in long.stdout
        assert long.exit_code == 10

    def test_now_decides_and_without_a_zone_it_is_local(self, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "UTC")
        draft, *_ = files.case()
        notes = ["--contacts", files.write("c.yaml", CONTACTS)]
        then = only(draft, *notes, "--now", "2026-03-12T17:00")
        assert "trip" in {each["category"] for each in then["suggestions"]}
        later = only(draft, *notes, "--now", "2027-09-12T17:00:00Z")
        assert "trip" not in {each["category"] for each in later["suggestions"]}

    def test_owner_decides_who_the_reader_is(self, files: Files) -> None:
        draft = files.write("d.eml", DRAFT.replace("From: Jo Falk <jo@falk.example>\n", ""))
        notes = ["--contacts", files.write("c.yaml", CONTACTS), "--now", NOW]
        as_jo = only(draft, *notes, "--owner", "Jo <JO@falk.example>")
        assert "trip" in {each["category"] for each in as_jo["suggestions"]}
        as_priya = only(draft, *notes, "--owner", "priya@acme.example")
        assert "trip" not in {each["category"] for each in as_priya["suggestions"]}

    def test_history_keeps_what_was_dismissed_away(self, files: Files) -> None:
        entry = "outcome: dismissed\n  rule: thanks-for-the-deed\n  category: thanks\n  scope: rule\n"
        history = files.write("h.yaml", f"- at: 2026-03-10T09:00:00Z\n  {entry}")
        assert "thanks" in {each["category"] for each in only(*files.case())["suggestions"]}
        found = only(*files.case(), "--history", history)
        assert "thanks" not in {each["category"] for each in found["suggestions"]}
        assert ("thanks", "G15") in {(each["category"], each["gate"]) for each in found["withheld"]}

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            ("From: jo@falk.example\nTo: p@acme.example\nSubject: x\n\n", "empty"),
            (
                ENCRYPTED,
                "encrypted",
            ),
        ],
    )
    def test_what_cannot_be_judged_has_its_status_and_nothing_to_say(self, files: Files, raw: str, status: str) -> None:
        arguments = [files.write("d.eml", raw), "--contacts", files.write("c.yaml", CONTACTS)]
        found = only(*arguments)
        assert found["status"] == status
        assert found["suggestions"] == found["warnings"] == []
        assert review(*arguments).exit_code == 0

    def test_reviewing_again_says_the_same(self, files: Files) -> None:
        assert review(*files.case()).stdout == review(*files.case()).stdout


@pytest.mark.model
def test_whatever_message_there_is_has_the_promised_shape_and_a_safe_screen(testdata: Path) -> None:
    files = sorted(each for folder in ("mime", "drafts") for each in (testdata / folder).rglob("*.eml"))[::4]
    assert files
    for file in files:
        draft = read_draft(file.read_bytes())
        found = review_draft(draft, owner=frozenset({"jo@falk.example"}), now=datetime.fromisoformat(NOW))
        printed = json.loads(json_line(review_json(found, {"file": file.name})))
        assert departures(printed, REVIEW) == [], file
        for cue in printed["tone"]["cues"]:
            assert printed["draft"]["text"][cue["start"] : cue["end"]] == cue["quote"], file
        screen = io.StringIO()
        print_review(found, new_console(screen, width=80), now=datetime.fromisoformat(NOW), explain=True)
        assert not {each for each in screen.getvalue() if unicodedata.category(each) in {"Cc", "Zl", "Zp"}} - {"\n"}


@pytest.mark.model
class TestPrivacy:
    @pytest.mark.parametrize("extra", [[], ["--explain"], ["--format", "json"]])
    def test_a_note_marked_never_is_in_no_output(self, files: Files, extra: list[str]) -> None:
        for draft, notes in ((DRAFT, CONTACTS), (LEAKING, PRIVATE)):
            outcome = review(*files.case(draft, notes), *extra)
            assert outcome.exit_code == 10
            assert CANARY not in outcome.output

    def test_with_contacts_no_store_is_read_or_made(self, files: Files, home: Path) -> None:
        (home / "DATA").mkdir()
        (home / "DATA" / "mailhuman.db").write_bytes(b"no database")
        assert review(*files.case()).exit_code == 10
        assert (home / "DATA" / "mailhuman.db").read_bytes() == b"no database"

    def test_hostile_mail_cannot_command_the_terminal(self, files: Files) -> None:
        draft = DRAFT.replace("by noon", "by \x1b]0;gone\x07\x1b[2J\u202enoon").replace("Priya Raman <", '"P\x1b[1m" <')
        outcome = review(*files.case(draft))
        assert outcome.exit_code == 10
        assert not {each for each in outcome.stdout if ord(each) < 32} - {"\n"}
        assert "\u202e" not in outcome.stdout

    def test_a_pipe_gets_no_colour_and_no_question(self, files: Files) -> None:
        outcome = review(*files.case())
        assert "\x1b" not in outcome.stdout
        assert "[t]ake" not in outcome.stdout


class TestWhatIsRefused:
    @pytest.mark.parametrize("option", ["--thread", "--contacts", "--history"])
    def test_what_belongs_to_a_file_needs_one(self, files: Files, option: str) -> None:
        outcome = review(option, files.write("x", "x"))
        assert outcome.exit_code == 2
        assert f"{option} goes with a FILE" in outcome.stderr
        assert review("--owner", "jo@falk.example").exit_code == 2

    def test_an_account_is_no_file(self, files: Files) -> None:
        outcome = review(files.write("d.eml", DRAFT), "--account", "work")
        assert outcome.exit_code == 2
        assert outcome.stdout == ""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--now", "soon"],
            ["--now", "2026-13-01"],
            ["--owner", "jo"],
            ["--owner", ""],
            ["--owner", "@x"],
            ["--format", "xml"],
            ["--loud"],
            ["--thread", "no-such-file"],
            ["--contacts", "no-such-file"],
            ["--history", "no-such-file"],
            ["a-second-file"],
        ],
    )
    def test_wrong_usage_is_two_and_says_where_help_is(self, files: Files, arguments: list[str]) -> None:
        outcome = review(files.write("d.eml", DRAFT), *arguments)
        assert outcome.exit_code == 2
        assert outcome.stdout == ""
        assert "review --help`" in outcome.stderr

    def test_a_file_that_is_not_there_is_wrong_usage(self, files: Files) -> None:
        outcome = review(str(files.folder / "none.eml"))
        assert outcome.exit_code == 2
        assert "none.eml" in outcome.stderr

    @pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xff\xfe\x00 marzipan", b"marzipan\nno header here\n"])
    def test_what_is_no_message_is_six_in_text_and_a_status_in_json(self, files: Files, raw: bytes) -> None:
        arguments = [files.write("d.eml", raw), "--contacts", files.write("c.yaml", SILENT_CARD)]
        outcome = review(*arguments)
        assert outcome.exit_code == 6
        assert outcome.stdout == ""
        assert CANARY not in outcome.stderr
        assert outcome.stderr.splitlines()[-1].startswith("Next: ")
        assert only(*arguments)["status"] == "unreadable"

    def test_a_thread_without_a_message_is_six_and_names_the_file(self, files: Files) -> None:
        outcome = review(*files.case(), "--thread", files.write("notes.txt", "marzipan\n"))
        assert outcome.exit_code == 6
        assert "notes.txt holds no e-mail message" in outcome.stderr
        assert CANARY not in outcome.stderr
        assert outcome.stdout == ""

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read_is_six(self, files: Files) -> None:
        arguments = files.case()
        Path(arguments[0]).chmod(0)
        outcome = review(*arguments)
        assert outcome.exit_code == 6
        assert outcome.stdout == ""

    def test_a_file_without_an_end_is_six(self, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("mailhuman.cli.given.MOST_BYTES", 1024 * 1024)
        outcome = review("/dev/zero", "--contacts", files.write("c.yaml", SILENT_CARD))
        assert outcome.exit_code == 6
        assert "larger than 1 MiB" in outcome.stderr

    def test_every_problem_of_the_notes_is_told_and_nothing_else(self, files: Files) -> None:
        wrong = "- name: Priya\n  shoes: marzipan\n  notes:\n    - {kind: gossip, text: marzipan}\n"
        outcome = review(files.write("d.eml", DRAFT), "--contacts", files.write("c.yaml", wrong))
        assert outcome.exit_code == 5
        assert outcome.stdout == ""
        assert "c.yaml:2: " in outcome.stderr
        assert "c.yaml:4: " in outcome.stderr
        assert CANARY not in outcome.stderr

    def test_the_problems_of_notes_and_history_come_together(self, files: Files) -> None:
        notes, history = files.write("c.yaml", "- shoes: 1\n"), files.write("h.yaml", "- at: marzipan\n")
        outcome = review(files.write("d.eml", DRAFT), "--contacts", notes, "--history", history)
        assert outcome.exit_code == 5
        assert "c.yaml:1: " in outcome.stderr
        assert "h.yaml:1: " in outcome.stderr
        assert CANARY not in outcome.stderr
        assert outcome.stdout == ""

    def test_notes_that_are_no_text_name_the_line(self, files: Files) -> None:
        outcome = review(files.write("d.eml", DRAFT), "--contacts", files.write("c.yaml", b"- name: a\n  b: \xff\n"))
        assert outcome.exit_code == 5
        assert "c.yaml:2: is not UTF-8 text" in outcome.stderr

    def test_own_rules_that_are_wrong_are_four(self, files: Files, home: Path) -> None:
        (home / "CONFIG" / "rules").mkdir(parents=True)
        (home / "CONFIG" / "rules" / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
        outcome = review(*files.case())
        assert outcome.exit_code == 4
        assert "mine.yaml:1: " in outcome.stderr
        assert outcome.stdout == ""

    def test_a_store_that_is_no_database_is_seven(self, files: Files, home: Path) -> None:
        (home / "DATA").mkdir()
        (home / "DATA" / "mailhuman.db").write_bytes(b"marzipan, not a database at all" * 100)
        outcome = review(files.write("d.eml", DRAFT))
        assert outcome.exit_code == 7
        assert outcome.stdout == ""


def test_help_names_every_option() -> None:
    outcome = review("--help")
    assert outcome.exit_code == 0
    context = cli.make_context("mailhuman", ["review"])
    command = cli.get_command(context, "review")
    assert command
    for option in command.params:
        assert option.opts[-1] in outcome.stdout or option.opts == ["file"]
