"""A deadline that passes is acted upon, one that is lifted is not, and many cost one thread."""

from __future__ import annotations

import threading

from mailhuman.mailbox.deadlines import Deadlines


def test_what_takes_too_long_is_acted_upon_though_a_later_deadline_was_set_before() -> None:
    deadlines, acted = Deadlines(), threading.Event()
    with deadlines.within(60, lambda: None), deadlines.within(0.01, acted.set):
        assert acted.wait(10)


def test_what_is_done_in_time_is_not() -> None:
    deadlines, late, later = Deadlines(), threading.Event(), threading.Event()
    with deadlines.within(0.05, late.set):
        pass
    with deadlines.within(0.1, later.set):
        assert later.wait(10)
    assert not late.is_set()


def test_a_thousand_deadlines_take_one_thread_and_leave_nothing() -> None:
    deadlines, before = Deadlines(), threading.active_count()
    for _ in range(1000):
        with deadlines.within(300, lambda: None):
            assert threading.active_count() <= before + 1
    assert not deadlines._due
    assert len(deadlines._waiting) <= 2
