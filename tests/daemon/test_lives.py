"""Writers save, send and delete drafts while lines are cut: no draft is lost or doubled, each has its one note and mark.

Many live side by side, since each mostly waits. `make soak` runs a thousand and a whole day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mailhuman.mailbox import Session
from mailhuman.writing.journal import JournalError
from tests.daemon.household import house, one_life
from tests.daemon.savers import SAVERS
from tests.servers.dovecot import Dovecot

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]


def test_twenty_lives_end_as_they_must(dovecot: Dovecot, tmp_path: Path) -> None:
    assert _all_of(lambda seed: one_life(dovecot, tmp_path, seed), range(20)) == []


def test_twenty_saves_leave_one_note_and_the_end_of_a_draft_takes_it_away(dovecot: Dovecot, tmp_path: Path) -> None:
    clients = list(enumerate(SAVERS, start=1_000))
    assert _all_of(lambda each: _saved_and_ended(dovecot, tmp_path, *each), clients) == []


def _saved_and_ended(server: Dovecot, folder: Path, seed: int, client: str) -> str:
    """Two drafts saved 20 times each by a client; one is sent then, and one deleted. What was wrong, if anything was."""
    with house(server, folder, seed) as place:
        drafts = [place.life.begin(client), place.life.begin(client)]
        for _ in range(19):
            for each in drafts:
                place.life.save(each)
        wrong = place.troubles(patience=60)
        place.life.finish(drafts[0], send=True)
        place.life.finish(drafts[1], send=False)
        wrong += [*place.troubles(patience=60), *map(repr, place.crashes())]
        wrong += [f"{place.proxy.most_lines} connections"] if place.proxy.most_lines > 1 else []
        return f"{client}: {wrong}; {list(place.told)[-15:]}" if wrong else ""


def _all_of(run: Callable[[Any], str], cases: Iterable[Any]) -> list[str]:
    with ThreadPoolExecutor(20) as pool:
        return [each for each in pool.map(run, cases) if each]


def test_what_was_cut_short_is_finished_first_and_a_journal_that_cannot_be_read_keeps_nobody_from_being_watched(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    asked: list[str] = []

    def unreadable(session: Session, now: datetime) -> None:
        asked.append(session.line.account.name)
        assert now.tzinfo
        raise JournalError("the journal is not readable", next_step="look at it")

    with house(dovecot, tmp_path, 400_000, mend=unreadable) as place:
        place.life.begin("Thunderbird")
        assert place.troubles(patience=40) == []
        assert asked == [place.keeper.account.name]
        assert "journal" in [event for event, _ in place.told]
