"""Watches one account over one connection: waits for news, looks, has decided what is due, and has it done.

What a server tells while we wait is a hint and no ledger: every few minutes everything is looked at all the same, and
where that finds what the server kept to itself twice, it is not waited for any more but asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mailhuman.daemon.bell import Bell
from mailhuman.daemon.decide import GRACE, Plan, Since, decide, floor_of, since
from mailhuman.daemon.desk import Desk
from mailhuman.daemon.folder import Folder
from mailhuman.daemon.hearing import hear_answers, hear_threads
from mailhuman.daemon.lineages import Named, followed, waiting_for
from mailhuman.daemon.pausing import Pausing
from mailhuman.daemon.telling import end, keep_in_sight, merge, tell_of
from mailhuman.errors import MailboxError, StoreError
from mailhuman.mailbox import FoundDraft
from mailhuman.mailbox.failures import CommandRefused, Garbled
from mailhuman.mailbox.waiting import can_idle, is_elsewhere, notify
from mailhuman.store import Known, Look, Watched

RENEW = 300.0
"""Seconds between two looks at everything: some servers end a longer waiting without a word."""
SETTLE = 3.0
"""Seconds in which a client that saves anew takes the old copy away."""
_SILENCES = 2
_LONG_ENOUGH = 60.0
"""Seconds a server has to tell of something; the quickest take half a second, some half a minute."""
_ASLEEP = 10.0


class Slept(Exception):
    """The machine slept: the line is as good as lost, and everything may have changed."""


class Watch:
    """One account's drafts, from connecting to the end of the line; not for two threads at once."""

    def __init__(self, desk: Desk, bell: Bell, *, grace: float = GRACE, settle: float = SETTLE) -> None:
        self.desk = desk
        self._grace, self._settle = grace, settle
        self.polls = not can_idle(desk.session.line)
        self._bell = bell
        self._clock = desk.tools.clock
        self._folder = Folder(desk.session.line, desk.drafts)
        self._looks = desk.tools.book.looks(desk.account.name)
        self._pausing = Pausing(desk)
        self._times = Since()
        self._holding: dict[int, tuple[int, float]] = {}
        self._given_up: frozenset[int | str] = frozenset()
        self._others_due = True
        self._swept = float("-inf")
        self._silences = 0
        self._listens_to_notes: bool | None = None

    @property
    def drafts(self) -> int:
        """How many drafts lie in the folder."""
        return len(self._folder.lying.uids)

    @property
    def is_held(self) -> bool:
        """Whether nothing is to be annotated now."""
        return self.desk.tools.held() or self._pausing.is_on

    def stay(self) -> None:
        """Watch until the bell says that it is over. ServerGone at the end of the line, Slept after a sleep."""
        while not self._bell.over:
            self._bell.heard()
            seconds = self.settle()
            if not self._bell.over:
                self.desk.tell("settled", drafts=self.drafts, polls=self.polls)
                self._wait(seconds)

    def settle(self) -> float:
        """Do all that is due; the seconds until something will be, or until everything is looked at again."""
        if self._clock.awake() - self._swept >= self._interval:
            self._begin_sweep()
        if self._pausing.is_over:
            self._hear_others()
        while not self._bell.over:
            left = self.step()
            if left == 0:
                continue
            if self._others_due:
                self._hear_others()
            elif self._folder.is_still():
                sweep = self._swept + self._interval - self._clock.awake()
                return max(0.0, sweep if left is None else min(left, sweep))
        return 0.0

    def step(self) -> float | None:
        """Look at the drafts and do a piece of what is due; seconds until something is, None if nothing is known."""
        lying = self._folder.look()
        watched = self._watched()
        self._times = since(self._times, lying, watched, self._clock.awake())
        if self.is_held:
            return None
        plan = self._plan(watched)
        if plan.gone or plan.read:
            self._others_due = True  # what happens there while we are at work goes unheard
        if plan.gone:
            self._end(plan.gone, self._known())
        elif plan.read:
            self._read(plan.read, self._known())
        return plan.wait

    @property
    def _interval(self) -> float:
        return self.desk.settings.poll if self.polls else RENEW

    def _known(self) -> Known:
        found = self.desk.tools.book.known(self.desk.account.name, self.desk.drafts.name)
        return Known(found.traces, tuple(each for each in found.watched if each.lineage not in self._given_up))

    def _watched(self) -> tuple[Watched, ...]:
        found = self.desk.tools.book.watched(self.desk.account.name, self.desk.drafts.name)
        return tuple(each for each in found if each.lineage not in self._given_up)

    def _plan(self, watched: Sequence[Watched]) -> Plan:
        """What is due; a copy that waits for the one beside it to go rests until then."""
        lying, now, rest = self._folder.lying, self._clock.awake(), self.desk.settings.rest
        there = set(lying.uids)
        self._holding = {uid: held for uid, held in self._holding.items() if {uid, held[0]} <= there and held[1] > now}
        seen = dict(self._times.seen) | {uid: until - rest for uid, (_, until) in self._holding.items()}
        open_ones = replace(lying, uids=tuple(uid for uid in lying.uids if uid not in self._given_up))
        floor = self._floor(len(watched))
        times = replace(self._times, seen=seen)
        return decide(open_ones, watched, times, now, rest=rest, grace=self._grace, floor=floor)

    def _floor(self, known: int) -> int:
        """The UID up to which drafts are left alone; found on the first look at the folder as it is."""
        name, lying = self.desk.drafts.name, self._folder.lying
        look = self._looks.get(name)
        if look is None or look.uidvalidity != lying.uidvalidity:
            floor = floor_of(lying.uids, known)
            look = Look(self.desk.account.name, name, lying.uidvalidity, self._folder.uidnext, floor)
            self.desk.tools.book.keep(looks=[look])
            self._looks[name] = look
        return look.floor

    def _read(self, uids: tuple[int, ...], known: Known) -> None:
        found = self._found(uids)
        self._given_up |= set(uids) - {each.uid for each in found}
        ready = self._settled(found, known)
        if not ready:
            return
        lying, now = self._folder.lying, self._clock.now()
        names = followed(ready, known, lying, self.desk.account.name, now)
        merge(self.desk, names)
        for named in names.named:
            if self._bell.over or self.is_held:
                return
            self._tell_of(named)
        keep_in_sight(self.desk, names, lying.uidvalidity, now)

    def _found(self, uids: tuple[int, ...]) -> list[FoundDraft]:
        """Read these drafts; where one of them is our undoing, the others all the same."""
        try:
            return self.desk.session.read(self.desk.drafts, self._folder.lying.uidvalidity, uids)
        except Exception as failure:
            if not _is_of_this_alone(failure):
                raise
            if len(uids) == 1:
                self.desk.tell("failed", error=failure)
                return []
        return [each for uid in uids for each in self._found((uid,))]

    def _tell_of(self, named: Named) -> None:
        sent = self._looks.get(self.desk.sent.name) if self.desk.sent else None
        try:
            if not tell_of(self.desk, named, sent.uidnext if sent else 0):
                self._hear_others()
        except Exception as failure:
            if not _is_of_this_alone(failure):
                raise
            self._given_up |= {named.found.uid}
            self.desk.tell("failed", error=failure)

    def _end(self, gone: tuple[str, ...], known: Known) -> None:
        """Take leave of drafts that are gone, but for those that a copy beside them has taken over meanwhile."""
        names = followed((), known, self._folder.lying, self.desk.account.name, self._clock.now())
        if names.merged:
            merge(self.desk, names)
            return
        try:
            end(self.desk, gone, known)
        except (CommandRefused, Garbled) as failure:
            self._given_up |= set(gone)
            self.desk.tell("failed", error=failure)

    def _settled(self, found: list[FoundDraft], known: Known) -> list[FoundDraft]:
        """Those that do not look like the next copy of a draft that still lies there: it is about to go."""
        until = {uid: start + self._settle for uid, start in self._times.seen.items()}
        young = [each for each in found if until.get(each.uid, 0) > self._clock.awake()]
        if not young:
            return found
        waits = waiting_for(young, known, self._folder.lying, self.desk.account.name, self._clock.now())
        self._holding |= {uid: (old, until[uid]) for uid, old in waits.items()}
        return [each for each in found if each.uid not in waits]

    def _begin_sweep(self) -> None:
        self._swept = self._clock.awake()
        self._others_due = True
        self._given_up = frozenset()
        self._folder.doubt()
        self.desk.tell("sweep", drafts=self.drafts)

    def _hear_others(self) -> None:
        self._others_due = False
        watched = self._watched()
        self._looks = hear_threads(self.desk, watched, self._looks)
        notes = any(each.revision for each in watched)
        if notes:
            self._pausing.see(hear_answers(self.desk, watched))
        if not self.polls and self._listens_to_notes not in {True, notes}:
            place = self.desk.notes.folder() if notes else None
            notify(self.desk.session.line, self.desk.others, (place,) if place else ())
            self._listens_to_notes = notes

    def _wait(self, seconds: float) -> None:
        awake, passed = self._clock.awake(), self._clock.passed()
        news: tuple[bytes, ...] = ()
        if self.polls:
            self._bell.wait(seconds)
        else:
            news = self.desk.tools.wait(self.desk.session.line, seconds, self._bell.descriptor)
        waited = self._clock.awake() - awake
        if self._clock.passed() - passed - waited > _ASLEEP:
            raise Slept
        self._others_due = self._others_due or any(map(is_elsewhere, news))
        if news:
            self._silences = 0
        elif not self.polls and waited >= _LONG_ENOUGH:
            self._check_silence()

    def _check_silence(self) -> None:
        """Count what the server kept to itself; who does so twice is asked from now on."""
        if not self._folder.is_still():
            self._silences += 1
        if self._silences >= _SILENCES:
            self.polls = True
            self.desk.tell("polls")


def _is_of_this_alone(failure: Exception) -> bool:
    """Whether only this draft is concerned: a refusal, a garbled answer, or a slip of our own in reading it."""
    return not isinstance(failure, MailboxError | StoreError) or isinstance(failure, CommandRefused | Garbled)
