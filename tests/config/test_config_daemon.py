"""The table `[daemon]` is read whole or refused whole, with every problem at its line."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.config import Config, DaemonSettings, QuietHours, parse_config
from mailhuman.errors import ConfigError

ALL = """\
[daemon]
rest = 3
poll = 60.5
quiet_hours = "22:00-07:30"
note_folder = "Beside my drafts"
notes = false
keywords = false
metrics_port = 9415
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, "config.toml")
    return [str(problem) for problem in caught.value.problems]


def test_every_key_is_read() -> None:
    found = parse_config(ALL, "").daemon
    quiet = QuietHours(time(22), time(7, 30))
    assert found == DaemonSettings(3.0, 60.5, quiet, "Beside my drafts", notes=False, keywords=False, metrics_port=9415)


@pytest.mark.parametrize("text", ["", "[daemon]\n", '[daemon]\nquiet_hours = ""\n'])
def test_without_keys_the_usual_holds(text: str) -> None:
    assert parse_config(text, "").daemon == DaemonSettings() == Config().daemon


def test_all_problems_come_at_once_with_those_of_the_accounts() -> None:
    text = """\
[daemon]
rest = -1
poll = 1
quiet_hours = "22-7"
note_folder = "INBOX"
notes = "yes"
metrics_port = "9415"
quiet_hour = "22:00-07:00"
password = "marzipan"
[account.a]
address = "jo"
host = "falk.example"
"""
    assert problems(text)[:-2] == [
        "config.toml:2: daemon.rest: must be at least 0",
        "config.toml:3: daemon.poll: must be at least 10",
        'config.toml:4: daemon.quiet_hours: write them as "22:00-07:00"',
        "config.toml:5: daemon.note_folder: the notes need a folder of their own",
        "config.toml:6: daemon.notes: must be true or false, without quotes",
        "config.toml:7: daemon.metrics_port: must be a whole number without quotes",
        "config.toml:8: daemon.quiet_hour: unknown key; did you mean quiet_hours?",
    ]
    assert problems(text)[-2].startswith("config.toml:9: daemon.password: never a password in a file")
    assert problems(text)[-1].startswith("config.toml:11: account.a.address: ")


@pytest.mark.parametrize("value", ["inf", "nan", "true", '"10"', "3601"])
def test_rest_is_a_number_of_seconds_up_to_an_hour(value: str) -> None:
    (problem,) = problems(f"[daemon]\nrest = {value}\n")
    assert problem.startswith("config.toml:2: daemon.rest: must be")


@pytest.mark.parametrize("name", ["", " a", "a ", "a*", "100%", "a\\u0000b", "a\\nb", "Drafts", "trash", "x" * 101])
def test_the_note_folder_is_one_that_nobody_else_uses(name: str) -> None:
    (problem,) = problems(f'[daemon]\nnote_folder = "{name}"\n')
    assert problem.startswith("config.toml:2: daemon.note_folder: ")


@pytest.mark.parametrize("hours", ["22:00", "24:00-07:00", "22:60-07:00", "22:00-07:00 ", "٢٢:00-07:00", "08:00-08:00"])
def test_quiet_hours_are_written_in_one_way(hours: str) -> None:
    (problem,) = problems(f'[daemon]\nquiet_hours = "{hours}"\n')
    assert problem.startswith("config.toml:2: daemon.quiet_hours: ")


@pytest.mark.parametrize("text", ["daemon = 3", "daemon = []", "[[daemon]]"])
def test_the_daemon_has_a_table(text: str) -> None:
    (problem,) = problems(text)
    assert problem.startswith("config.toml:1: daemon: must be a table")


def test_quiet_hours_hold_over_midnight() -> None:
    night = QuietHours(time(22), time(7))
    assert night.cover(time(22))
    assert night.cover(time(0))
    assert night.cover(time(6, 59))
    assert not night.cover(time(7))
    assert not night.cover(time(21, 59))


@given(st.times(), st.times(), st.times())
def test_every_moment_is_quiet_or_in_the_hours_that_are_left(start: time, end: time, moment: time) -> None:
    if start != end:
        assert QuietHours(start, end).cover(moment) != QuietHours(end, start).cover(moment)
