"""The man page says what the commands are, as man itself reads it; the completions are those of the shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from mailhuman.cli import COMMANDS
from tests.cli.accounts import run
from tests.man_page import COMPLETIONS, PAGE, page

pytestmark = pytest.mark.skipif(not PAGE.parent.is_dir(), reason="only in a checkout")
NEXT = "run `python -m tests.man_page`"


def test_the_page_that_comes_with_the_wheel_is_the_present_one() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), NEXT


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_page(command: str) -> None:
    assert f".SS {command}\n" in page()


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_troff_finds_nothing_wrong_with_it() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(PAGE)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_the_completion_that_comes_along_is_the_present_one(shell: str) -> None:
    outcome = run("completion", shell)
    assert outcome.exit_code == 0
    assert COMPLETIONS[shell].read_text(encoding="utf-8") == outcome.output, NEXT


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_the_shell_itself_can_read_its_completion(shell: str) -> None:
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([program, "-n", str(COMPLETIONS[shell])], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def completed(*words: str) -> list[str]:
    """What a shell is told when somebody presses Tab after `words`."""
    surroundings = {
        **os.environ,
        "_MAILHUMAN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("mailhuman", *words)),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "mailhuman"], capture_output=True, text=True, check=True, env=surroundings
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_and_options_are_completed() -> None:
    assert completed("acc") == ["account"]
    assert "sign-in" in completed("account", "")
    assert "--client-id" in completed("setup", "--cl")


def test_an_installation_from_the_wheel_has_them_where_man_and_the_shells_look() -> None:
    installed = distribution("mailhuman")
    if '"editable": true' in (installed.read_text("direct_url.json") or ""):
        pytest.skip("run from the checkout")
    there = {
        Path(str(file.locate())).resolve().relative_to(Path(sys.prefix).resolve())
        for file in installed.files or ()
        if "share/" in str(file)
    }
    assert {each.relative_to(PAGE.parents[3]) for each in (PAGE, *COMPLETIONS.values())} <= there
