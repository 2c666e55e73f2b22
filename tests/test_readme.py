"""The README says what is so: its help and its screen are what the commands print, and every command is in it."""

from __future__ import annotations

import pytest

from mailhuman.cli import COMMANDS
from tests.readme_blocks import README, block, printed

TEXT = README.read_text(encoding="utf-8") if README.is_file() else ""


def test_the_help_shown_is_the_help_printed() -> None:
    assert block(TEXT, "help") == printed("help")


@pytest.mark.model
def test_the_screen_shown_is_the_screen_printed() -> None:
    assert block(TEXT, "screen") == printed("screen")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"mailhuman {command}" in TEXT or f"\n  {command} " in TEXT
