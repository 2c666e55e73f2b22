"""What the daemon shows of itself: states, a log, figures for Prometheus, and words to systemd."""

from __future__ import annotations

import io
import json
import socket
import urllib.error
import urllib.request
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from mailhuman.config import QuietHours
from mailhuman.daemon.alone import AlreadyRunning, NotRunning, alone, running
from mailhuman.daemon.bell import Bell
from mailhuman.daemon.board import Board, Standing, read_status, write_status
from mailhuman.daemon.holding import held, next_turn, pause, paused, resume
from mailhuman.daemon.log import Log
from mailhuman.daemon.metrics import figures, served
from mailhuman.daemon.supervisor import Supervisor
from mailhuman.errors import LoginRefused, MailhumanError, Unreachable

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_a_board_tells_how_an_account_fares() -> None:
    board = Board(lambda: NOON)
    assert board.tell("work", "connecting")
    assert not board.tell("work", "settled", drafts=3)
    board.tell("work", "reviewed", verdict="hint", note=True)
    board.tell("work", "ended", sent=1, deleted=1)
    [state] = board.seen()
    assert (state.state, state.drafts, state.reviewed, state.noted, state.ended) == ("watching", 3, 1, 1, 2)
    assert board.tell("work", "lost", error=Unreachable("nobody there", next_step="wait"), next_try="soon")
    [state] = board.standings()
    assert (state.state, state.error, state.next_step, state.next_try) == ("waiting", "nobody there", "wait", "soon")
    board.tell("work", "settled", drafts=3, polls=True)
    assert (board.standings()[0].state, board.standings()[0].error) == ("polling", "")
    board.drop("work")
    assert board.standings() == ()


def test_of_an_error_that_is_not_ours_only_its_kind_is_told() -> None:
    board, stream = Board(lambda: NOON), io.StringIO()
    board.tell("work", "crashed", error=ValueError("canarybird"))
    Log(stream).tell("crashed", account="work", error=ValueError("canarybird"))
    assert board.standings()[0].error == "ValueError"
    assert "error=ValueError" in stream.getvalue()
    assert "canarybird" not in stream.getvalue()


def test_a_log_line_can_be_read_by_programs() -> None:
    stream = io.StringIO()
    Log(stream).tell("refused", account="work", error=LoginRefused("the server says no"), wait=5.0)
    line = stream.getvalue()
    assert line.startswith("time=20")
    assert line.endswith(
        ' level=warning event=refused account=work error=LoginRefused words="the server says no" wait=5.0\n'
    )


def test_for_the_journal_a_line_begins_with_its_priority() -> None:
    stream = io.StringIO()
    log = Log(stream, for_journal=True)
    log.tell("started", accounts=2)
    log.tell("lost", words="two\nlines")
    assert stream.getvalue() == '<6>event=started accounts=2\n<4>event=lost words="two\\nlines"\n'


def test_states_are_kept_in_a_file_of_the_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "daemon.json"
    write_status(file, {"pid": 1}, (Standing("work", "watching"),))
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_status(file)["accounts"][0]["state"] == "watching"
    assert [each.name for each in tmp_path.iterdir()] == ["daemon.json"]
    file.write_text("{half")
    assert read_status(file) == {}
    assert read_status(tmp_path / "none") == {}


def test_one_daemon_keeps_others_out_and_a_dead_one_does_not(tmp_path: Path) -> None:
    with pytest.raises(NotRunning):
        running(tmp_path)
    with alone(tmp_path / "data"):
        assert running(tmp_path / "data") > 0
        with pytest.raises(AlreadyRunning), alone(tmp_path / "data"):
            pass
    with pytest.raises(NotRunning):
        running(tmp_path / "data")
    with alone(tmp_path / "data"):
        assert (tmp_path / "data" / "daemon.lock").stat().st_mode & 0o777 == 0o600


def test_a_pause_lasts_until_its_time_or_until_it_is_ended(tmp_path: Path) -> None:
    assert paused(tmp_path) is None
    pause(tmp_path, NOON + timedelta(hours=2))
    found = paused(tmp_path)
    assert held(found, None, NOON)
    assert not held(found, None, NOON + timedelta(hours=2))
    assert (tmp_path / "daemon.pause").stat().st_mode & 0o777 == 0o600
    pause(tmp_path, None)
    assert held(paused(tmp_path), None, NOON + timedelta(days=999))
    assert resume(tmp_path)
    assert not resume(tmp_path)
    assert not held(paused(tmp_path), None, NOON)


def test_a_pause_that_cannot_be_read_is_a_pause(tmp_path: Path) -> None:
    (tmp_path / "daemon.pause").write_text("{")
    assert held(paused(tmp_path), None, NOON)


def test_quiet_hours_hold_and_their_turns_are_known() -> None:
    night = QuietHours(time(22), time(7))
    assert not held(None, night, NOON)
    assert held(None, night, NOON.replace(hour=23))
    assert next_turn(None, night, NOON) == 10 * 3600
    assert next_turn(None, night, NOON.replace(hour=23)) == 8 * 3600
    assert next_turn(None, None, NOON) is None


def test_figures_name_each_account_and_nothing_else() -> None:
    told = figures((Standing("work", "watching", drafts=3), Standing('o"dd', "waiting", failures=2)))
    assert 'mailhuman_up{account="work"} 1' in told
    assert 'mailhuman_failures_total{account="o\\"dd"} 2' in told
    assert told.endswith("\n")


def _asked(port: int, path: str, host: str) -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, ""


def test_figures_are_given_to_this_machine_alone() -> None:
    with served(0, lambda: (Standing("work", "watching"),)) as port:
        assert "mailhuman_up" in _asked(port, "/metrics", f"127.0.0.1:{port}")[1]
        assert _asked(port, "/metrics", f"localhost:{port}")[0] == 200
        assert _asked(port, "/metrics", "evil.example")[0] == 403
        assert _asked(port, "/", f"localhost:{port}")[0] == 404
        with pytest.raises(MailhumanError, match="taken"), served(port, tuple):
            pass


def test_systemd_hears_what_it_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(place))
        supervisor = Supervisor({"NOTIFY_SOCKET": str(place), "WATCHDOG_USEC": "180000000"})
        supervisor.tell("READY=1", "STATUS=Well")
        assert systemd.recv(100) == b"READY=1\nSTATUS=Well"
        assert supervisor.patience == 180


def test_without_systemd_nothing_is_told_and_nothing_fails(tmp_path: Path) -> None:
    assert Supervisor({}).patience is None
    Supervisor({}).tell("READY=1")
    Supervisor({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell("READY=1")
    assert Supervisor({"NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"}).patience is None


def test_a_bell_wakes_who_waits_and_a_ring_before_is_not_lost() -> None:
    bell = Bell()
    bell.ring()
    assert bell.wait(30)
    assert not bell.wait(0)
    bell.ring(over=True)
    assert bell.over
    bell.close()
    bell.ring()  # nobody hears it


def test_the_states_hold_nothing_but_what_they_may(tmp_path: Path) -> None:
    write_status(tmp_path / "s.json", {}, (Standing("work"),))
    [told] = json.loads((tmp_path / "s.json").read_text())["accounts"]
    assert set(told) == {
        "account", "state", "since", "last_sweep", "drafts", "reviewed", "noted", "ended", "failures", "error",
        "next_step", "next_try",
    }  # fmt: skip
