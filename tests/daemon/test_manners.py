"""Servers that lack something or mean it otherwise: notes are put all the same, marks where they do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.daemon.household import House, house
from tests.servers.dovecot import Dovecot
from tests.servers.manners import DAVMAIL, EXCHANGE, GMAIL, PLAIN_OLD, Manners

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]


_MARKING = {
    "Gmail": (GMAIL, True),
    "Exchange": (EXCHANGE, False),
    "DavMail": (DAVMAIL, False),
    "old": (PLAIN_OLD, True),
}
"""Manners, and whether drafts are marked there."""


@pytest.mark.parametrize("server", _MARKING)
def test_drafts_live_and_end_there_as_anywhere(dovecot: Dovecot, tmp_path: Path, server: str) -> None:
    manners, marks = _MARKING[server]
    with house(dovecot, tmp_path, 300_000 + sorted(_MARKING).index(server), manners=manners) as place:
        first = place.life.begin("Thunderbird")
        second = place.life.begin("Gmail")
        for _ in range(4):
            place.life.save(first)
            place.life.save(second)
        assert place.troubles(40, marks=marks) == []
        place.life.finish(first, send=True)
        place.life.finish(second, send=False)
        assert place.troubles(40, marks=marks) == []
        assert not place.crashes()
        assert _asks_for_what_is_there(place, manners)


def _asks_for_what_is_there(place: House, manners: Manners) -> bool:
    """Whether no command was given that the server does not know."""
    unknown = {each.decode() for each in manners.without} & {"NOTIFY", "IDLE"}
    return not unknown & set(place.proxy.passed)
