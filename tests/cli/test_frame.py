"""The frame of the command line: quick help, one printer of errors, exit codes, and crash reports without mail."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mailhuman import cli as rim
from mailhuman.cli import COMMANDS, Frame
from mailhuman.cli.crash import write_report
from mailhuman.cli.failures import CRASHED, INTERRUPTED, NOBODY_READS, guarded
from mailhuman.errors import ContactsError, MailhumanError, Problem, Unreachable

HEAVY = ("spacy", "pydantic", "sqlalchemy", "imapclient", "rich", "yaml", "numpy", "keyring", "jinja2")
SECRET = "marzipan"


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def failing(failure: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise failure

    return run


def test_help_names_every_command_and_loads_none() -> None:
    outcome = python(
        "import sys\nfrom mailhuman.cli import cli\ncli.main(['--help'], standalone_mode=False)\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "loaded = [name for name in cli.list_commands(None) if f'mailhuman.cli.{name}' in sys.modules]\n"
        "print(heavy + loaded)"
    )
    assert outcome.stdout.splitlines()[-1] == "[]"
    assert "review" in outcome.stdout


def test_a_command_not_written_yet_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "levitate", "Rise.")
    outcome = CliRunner().invoke(rim.cli, ["--help"])
    assert outcome.exit_code == 0
    assert "levitate" not in outcome.stdout
    assert CliRunner().invoke(rim.cli, ["levitate"]).exit_code == 2


def test_every_command_offered_can_be_loaded() -> None:
    assert isinstance(rim.cli, Frame)
    context = click.Context(rim.cli)
    for name in rim.cli.list_commands(context):
        assert rim.cli.get_command(context, name) is not None, name


def test_an_error_ends_with_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(failing(Unreachable("no server answers at host", next_step="check the host in config.toml")))
    assert code == Unreachable.exit_code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "mailhuman: no server answers at host\nNext: check the host in config.toml\n"


def test_problems_come_one_a_line_with_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    problems = (Problem("b.yaml", 9, 0, "kind: missing"), Problem("a.yaml", 3, 0, "unknown key"))
    assert guarded(failing(ContactsError(problems))) == ContactsError.exit_code
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["a.yaml:3: unknown key", "b.yaml:9: kind: missing"]
    assert lines[2].startswith("mailhuman: 2 problems found")


def test_an_error_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(failing(MailhumanError("no folder \x1b[2J\u202e", next_step="look\x07")))
    shown = capsys.readouterr().err
    assert shown == "mailhuman: no folder <U+001B>[2J<U+202E>\nNext: look<U+0007>\n"


def test_usage_errors_say_where_help_is() -> None:
    outcome = CliRunner().invoke(rim.cli, ["no\x1bsuch"])
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert "\x1b" not in outcome.stderr
    assert "`mailhuman --help`" in outcome.stderr or "--help`" in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["review", "--now", "soon"], "--now: write it as 2026-03-12T17:00:00+00:00"),
        (["review", "no-such.eml"], "file 'no-such.eml' does not exist"),
        (["review", "--format", "xml"], "--format: 'xml' is not one of 'text', 'json'"),
        (["contacts", "add", "--note", "gossip"], "--note: write it as KIND: TEXT"),
        (["contacts", "show"], "Missing argument 'WHO'."),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_plain_words(arguments: list[str], told: str) -> None:
    outcome = CliRunner().invoke(rim.cli, arguments)
    assert outcome.exit_code == 2
    assert outcome.stderr.splitlines()[1].startswith(f"mailhuman: {told}")


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_quiet(failure: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(failing(failure)) == INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_what_a_command_returns_is_its_exit_code_only_if_it_is_a_number() -> None:
    assert guarded(lambda: 10) == 10
    assert guarded(lambda: None) == 0
    assert guarded(lambda: True) == 0
    assert guarded(lambda: "done") == 0


def test_a_reader_that_leaves_is_no_failure() -> None:
    code = (
        "import sys\nfrom mailhuman.cli.failures import guarded\n"
        "sys.exit(guarded(lambda: print(*range(1000000), sep=chr(10))))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == NOBODY_READS
    assert said == b""


@pytest.mark.parametrize("arguments", [["--help"], ["tone", "--cues"], ["rules", "list"]])
def test_a_command_whose_reader_leaves_ends_as_a_shell_expects(arguments: list[str], tmp_path: Path) -> None:
    taken, given = os.pipe()
    os.close(taken)
    outcome = subprocess.run(
        [sys.executable, "-m", "mailhuman", *arguments],
        stdout=given,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "MAILHUMAN_DATA_DIR": str(tmp_path), "MAILHUMAN_CONFIG_DIR": str(tmp_path)},
    )
    os.close(given)
    assert (outcome.returncode, outcome.stderr) == (NOBODY_READS, b"")


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom mailhuman.cli.failures import guarded\n"
        f"def run(): raise OSError({errno.ENOSPC}, 'x')\nsys.exit(guarded(run))"
    )
    outcome = python(code, XDG_STATE_HOME=str(tmp_path))
    assert outcome.returncode == MailhumanError.exit_code
    assert outcome.stderr.startswith("mailhuman: the output could not be written\n")
    assert list(tmp_path.iterdir()) == []


def test_a_defect_ends_in_one_line_and_a_report_without_mail(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def run() -> None:
        try:
            Problem(SECRET, "x", 0)  # type: ignore[call-arg, arg-type]
        except TypeError as first:
            raise KeyError(f"{SECRET}@mail.example") from first

    assert guarded(run) == CRASHED
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    assert SECRET not in shown
    [report] = tmp_path.rglob("crash-*.txt")
    assert report.stat().st_mode & 0o777 == 0o600
    told = report.read_text(encoding="utf-8")
    assert SECRET not in told
    assert "builtins.KeyError" in told
    assert "builtins.TypeError" in told
    assert "cli/failures.py" in told
    assert str(Path.home()) not in told


def test_a_report_of_endless_recursion_stays_a_page(tmp_path: Path) -> None:
    report = write_report(_deep(), tmp_path)
    assert report
    assert len(report.read_text(encoding="utf-8").splitlines()) < 100


def _deep() -> RecursionError:
    from mailhuman.show.as_json import _sound  # noqa: PLC0415 - only here

    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(RecursionError) as caught:
        _sound(endless)
    return caught.value


def test_a_report_that_cannot_be_written_is_no_second_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert write_report(ValueError("x"), blocked / "crashes") is None
