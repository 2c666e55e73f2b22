"""`mailhuman demo` as a visitor calls it: it tells its story, leaves no trace, and ends well however it is ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RUN = "import sys; sys.argv[0] = 'mailhuman'; from mailhuman.cli import main; main()"
WITHOUT_PYMAP = "import sys; sys.modules['pymap'] = None; from mailhuman.cli import main; main()"
MARK_OF_A_DEMO = "mailhuman-demo-"
pytestmark = [pytest.mark.imap, pytest.mark.model]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of the visitor's, with settings and notes that must stay as they are."""
    for name in ("config", "data", "state", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "config" / "config.toml").write_text("this is no TOML; the demo must not even look")
    (tmp_path / "data" / "mailhuman.db").write_bytes(b"this is no database")
    (tmp_path / "config" / "rules").mkdir()
    (tmp_path / "config" / "rules" / "broken.yaml").write_text("id: [")
    return tmp_path


def started(home: Path, *arguments: str, code: str = RUN) -> subprocess.Popen[str]:
    places = {
        "HOME": home,
        "MAILHUMAN_CONFIG_DIR": home / "config",
        "MAILHUMAN_DATA_DIR": home / "data",
        "XDG_STATE_HOME": home / "state",
        "TMPDIR": home / "tmp",
    }
    env = {**os.environ, **{name: str(path) for name, path in places.items()}, "COLUMNS": "80", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-W", "error", "-c", code, "demo", *arguments]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_it_tells_its_story_and_leaves_nothing(home: Path) -> None:
    before = contents(home)
    run = started(home)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (0, "")
    assert contents(home) == before
    assert not list((home / "tmp").iterdir())
    for promised in ("12 of 12:", "Kept back:", "there has been a death", "Warning:", "mailhuman setup", "left alone"):
        assert promised in out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out, "no colour where nobody looks"


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_can_be_ended_at_any_time(end: signal.Signals, home: Path) -> None:
    run = started(home)
    assert run.stdout
    while not run.stdout.readline().startswith("1 of"):
        assert run.poll() is None
    assert [path.name.startswith(MARK_OF_A_DEMO) for path in (home / "tmp").iterdir()] == [True]
    run.send_signal(end)
    run.send_signal(end)  # as a closed terminal does, and people who are in a hurry
    _, err = run.communicate(timeout=30)
    assert run.returncode in {130, 143}
    assert "Traceback" not in err
    assert not list((home / "tmp").iterdir())


def test_served_it_waits_for_a_mail_program(home: Path) -> None:
    run = started(home, "--serve")
    assert run.stdout
    told = ""
    while "Ctrl-C" not in told:
        told += run.stdout.readline()
    assert re.search(r"port +\d+", told)
    time.sleep(0.2)
    assert run.poll() is None
    run.send_signal(signal.SIGINT)
    assert run.wait(timeout=30) == 0
    run.communicate()


def test_a_walk_needs_somebody_to_press_keys(home: Path) -> None:
    run = started(home, "--walk")
    _, err = run.communicate(timeout=60)
    assert run.returncode == 2
    assert "--walk" in err


def test_without_pymap_it_says_what_to_install(home: Path) -> None:
    run = started(home, code=WITHOUT_PYMAP)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (1, "")
    assert "pip install 'mailhuman[demo]'" in err
