"""`mailhuman daemon install`: writes a unit that systemd takes, starts it, and says what to do where it cannot."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.cli.service.agent import agent_text
from mailhuman.cli.service.managers import Launchd, Systemd, manager_here
from mailhuman.cli.service.program import Program, program_here
from mailhuman.cli.service.unit import unit_text
from mailhuman.config import Account, save_account
from mailhuman.errors import MailhumanError
from tests.cli.accounts import Home, at_home_on_linux, run

WORK = Account("work", "jo@falk.example", "imap.falk.example")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home_on_linux(tmp_path, monkeypatch) as home:
        save_account(WORK)
        yield home


class Tools:
    """Programs in a PATH of their own that write down how they are called, and fail where told to."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.log = folder / "called"
        folder.mkdir()
        monkeypatch.setenv("PATH", f"{folder}")

    def make(self, name: str, *, fails: str = "never", prints: str = "") -> None:
        program = self.folder / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\necho "{prints}"\ncase "$*" in *{fails}*) exit 1;; esac\n'
        )
        program.chmod(0o755)

    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    return Tools(tmp_path / "bin", monkeypatch)


@pytest.mark.usefixtures("home")
def test_the_unit_is_written_and_started(tools: Tools, tmp_path: Path) -> None:
    tools.make("systemctl")
    outcome = run("daemon", "install")
    assert outcome.exit_code == 0, outcome.output
    unit = tmp_path / ".config/systemd/user/mailhuman.service"
    assert f"ExecStart={sys.executable} -m mailhuman daemon run\n" in unit.read_text()
    assert unit.stat().st_mode & 0o777 == 0o600
    assert tools.calls() == [
        "systemctl --user daemon-reload",
        "systemctl --user enable mailhuman.service",
        "systemctl --user restart mailhuman.service",
    ]
    assert "The daemon runs" in outcome.output
    assert "As it was" in run("daemon", "install").output


@pytest.mark.usefixtures("home")
def test_printing_writes_nothing_and_starts_nothing(tools: Tools, tmp_path: Path) -> None:
    tools.make("systemctl")
    outcome = run("daemon", "install", "--print")
    assert outcome.output == unit_text(program_here())
    assert not (tmp_path / ".config").exists()
    assert tools.calls() == []


@pytest.mark.usefixtures("home")
def test_it_can_be_written_without_a_start(tools: Tools) -> None:
    tools.make("systemctl")
    outcome = run("daemon", "install", "--no-start")
    assert "systemctl --user enable --now mailhuman.service" in outcome.output
    assert tools.calls() == []


@pytest.mark.usefixtures("tools", "home")
def test_without_systemctl_another_way_is_told() -> None:
    outcome = run("daemon", "install")
    assert outcome.exit_code == 1
    assert "no systemctl" in outcome.stderr
    assert "mailhuman daemon run" in outcome.stderr


@pytest.mark.parametrize(
    ("fails", "words"),
    [("daemon-reload", "log in on this machine itself"), ("enable", "log in on"), ("restart", "journalctl --user")],
)
@pytest.mark.usefixtures("home")
def test_what_systemd_refuses_is_told_with_what_to_do(tools: Tools, fails: str, words: str) -> None:
    tools.make("systemctl", fails=fails)
    outcome = run("daemon", "install")
    assert outcome.exit_code == 1
    assert words in outcome.stderr


@pytest.mark.parametrize(("linger", "told"), [("no", True), ("yes", False)])
@pytest.mark.usefixtures("home")
def test_who_does_not_linger_is_told_that_it_ends_with_the_session(tools: Tools, linger: str, *, told: bool) -> None:
    tools.make("systemctl")
    tools.make("loginctl", prints=f"Linger={linger}")
    assert ("loginctl enable-linger" in run("daemon", "install").output) is told


def test_without_an_account_there_is_nothing_to_install(home: Home, tools: Tools) -> None:
    tools.make("systemctl")
    home.file.unlink()
    outcome = run("daemon", "install")
    assert outcome.exit_code == 1
    assert "mailhuman setup" in outcome.stderr
    assert tools.calls() == []


@pytest.mark.usefixtures("home")
def test_a_folder_that_cannot_be_made_is_told(tools: Tools, tmp_path: Path) -> None:
    tools.make("systemctl")
    (tmp_path / ".config").write_text("a file where the folder should be")
    outcome = run("daemon", "install")
    assert outcome.exit_code == 1
    assert "cannot be written" in outcome.stderr
    assert tools.calls() == []


@pytest.mark.usefixtures("home")
def test_a_password_in_the_environment_stays_out_of_the_unit(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    tools.make("systemctl")
    monkeypatch.setenv("MAILHUMAN_PASSWORD_WORK", "marzipan")
    monkeypatch.setenv("MAILHUMAN_CLIENT_SECRET", "nougat")
    outcome = run("daemon", "install")
    assert "EnvironmentFile" in outcome.output
    written = Systemd().file.read_text()
    assert "marzipan" not in written
    assert "nougat" not in written
    assert "MAILHUMAN_DATA_DIR=" in written, "where things lie is handed on"


@pytest.mark.usefixtures("home")
def test_removing_stops_it_and_takes_the_unit_away(tools: Tools) -> None:
    tools.make("systemctl")
    run("daemon", "install", "--no-start")
    assert Systemd().remove()
    assert not Systemd().file.exists()
    assert tools.calls() == ["systemctl --user disable --now mailhuman.service", "systemctl --user daemon-reload"]
    assert not Systemd().remove()


def test_on_a_mac_it_is_an_agent(home: Home, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    manager = manager_here("darwin")
    tools.make("launchctl", fails="bootout")
    manager.write(manager.description(program_here()))
    manager.start()
    agent = plistlib.loads(manager.file.read_bytes())
    assert agent["ProgramArguments"] == [sys.executable, "-m", "mailhuman", "daemon", "run"]
    assert agent["EnvironmentVariables"]["MAILHUMAN_DATA_DIR"] == str(home.data)
    domain = f"gui/{os.getuid()}"
    assert tools.calls() == [
        f"launchctl bootout {domain}/mailhuman.daemon",
        f"launchctl bootstrap {domain} {manager.file}",
    ]
    assert isinstance(manager, Launchd)
    assert manager.remove()
    assert not manager.file.exists()


def test_elsewhere_it_is_told_that_it_cannot_be() -> None:
    with pytest.raises(MailhumanError) as caught:
        manager_here("win32")
    assert "mailhuman daemon run" in caught.value.next_step


words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).filter(str.isprintable)


@given(st.lists(words, min_size=1, max_size=4), words)
def test_an_agent_says_what_it_was_told(command: list[str], value: str) -> None:
    agent = plistlib.loads(agent_text(Program(tuple(command), (("X", value),)), Path("/Users/jo")).encode())
    assert agent["ProgramArguments"] == command
    assert agent["EnvironmentVariables"] == {"X": value}


def test_what_is_no_plain_word_is_quoted_as_systemd_reads_it() -> None:
    text = unit_text(Program(("/a b/100%", "$HOME", "c"), (("X", 'q"u\\o $t'),)))
    assert 'ExecStart="/a b/100%%" "$$HOME" c\n' in text
    assert 'Environment="X=q\\"u\\\\o $t"\n' in text


@pytest.mark.parametrize("word", ["a\nb", "a\0b", "a\u202eb", 'a"b', "a\\b"])
def test_a_path_that_would_write_lines_of_its_own_is_refused(word: str) -> None:
    with pytest.raises(MailhumanError, match="cannot hold"):
        unit_text(Program((word,)))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("folder", ["plain", "with spaces, 100% and $HOME in it"])
def test_systemd_itself_finds_nothing_wrong_with_the_unit(folder: str, tmp_path: Path) -> None:
    place = tmp_path / folder
    place.mkdir()
    program = place / "python"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "mailhuman.service"
    unit.write_text(unit_text(Program((str(program), "-m", "mailhuman"), (("MAILHUMAN_DATA_DIR", str(place)),))))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", "--recursive-errors=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )
    assert [line for line in done.stderr.splitlines() if "mailhuman" in line] == []
    assert done.returncode == 0, done.stderr
