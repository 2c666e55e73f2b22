"""Whatever befalls the line at whatever step that changes a mailbox: no draft suffers, and every note finds its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.daemon.faults import CHANGING, all_outcomes, grid
from tests.servers.dovecot import Dovecot

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]


def test_a_fault_at_any_change_is_mended(dovecot: Dovecot, tmp_path: Path) -> None:
    outcomes = all_outcomes(dovecot, tmp_path, grid(CHANGING, nth=(1,)))
    assert [str(each) for each in outcomes if each.wrong] == []
    assert sum(each.struck for each in outcomes) > len(outcomes) * 0.9
