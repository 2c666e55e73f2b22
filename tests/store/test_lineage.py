"""A draft is known again after each save, and two drafts are never taken for one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.model import Address, Draft, Span
from mailhuman.store.lineage import Trace, follow, follow_all, trace_of
from tests.store.invented import NOON, a_law

PRIYA, BO = Address("priya@acme.example"), Address("bo@acme.example")
REPORT = "Hi Priya, the figures for March are still missing from the report, could you send them by Friday at noon?"
LUNCH = "Dear Priya, how about lunch next Tuesday, perhaps at that small place behind the station we liked so much?"
SEVERAL = "we will look at every open point again before summer and send a longer list to all of them soon"


def written(text: str, *, to: Sequence[Address] = (PRIYA,), subject: str = "Report", answers: str = "") -> Draft:
    return Draft(
        to=tuple(to), subject=subject, in_reply_to=(answers,) if answers else (), text=text, own=(Span(0, len(text)),)
    )


def makers() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"lineage-{next(numbers)}"


@dataclass
class Desk:
    """A drafts folder and what is kept of it from look to look."""

    drafts: dict[int, Draft] = field(default_factory=dict)
    kept: dict[str, Trace] = field(default_factory=dict)
    make: Callable[[], str] = field(default_factory=makers)
    uidvalidity: int = 7
    next_uid: int = 1
    looks: int = 0

    def save(self, draft: Draft, instead_of: int | None = None) -> int:
        """Save a draft as a client does: under a new UID, the old copy gone."""
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.drafts[uid] = replace(draft, message_id=f"<{uid}@client.example>")
        if instead_of is not None:
            del self.drafts[instead_of]
        return uid

    def look(self, after: timedelta = timedelta(minutes=5), over: Iterable[str] = ()) -> dict[int, str]:
        """Look at the folder and keep the traces; gives the lineage of each UID."""
        self.looks += 1
        seen = NOON + self.looks * after
        found = [
            trace_of(draft, account="work", folder="Drafts", uidvalidity=self.uidvalidity, uid=uid, seen=seen)
            for uid, draft in self.drafts.items()
        ]
        named = follow_all(found, self.kept.values(), over=tuple(over), make=self.make)
        lineages = [trace.lineage for trace in named]
        assert len(set(lineages)) == len(lineages)
        at = {(trace.uidvalidity, trace.uid) for trace in named}
        self.kept = {name: each for name, each in self.kept.items() if (each.uidvalidity, each.uid) not in at}
        self.kept |= {trace.lineage: trace for trace in named}
        return {trace.uid: trace.lineage for trace in named}


def edited(text: str, chance: random.Random) -> str:
    """The text after some minutes of writing: words added, dropped and changed, about one in eight."""
    words = text.split()
    for _ in range(chance.randint(1, 1 + len(words) // 8)):
        place = chance.randrange(len(words))
        kind = chance.choice(["add", "add", "change", "drop"])
        words[place : place + (kind != "add")] = [] if kind == "drop" else [chance.choice(SEVERAL.split())]
    return " ".join(words) if len(words) > 8 else text


@given(st.randoms(use_true_random=False), st.sampled_from(["", "<m1@acme.example>"]), st.sampled_from(["", "Report"]))
@a_law
def test_the_lineage_stays_through_twenty_saves_with_edits(chance: random.Random, answers: str, subject: str) -> None:
    desk, text = Desk(), REPORT
    uid = desk.save(written(text, subject=subject, answers=answers))
    first = desk.look()[uid]
    for _ in range(20):
        text = edited(text, chance)
        uid = desk.save(written(text, subject=subject, answers=answers), instead_of=uid)
        assert desk.look() == {uid: first}


@given(st.randoms(use_true_random=False))
@a_law
def test_two_drafts_to_one_person_keep_their_own_lineages_however_both_are_saved(chance: random.Random) -> None:
    desk, texts = Desk(), {"report": REPORT, "lunch": LUNCH}
    uids = {name: desk.save(written(text, subject="")) for name, text in texts.items()}
    first = desk.look()
    names = {name: first[uid] for name, uid in uids.items()}
    for _ in range(20):
        for name in chance.sample(sorted(texts), chance.randint(0, 2)):
            texts[name] = edited(texts[name], chance)
            uids[name] = desk.save(written(texts[name], subject=""), instead_of=uids[name])
        assert desk.look() == {uid: names[name] for name, uid in uids.items()}


def test_a_draft_grows_from_its_first_words() -> None:
    desk = Desk()
    uid = desk.save(written("Hi Priya,"))
    first = desk.look()[uid]
    for length in (4, 9, 20):
        uid = desk.save(written(" ".join(REPORT.split()[:length])), instead_of=uid)
        assert desk.look() == {uid: first}


def test_an_empty_answer_is_known_by_what_it_answers() -> None:
    desk = Desk()
    uid = desk.save(written("", subject="Re: Report", answers="<m1@acme.example>"))
    first = desk.look()[uid]
    uid = desk.save(written(REPORT, subject="Re: Report", answers="<m1@acme.example>"), instead_of=uid)
    assert desk.look() == {uid: first}


@pytest.mark.parametrize(
    "after",
    [
        written(REPORT, subject="Figures"),
        written(REPORT, to=(PRIYA, BO)),
        written(REPORT, to=()),
        written(REPORT, answers="<m1@acme.example>"),
    ],
)
def test_a_changed_heading_is_the_same_draft(after: Draft) -> None:
    desk = Desk()
    uid = desk.save(written(REPORT))
    first = desk.look()[uid]
    uid = desk.save(after, instead_of=uid)
    assert desk.look() == {uid: first}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (written(REPORT), written(LUNCH)),  # sent, and another mail begun to the same person
        (written(REPORT), written(REPORT, to=(BO,))),  # sent, and the same said to somebody else
        (
            written("Thanks!", answers="<m1@acme.example>"),
            written("One more thing: lunch?", answers="<m1@acme.example>"),
        ),
        (written(REPORT, answers="<m1@acme.example>"), written(REPORT, answers="<m2@acme.example>")),
        (written(""), written("", to=(BO,))),
        (written("", to=(), subject=""), written("", to=(), subject="")),
    ],
)
def test_what_differs_where_it_counts_is_another_draft(before: Draft, after: Draft) -> None:
    desk = Desk()
    uid = desk.save(before)
    first = desk.look()[uid]
    uid = desk.save(after, instead_of=uid)
    assert desk.look()[uid] != first


def test_a_copy_beside_its_original_is_its_own_even_word_for_word() -> None:
    desk = Desk()
    original = desk.save(written(REPORT))
    first = desk.look()[original]
    copy = desk.save(written(REPORT))
    once = desk.look()
    assert once[original] == first
    assert desk.look() == once
    del desk.drafts[original]  # sent: the copy was seen beside it twice, and stays what it is
    assert desk.look() == {copy: once[copy]}


def test_a_look_between_the_new_copy_and_the_end_of_the_old_one_loses_nothing() -> None:
    desk = Desk()
    old = desk.save(written(REPORT))
    first = desk.look()[old]
    new = desk.save(written(f"{REPORT} Thanks."))
    assert desk.look()[old] == first
    del desk.drafts[old]
    assert desk.look() == {new: first}
    newest = desk.save(written(f"{REPORT} Thanks. Jo"), instead_of=new)
    assert desk.look() == {newest: first}


def test_such_a_look_loses_nothing_even_if_the_next_save_comes_before_the_next_look() -> None:
    desk = Desk()
    old = desk.save(written(REPORT))
    first = desk.look()[old]
    new = desk.save(written(f"{REPORT} Thanks."))
    desk.look()
    del desk.drafts[old]
    newest = desk.save(written(f"{REPORT} Thanks. Jo"), instead_of=new)
    assert desk.look() == {newest: first}


def test_two_drafts_first_seen_together_stay_two_when_one_goes() -> None:
    desk = Desk()
    one, other = desk.save(written(REPORT)), desk.save(written(REPORT))
    first = desk.look()
    del desk.drafts[one]
    assert desk.look() == {other: first[other]}


def test_of_several_that_are_alike_the_likeliest_goes_on() -> None:
    desk = Desk()
    uid = desk.save(written(REPORT))
    first = desk.look()[uid]
    words = REPORT.split()
    far, near = written(" ".join([*words[:10], SEVERAL])), written(f"{REPORT} Thanks.")
    desk.save(far)
    uid = desk.save(near, instead_of=uid)
    assert desk.look()[uid] == first


def test_a_draft_taken_away_while_it_is_edited_comes_back_within_hours() -> None:
    for hours, same in ((2, True), (14, False)):
        desk = Desk()
        other = desk.save(written(LUNCH, subject="Lunch"))
        uid = desk.save(written(REPORT))
        first = desk.look()[uid]
        del desk.drafts[uid]
        desk.look()
        desk.looks = 0
        uid = desk.save(written(f"{REPORT} Thanks."))
        assert (desk.look(timedelta(hours=hours))[uid] == first) is same
        assert other in desk.drafts


def test_last_weeks_report_is_not_this_weeks() -> None:
    desk = Desk()
    desk.save(written(LUNCH, subject="Lunch"))
    uid = desk.save(written(REPORT))
    first = desk.look(timedelta(days=1))[uid]
    del desk.drafts[uid]
    desk.look(timedelta(days=1))
    again = desk.save(written(REPORT))
    assert desk.look(timedelta(days=1))[again] != first


def test_a_draft_that_nobody_looked_at_for_weeks_is_known_again() -> None:
    desk = Desk()
    uid = desk.save(written(REPORT))
    first = desk.look()[uid]
    uid = desk.save(written(f"{REPORT} Thanks."), instead_of=uid)
    assert desk.look(timedelta(days=30)) == {uid: first}


def test_what_is_known_to_be_sent_is_over() -> None:
    desk = Desk()
    uid = desk.save(written(REPORT))
    first = desk.look()[uid]
    again = desk.save(written(REPORT), instead_of=uid)
    assert desk.look(over=[first]) == {again: "lineage-2"}


def test_new_numbers_for_the_whole_folder_leave_every_draft_what_it_was() -> None:
    desk = Desk()
    drafts = [written(REPORT), written(LUNCH), written(REPORT, to=(BO,), subject="")]
    uids = [desk.save(draft) for draft in drafts]
    first = desk.look()
    desk.uidvalidity, desk.drafts, desk.next_uid = 8, {}, 1
    again = [desk.save(draft) for draft in reversed(drafts)]
    now = desk.look()
    assert [now[uid] for uid in reversed(again)] == [first[uid] for uid in uids]


def test_another_folder_and_another_account_are_other_drafts() -> None:
    trace = trace_of(written(REPORT), account="work", folder="Drafts", uidvalidity=1, uid=2, seen=NOON)
    kept = replace(trace, lineage="l1", uid=1)
    assert follow(trace, [kept], [2]) == "l1"
    for other in (replace(kept, folder="Templates"), replace(kept, account="home")):
        assert follow(trace, [other], [2], make=lambda: "new") == "new"


def test_a_single_draft_follows_by_its_uid_or_what_has_vanished() -> None:
    trace = trace_of(written(REPORT), account="work", folder="Drafts", uidvalidity=1, uid=5, seen=NOON)
    kept = replace(trace, lineage="l1", uid=4)
    assert follow(trace, [kept], [5]) == "l1"
    assert follow(trace, [kept], [4, 5], make=lambda: "new") == "new"  # it is still there
    assert follow(replace(trace, uid=3), [kept], [3], make=lambda: "new") == "new"  # saves only count up
    assert follow(replace(trace, uid=4), [kept], [4]) == "l1"
    assert follow(trace, [], [5]) != follow(trace, [], [5])


def test_nothing_found_is_nothing_named() -> None:
    assert follow_all([], []) == ()


@given(
    st.lists(st.sampled_from([REPORT, LUNCH, f"{REPORT} Thanks.", ""]), max_size=6), st.randoms(use_true_random=False)
)
@a_law
def test_no_lineage_is_ever_given_to_two_open_drafts(texts: list[str], chance: random.Random) -> None:
    desk = Desk()
    for text in texts:
        desk.save(written(text, to=chance.choice([(PRIYA,), (BO,), ()])))
        desk.look()  # which asserts it
        for uid in chance.sample(sorted(desk.drafts), chance.randint(0, len(desk.drafts))):
            desk.save(written(edited(text or LUNCH, chance)), instead_of=uid)
        desk.look()
