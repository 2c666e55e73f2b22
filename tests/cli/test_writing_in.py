"""Writing into a draft from the walk: shown first, written only at a yes, and what came of it said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.cli.hands import Hands
from mailhuman.cli.preview import changed_lines
from mailhuman.cli.telling import Told
from mailhuman.cli.walk import Taken
from mailhuman.cli.writing_in import WritingIn
from mailhuman.cli.written import in_words
from mailhuman.errors import ServerGone, Unreachable
from mailhuman.message import read_draft
from mailhuman.model import Review, Suggestion
from mailhuman.show.terminal import new_console
from mailhuman.writing import Drafts, Journal, Operation
from mailhuman.writing.server import Manner
from tests.cli.test_walk import Desk
from tests.show.reviews import COLD, SAID, SOFTEN, THANKS
from tests.writing.drafts import alone
from tests.writing.folder import SAFE, Folder, unsynced

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
RAW = alone("text/plain", "Hi Priya,\n\nSend me the drawings by noon.\n\nBest,\nAnn\n")


@dataclass
class Post:
    """A draft on a server, its review, and the writer at a terminal."""

    path: Path
    keys: list[str]
    manner: Manner = SAFE
    raw: bytes = RAW
    date: datetime = NOW - timedelta(days=1)
    reached: list[str] = field(default_factory=list)
    cuts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(self.keys)
        self.folder = Folder(manner=self.manner)
        self.uid = self.folder.put(self.raw, {"\\Draft"}, self.date)
        self.journal = Journal(self.path / "journal", sync=unsynced)
        self.folder.moments.watch = self._cut

    @contextmanager
    def reach(self, account: str) -> Iterator[Drafts]:
        self.reached.append(account)
        yield self.folder

    def told(self) -> Told:
        review = Review(read_draft(self.raw), COLD)
        source: dict[str, str | int] = {"account": "work", "folder": "Drafts", "uidvalidity": 7, "uid": self.uid}
        return Told(review, source, frozenset({"ann@falk.example"}))

    def offer(self, *taken: Suggestion) -> bool:
        desk = self.desk
        hands = Hands(desk.key, desk.line, desk.edit, desk.copy)
        writing = WritingIn(new_console(desk.screen, width=100), hands, self.reach, self.journal, lambda: NOW)
        return writing.offer(self.told(), [Taken(each, each.text) for each in taken])

    def text(self) -> str:
        [left] = self.folder.live()
        return read_draft(left).text

    def _cut(self, _number: int, name: str) -> None:
        if name in self.cuts:
            self.cuts.remove(name)
            raise ServerGone("the connection was lost", next_step="try again")


def softening() -> Suggestion:
    text = read_draft(RAW).text
    where = replace(SOFTEN.where, start=text.index("Send"), end=text.index("noon.") + 5) if SOFTEN.where else None
    assert where
    return replace(SOFTEN, where=where, text="Could you send me the drawings by noon?")


def test_it_is_shown_and_written_at_a_yes(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "y"])
    assert post.offer(THANKS)
    assert post.text() == f"Hi Priya,\n\n{THANKS.text}\n\nSend me the drawings by noon.\n\nBest,\nAnn\n"
    shown = post.desk.shown
    assert f"\n  + {THANKS.text}\n" in shown
    assert "\n    Hi Priya,\n" in shown
    assert shown.index("Below the greeting.") < shown.index("[y]es")
    assert "Close it first" in shown
    assert "mailhuman undo" in shown


@pytest.mark.parametrize("keys", [["x"], ["w", "n"], ["w", "\r"], ["w", "2"], ["w", "m", "n"], ["w", "x", "y"]])
def test_without_a_yes_nothing_is_written(tmp_path: Path, keys: list[str]) -> None:
    post = Post(tmp_path, keys)
    assert post.offer(THANKS)
    assert post.folder.live() == [RAW]
    assert not post.journal.folder.exists()
    assert not {"before APPEND", "before STORE", "before EXPUNGE"} & set(post.folder.moments.happened)


@pytest.mark.parametrize("keys", [["EOF"], ["^C"], ["w", "EOF"], ["w", "^C"], ["w", "m", "^C"]])
def test_leaving_at_any_question_leaves_the_draft(tmp_path: Path, keys: list[str]) -> None:
    post = Post(tmp_path, keys)
    assert not post.offer(THANKS)
    assert post.folder.live() == [RAW]
    assert "Left; the draft was not touched." in post.desk.shown


def test_it_can_be_moved_through_every_place_and_round_again(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "m", "m", "m", "m", "y"])
    post.offer(THANKS)
    shown = post.desk.shown
    places = ["Below the greeting.", "Above your closing.", "At the end.", "Below the greeting.", "Above your closing."]
    found = [line.strip() for line in shown.splitlines() if line.strip() in places]
    assert found == places
    assert post.text() == f"Hi Priya,\n\nSend me the drawings by noon.\n\n{THANKS.text}\n\nBest,\nAnn\n"


def test_several_are_written_at_once_and_moved_one_by_one(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "1", "y"])
    post.offer(THANKS, softening())
    assert post.text() == f"Hi Priya,\n\nCould you send me the drawings by noon?\n\n{THANKS.text}\n\nBest,\nAnn\n"
    assert "[w]rite them" in post.desk.shown
    assert "1: Above your closing." in post.desk.shown
    assert "2: In place of your own words." in post.desk.shown
    assert "\n  - Send me the drawings by noon.\n" in post.desk.shown


def test_what_is_never_pasted_is_not_offered(tmp_path: Path) -> None:
    post = Post(tmp_path, [])
    assert post.offer(SAID)
    assert post.desk.shown == ""


def test_where_a_server_is_not_safe_it_is_said_with_what_to_do(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w"], Manner(b"gimap", frozenset({"X-GM-EXT-1"})))
    assert post.offer(THANKS)
    assert "Nothing is written: Gmail" in post.desk.shown
    assert "paste" in post.desk.shown
    assert post.folder.live() == [RAW]


def test_a_draft_that_cannot_be_spliced_is_refused_with_its_reason(tmp_path: Path) -> None:
    raw = RAW.replace(b"MIME-Version", b"X-K9mail-Identity: !l=5\r\nMIME-Version")
    post = Post(tmp_path, ["w", "y"], raw=raw)
    assert post.offer(THANKS)
    assert "K-9 Mail" in post.desk.shown
    assert "[y]es" not in post.desk.shown
    assert post.folder.live() == [raw]


def test_a_draft_saved_anew_since_it_was_reviewed_is_not_written_into(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w"])
    post.folder.messages[post.uid].raw = RAW.replace(b"noon", b"four")
    post.offer(THANKS)
    assert "no longer the draft that was reviewed" in post.desk.shown
    gone = Post(tmp_path / "2", ["w"])
    gone.folder.messages.clear()
    gone.offer(THANKS)
    assert "no longer there" in gone.desk.shown


def test_a_draft_saved_while_the_writer_thinks_is_not_written_into(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "y"])
    newer = RAW.replace(b"noon", b"four")
    key = post.desk.key

    def think() -> str:
        pressed = key()
        if pressed == "y":
            post.folder.set(post.uid, "\\Deleted")
            post.folder.put(newer, {"\\Draft"})
        return pressed

    post.desk.key = think  # type: ignore[method-assign]  # somebody acts between two keys
    post.offer(THANKS)
    assert post.folder.live() == [newer]
    assert "Nothing is written" in post.desk.shown


def test_a_draft_saved_just_now_is_said_to_be_open_perhaps(tmp_path: Path) -> None:
    young, old = (Post(tmp_path / str(ago), ["w", "n"], date=NOW - timedelta(minutes=ago)) for ago in (3, 30))
    for post in (young, old):
        post.offer(THANKS)
    assert "may be open" in young.desk.shown
    assert "may be open" not in old.desk.shown


@pytest.mark.parametrize("name", ["after APPEND", "after STORE", "before EXPUNGE", "after EXPUNGE"])
def test_where_the_line_is_lost_it_goes_on_over_another(tmp_path: Path, name: str) -> None:
    post = Post(tmp_path, ["w", "y"], cuts=[name])
    post.offer(THANKS)
    assert THANKS.text in post.text()
    assert "Written into the draft" in post.desk.shown
    assert post.reached == ["work"] * 3


def test_where_there_is_no_other_line_it_is_left_for_the_next_time(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "y"], cuts=["after APPEND"])
    reach = post.reach

    @contextmanager
    def twice(account: str) -> Iterator[Drafts]:
        if len(post.reached) == 2:
            raise Unreachable("nobody answers", next_step="try again")
        with reach(account) as drafts:
            yield drafts

    post.reach = twice  # type: ignore[method-assign]  # a server that goes away
    post.offer(THANKS)
    assert "the next `mailhuman review` brings this to its end" in post.desk.shown
    assert len(post.journal.unfinished()) == 1


def test_where_nothing_was_begun_it_is_said_that_nothing_was_written(tmp_path: Path) -> None:
    post = Post(tmp_path, ["w", "y"])
    (tmp_path / "journal").write_text("in the way")
    post.offer(THANKS)
    assert "nothing was written." in post.desk.shown
    assert post.folder.live() == [RAW]


def test_every_outcome_has_its_words() -> None:
    operation = Operation("a", "work", "Drafts", 7, 1, 2, 5, (), None, NOW)
    for outcome in ("written", "unchanged", "kept", "both", "altered", "unknown"):
        for undoes in ("", "b"):
            words = in_words(replace(operation, undoes=undoes).ended(outcome, "for a reason"))
            assert words.endswith(".")
            assert "for a reason" in words or outcome == "written"


def test_a_preview_shows_what_changes_and_a_little_around_it() -> None:
    old = "\n".join(map(str, range(20)))
    assert list(changed_lines(old, old.replace("\n9\n", "\n9\nnew\n"))) == [
        (" ", "8"), (" ", "9"), ("+", "new"), (" ", "10"), (" ", "11"),
    ]  # fmt: skip
    assert list(changed_lines("a", "a")) == []
