"""Any number of cuts and of other programs' doings, at any moments: what the writer wrote last is always there."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailhuman.writing.back import Found, look, resume_all, write
from mailhuman.writing.journal import Journal
from mailhuman.writing.server import Manner
from tests.writing.folder import REPLACING, SAFE, Folder, Killed, Moments, WatchedJournal, unsynced
from tests.writing.test_sequence import DATE, FLAGS, NEW, NOW, OLD, OTHER, PLACE

EVENTS = ("nothing", "cut", "save", "save and mark", "flag", "begin another", "expunge", "save ours")


@dataclass
class World:
    """The folder, its other programs, and what the writer wrote last."""

    folder: Folder
    events: list[tuple[int, str]]
    uid: int = 0
    versions: int = 0
    latest: set[bytes] = field(default_factory=lambda: {OLD, NEW})

    def happen(self, number: int, _name: str) -> None:
        self.check()
        for at, event in self.events:
            if at == number:
                self.do(event)
                self.check()

    def do(self, event: str) -> None:
        if event == "cut":
            raise Killed
        if event in ("save", "save and mark"):
            self.save(self.uid, expunges=event == "save")
        elif event == "save ours":
            for uid in [uid for uid, kept in self.folder.messages.items() if kept.raw == NEW and kept.is_live]:
                self.save(uid, expunges=True)
        elif event == "flag":
            self.folder.set(self.uid, "\\Flagged")
        elif event == "begin another":
            self.folder.put(OTHER, FLAGS, NOW)
        elif event == "expunge":
            for uid in list(self.folder.messages):
                self.folder.drop(uid)

    def save(self, uid: int, *, expunges: bool) -> None:
        """A program with a version open appends what was written since, and lets go of the copy it knows."""
        self.versions += 1
        raw = OLD.replace(b"page 4", b"page 4 and %d more" % self.versions).replace(b"old.1", b"v%d" % self.versions)
        new = self.folder.put(raw, FLAGS, NOW)
        self.folder.set(uid, "\\Deleted")
        if expunges:
            self.folder.drop(uid)
        self.uid, self.latest = new, {raw}

    def check(self) -> None:
        assert self.latest & set(self.folder.live()), "what was written last is gone"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([SAFE, REPLACING]),
    st.lists(st.tuples(st.integers(0, 45), st.sampled_from(EVENTS)), max_size=6),
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(EVENTS)), max_size=3), max_size=3),
    st.lists(st.sampled_from(EVENTS[2:]), max_size=3),
    st.sampled_from([timedelta(), timedelta(hours=2)]),
)
def test_what_was_written_last_is_always_there(
    manner: Manner,
    events: list[tuple[int, str]],
    resumed: list[list[tuple[int, str]]],
    between: list[str],
    late: timedelta,
) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        _live(place, manner, [events, *resumed], between, late)
    finally:
        shutil.rmtree(place)


def _live(place: Path, manner: Manner, goes: list[list[tuple[int, str]]], between: list[str], late: timedelta) -> None:
    moments = Moments()
    folder = Folder(moments, manner)
    world = World(folder, [], folder.put(OLD, FLAGS, DATE))
    journal = Journal(place / "journal", sync=unsynced)
    watched = WatchedJournal(moments, journal)
    found = look(folder, world.uid, folder.uidvalidity)
    assert isinstance(found, Found)
    moments.watch = world.happen
    for number, events in enumerate([*goes, []]):
        world.events = events
        moments.happened.clear()
        try:
            if number == 0:
                write(folder, watched, PLACE, found, NEW, now=NOW)
            else:
                resume_all(folder, watched, PLACE, NOW + late)
        except Killed:
            world.check()
        for event in between if number == 0 else ():
            world.do(event)
            world.check()
    assert journal.unfinished() == ()
    world.check()
    copies = [kept for kept in folder.messages.values() if kept.raw in (OLD, NEW)]
    assert len(copies) <= 2
