"""Pseudo-terminals for tests of what a person types, where the machine has them."""

from __future__ import annotations

import pty

import pytest


def open_terminal() -> tuple[int, int]:
    """The end a person sits at, and the end a program talks to; the test is skipped where there are none."""
    try:
        return pty.openpty()
    except OSError:
        pytest.skip("there are no pseudo-terminals here (is /dev/pts mounted?)")
