"""Where a draft is not written into, and that its reason is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.mailbox.pen import Whole
from mailhuman.writing import Refused
from mailhuman.writing.back import look
from mailhuman.writing.gate import gate, has_rested, is_unguarded
from mailhuman.writing.kin import is_newer, may_be_newer
from mailhuman.writing.server import Manner
from tests.writing.drafts import alone
from tests.writing.folder import REPLACING, SAFE, Folder

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DRAFT = alone("text/plain", "Hi Priya,\n\nCould you look at page 4?\n\nAnn\n")


@pytest.mark.parametrize("manner", [SAFE, REPLACING, Manner(b"", frozenset({"IMAP4REV2", "CONDSTORE"}))])
def test_servers_that_notice_changes_are_written_to(manner: Manner) -> None:
    assert gate(manner) is None


@pytest.mark.parametrize(
    ("manner", "word"),
    [
        (Manner(b"gimap ready", SAFE.abilities | {"X-GM-EXT-1", "REPLACE"}), "Gmail"),
        (Manner(b"* ok the microsoft exchange imap4 service is ready.", SAFE.abilities), "Exchange"),
        (Manner(b"imap4rev1 davmail 6.2.2 server ready", SAFE.abilities), "DavMail"),
        (Manner(b"proton mail bridge 3.0 ready", SAFE.abilities), "Proton"),
        (Manner(b"ready", frozenset({"UIDPLUS"})), "cannot replace"),
        (Manner(b"ready", frozenset({"CONDSTORE"})), "cannot replace"),
    ],
)
def test_servers_where_a_draft_could_be_lost_or_doubled_are_not(manner: Manner, word: str) -> None:
    refusal = gate(manner)
    assert refusal
    assert word in refusal.reason
    assert "paste" in refusal.next_step


def test_a_draft_that_is_gone_or_going_or_in_another_folder_by_now_is_not_written_into() -> None:
    folder = Folder()
    uid = folder.put(DRAFT, {"\\Draft"})
    going = folder.put(DRAFT, {"\\Draft", "\\Deleted"})
    assert not isinstance(look(folder, uid, 7), Refused)
    for place in ((going, 7), (99, 7), (uid, 8)):
        assert isinstance(look(folder, *place), Refused)


def test_a_folder_that_keeps_no_count_of_changes_is_not_written_to() -> None:
    counted, not_counted = Whole(1, DRAFT, (), NOW, 5), Whole(1, DRAFT, (), NOW)
    assert is_unguarded(SAFE, not_counted)
    assert not is_unguarded(SAFE, counted)
    assert not is_unguarded(REPLACING, not_counted)


def test_a_draft_rests_after_ten_minutes() -> None:
    def saved(ago: timedelta | None) -> Whole:
        return Whole(1, DRAFT, (), None if ago is None else NOW - ago)

    assert has_rested(saved(timedelta(minutes=10)), NOW)
    assert not has_rested(saved(timedelta(minutes=9)), NOW)
    assert not has_rested(saved(timedelta(minutes=-5)), NOW)
    assert not has_rested(saved(None), NOW)


def test_a_version_of_a_draft_is_known_by_what_versions_share(tmp_path: Path) -> None:
    del tmp_path
    edited = DRAFT.replace(b"old.1", b"old.2").replace(b"page 4", b"pages 4 and 5")
    renamed = edited.replace(b"The third quarter", b"Page 4")
    other = alone("text/plain", "Dear Bo,\n\nLunch?\n").replace(b"The third quarter", b"Lunch").replace(b"old.1", b"x")
    emptied = alone("text/plain", "Later.\n").replace(b"old.1", b"old.3")
    assert [may_be_newer(each, DRAFT) for each in (edited, renamed, emptied, other)] == [True, True, True, False]
    assert [is_newer(each, DRAFT) for each in (edited, renamed, emptied, other)] == [True, True, False, False]
