"""What is decided: nobody is disturbed while typing, nothing is looked at twice, and what is missing is not gone at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mailhuman.daemon.decide import BATCH, FIRST_LOOK, Lying, Plan, Since, decide, floor_of, since, unreviewed
from mailhuman.store import Watched

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def known(uid: int, lineage: str = "", *, validity: int = 7, digest: str = "d") -> Watched:
    return Watched("work", "Drafts", lineage or f"l{uid}", validity, uid, digest, "seen", "", NOON)


def after(*looks: tuple[float, tuple[int, ...]], watched: tuple[Watched, ...] = (), rest: float = 10) -> Plan:
    """What is due after these looks, each at a time and with the UIDs it found."""
    times = Since()
    for now, uids in looks:
        times = since(times, Lying(7, uids), watched, now)
    now, uids = looks[-1]
    return decide(Lying(7, uids), watched, times, now, rest=rest)


def test_a_draft_just_saved_is_left_alone_until_it_has_rested() -> None:
    assert after((0, (4,))) == Plan(wait=10)
    assert after((0, (4,)), (6, (4,))) == Plan(wait=4)
    assert after((0, (4,)), (10, (4,))) == Plan(read=(4,), wait=0)


def test_without_a_rest_it_is_read_at_once() -> None:
    assert after((0, (4,)), rest=0) == Plan(read=(4,), wait=0)


def test_who_goes_on_saving_is_not_disturbed() -> None:
    assert after((0, (4,)), (8, (5,)), (16, (6,))) == Plan(wait=10)


def test_the_newest_is_read_first_and_not_all_at_once() -> None:
    plan = after((0, tuple(range(1, 100))), rest=0)
    assert plan.read == tuple(range(99, 99 - BATCH, -1))


def test_a_draft_reviewed_before_is_not_looked_at_again() -> None:
    assert after((0, (4,)), (1000, (4,)), watched=(known(4),)) == Plan()


def test_a_draft_whose_thread_has_changed_is() -> None:
    assert after((0, (4,)), (1000, (4,)), watched=(known(4, digest=""),)).read == (4,)


def test_one_that_is_missing_is_not_gone_before_its_time() -> None:
    assert after((0, ()), watched=(known(4),)) == Plan(wait=15)
    assert after((0, ()), (15, ()), watched=(known(4),)) == Plan(gone=("l4",), wait=0)
    assert after((0, ()), (4, (4,)), (16, ()), watched=(known(4),)) == Plan(wait=15)


def test_nothing_is_gone_while_a_copy_lies_unread_that_may_be_it() -> None:
    plan = after((0, ()), (14, (9,)), (20, (9,)), watched=(known(4),))
    assert plan == Plan(wait=4)


def test_after_a_change_of_uidvalidity_all_are_read_and_none_is_gone() -> None:
    watched = (known(4, validity=6), known(5, validity=6))
    times = since(Since(6, {4: 0.0, 5: 0.0}), Lying(7, (4, 5)), watched, 100)
    assert times.seen == {4: 100, 5: 100}
    assert decide(Lying(7, (4, 5)), watched, times, 120, rest=10) == Plan(read=(5, 4), wait=0)


def test_the_oldest_of_a_full_folder_are_left_alone_until_they_change() -> None:
    uids = tuple(range(1, 1001))
    floor = floor_of(uids)
    assert len(unreviewed(Lying(7, uids), (), floor)) == FIRST_LOOK
    assert unreviewed(Lying(7, uids), (), floor)[0] == 1000
    assert floor_of(uids[:FIRST_LOOK]) == 0
    assert unreviewed(Lying(7, (3,)), (known(3, digest=""),), floor) == (3,)


_UIDS = st.frozensets(st.integers(1, 30), max_size=12)


@given(st.lists(st.tuples(st.floats(0, 30), _UIDS), min_size=1, max_size=8), _UIDS, st.floats(0, 20))
def test_every_law_at_once(steps: list[tuple[float, frozenset[int]]], reviewed: frozenset[int], rest: float) -> None:
    watched = tuple(known(uid) for uid in sorted(reviewed))
    times, now = Since(), 0.0
    for step, uids in steps:
        now += step
        lying = Lying(7, tuple(sorted(uids)))
        times = since(times, lying, watched, now)
        plan = decide(lying, watched, times, now, rest=rest)
        assert not set(plan.read) & reviewed
        assert set(plan.read) <= uids
        assert all(now - times.seen[uid] >= rest - 1e-6 for uid in plan.read)
        assert {f"l{uid}" for uid in uids}.isdisjoint(plan.gone)
        assert not (plan.gone and plan.read)
        open_ones = (uids - reviewed) | (reviewed - uids)
        assert (plan.wait is None) == (not open_ones)
        if plan.wait and not plan.gone:
            later = decide(lying, watched, times, now + plan.wait + 1e-6, rest=rest)
            assert later.read or later.gone or uids - reviewed
    assert replace(times, seen={}, missing={}).uidvalidity == 7
