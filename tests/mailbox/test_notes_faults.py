"""Notes under random faults of the line, seeded: never none, in the end never two, and nothing else touched."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from mailhuman.errors import MailboxError
from mailhuman.mailbox import Session
from mailhuman.mailbox.keywords import Mark, mark
from mailhuman.mailbox.notes import Notes
from mailhuman.mailbox.pen import Pen
from tests.mailbox.conftest import Box, Mail, Serve
from tests.mailbox.letters import NOW, letter, sent
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Fault, Kind, Moment, proxied

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

_KINDS: tuple[Kind, ...] = ("cut", "cut", "cut", "garbage", "half-close", "delay", "black hole")
_MOMENTS: tuple[Moment, ...] = ("before", "within", "after")
_VERBS = ("LIST", "SELECT", "SEARCH", "FETCH", "APPEND", "STORE", "EXPUNGE")
_STEPS = 6
_KEPT = letter("Somebody's own mail, filed among the notes.\n")
_DRAFT = sent("A draft.\n")


def fault(dice: random.Random) -> Fault:
    return Fault(dice.choice(_KINDS), dice.choice(_VERBS), dice.randint(1, 2), dice.choice(_MOMENTS), seconds=0.05)


def revisions(box: Box, lineage: str) -> list[str]:
    with box.open() as session:
        return [each.revision for each in Notes(session.line).found() if each.lineage == lineage and each.is_live]


@pytest.mark.parametrize("seed", range(3))
def test_under_any_faults_a_draft_has_a_note_and_in_the_end_one(
    serve_dovecot: Serve, dovecot: Dovecot, seed: int
) -> None:
    dice = random.Random(seed)
    kept = Mail(_KEPT, NOW, ("\\Seen", "\\Deleted"))
    box = serve_dovecot({"Drafts": [Mail(_DRAFT, NOW, ("\\Draft",))], "MailHuman": [kept]})
    with box.open() as session:
        _put(session, "r0")
    for step in range(1, _STEPS):
        with proxied(dovecot.port, [fault(dice)]) as proxy:
            account = dovecot.account(box.account.user, port=proxy.port, security="plain", timeout=1)
            with suppress(MailboxError), Box(account, PASSWORD).open() as session:
                _put(session, f"r{step}")
                _mark(session, dice.choice(list(Mark)))
        there = revisions(box, "draft1")
        assert there, f"no note after step {step}"
        assert set(there) <= {f"r{number}" for number in range(step + 1)}
    with box.open() as session:
        _put(session, f"r{_STEPS}")
        assert Notes(session.line).tidy() == 0
    assert revisions(box, "draft1") == [f"r{_STEPS}"]
    _nothing_else_changed(box)


def _put(session: Session, revision: str) -> None:
    raw = letter(extra=f"X-MailHuman-Note: draft1/{revision}\n")
    Notes(session.line).put("draft1", revision, raw)


def _mark(session: Session, wanted: Mark) -> None:
    folder = session.places()[0]
    uidvalidity = session.line.examine(folder).uidvalidity
    mark(session.line, folder, 1, wanted, uidvalidity=uidvalidity)


def _nothing_else_changed(box: Box) -> None:
    with box.open() as session:
        pen = Pen(session.line)
        pen.select(session.places()[0])
        (uid,) = session.line.search(("ALL",))
        draft = pen.whole(uid)
        assert draft
        assert draft.raw == _DRAFT
        assert b"\\Draft" in draft.flags
        assert sum(each.startswith(b"$MailHuman") for each in draft.flags) <= 1
        pen.select(next(each for each in session.line.list_folders() if each.name == "MailHuman"))
        assert [each.raw for uid in session.line.search(("DELETED",)) if (each := pen.whole(uid))] == [_KEPT]
