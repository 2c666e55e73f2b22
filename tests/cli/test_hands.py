"""What the walk does to the world: editor, clipboard, line and progress, each with what happens where it is absent."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pyperclip
import pytest

from mailhuman.cli.hands import copy, edit, read_line
from mailhuman.cli.progress import Progress


def editor(folder: Path, script: str) -> str:
    path = folder / "editor"
    path.write_text(f"#!{sys.executable}\nimport pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def test_the_editor_named_gets_the_words_and_gives_them_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "path.write_text(path.read_text().upper())"))
    assert edit("Grüße, thank you.") == "GRÜSSE, THANK YOU."


def test_an_editor_that_changes_nothing_keeps_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, "pass"))
    assert edit("Thank you.") == "Thank you."


def test_words_deleted_in_the_editor_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "path.write_text('')"))
    assert edit("Thank you.") == ""


@pytest.mark.parametrize("named", ["", "no-such-editor-anywhere", "false"])
def test_without_an_editor_that_works_there_are_no_words(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if named:
        monkeypatch.setenv("EDITOR", named)
    assert edit("Thank you.") is None


def test_the_words_lie_in_no_file_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = tmp_path / "seen"
    monkeypatch.setenv("EDITOR", editor(tmp_path, f"open({str(seen)!r}, 'w').write(str(path.stat().st_mode & 0o77))"))
    edit("Thank you.")
    assert seen.read_text() == "0"
    assert {each.name for each in tmp_path.iterdir()} == {"editor", "seen"}


def test_without_a_clipboard_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_words: str) -> None:
        raise pyperclip.PyperclipException("none")

    monkeypatch.setattr(pyperclip, "copy", refuse)
    assert copy("Thank you.") is False


def test_with_a_clipboard_the_words_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", kept.append)
    assert copy("Thank you.") is True
    assert kept == ["Thank you."]


def test_without_line_editing_only_enter_keeps_what_was_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr("sys.stdin", io.StringIO("\nother\n"))
    assert read_line("Your words: ", "Thank you.") == "Thank you."
    assert read_line("Your words: ", "Thank you.") == "other"
    with pytest.raises(EOFError):
        read_line("Your words: ", "Thank you.")
    assert capsys.readouterr() == ("Your words: " * 3, "")


class Screen(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def progress(*, terminal: bool, quiet_for: float, waits: bool) -> str:
    screen = Screen(terminal=terminal)
    with Progress("Reading", screen, quiet_for=quiet_for) as running:
        if waits and running.timer:
            running.timer.join()
    return screen.getvalue()


def test_what_takes_long_is_said_and_wiped_away() -> None:
    assert progress(terminal=True, quiet_for=0.0, waits=True) == "Reading …\r         \r"


@pytest.mark.parametrize("case", [{"terminal": True, "quiet_for": 60.0}, {"terminal": False, "quiet_for": 0.0}])
def test_what_is_quick_or_seen_by_nobody_is_not_said(case: Any) -> None:
    assert progress(**case, waits=False) == ""


def test_leaving_a_question_leaves_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(EOFError):
        read_line("Why? ", "")
    assert capsys.readouterr().out.endswith("\n")
