"""Learning from mail: what is proposed, that nothing is kept unasked, and that no and never are heard."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailhuman import mailbox
from mailhuman.cli import cli
from mailhuman.cli.card_learning import Learning
from mailhuman.cli.card_proposals import Proposal, card_with, dismissal_of, proposals
from mailhuman.cli.hands import Hands
from mailhuman.config import Account, save_account
from mailhuman.mailbox import FoundDraft
from mailhuman.message import read_thread
from mailhuman.model import Contact, Draft, Note, Remembered, ThreadMessage
from mailhuman.secrets import keep_password
from mailhuman.show.terminal import new_console
from mailhuman.store import open_store
from tests.cli.accounts import SECRET, FakeMailbox, at_home

ME = frozenset({"jo@falk.example"})
TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
PRIYA = Contact("Priya Raman", ("priya@acme.example",), uid="priya")
NEWS = "In other news, Emma got into Leeds, we are so proud of her!"
MAIL = f"""\
From: Priya Raman <priya@acme.example>
To: Jo Falk <jo@falk.example>
Subject: Drawings for the mill
Date: Wed, 11 Mar 2026 09:00:00 +0000
Message-ID: <m2@acme.example>

Hello Jo,

{NEWS}
I'll send you the revised sections by Friday.
My wedding is on Saturday and I'm off to Lisbon from tomorrow.

Best, Priya
"""
MOURNING = """\
From: Tom Berg <tom@berg.example>
To: jo@falk.example
Subject: Roof
Date: Thu, 12 Mar 2026 09:00:00 +0000
Message-ID: <m3@berg.example>

Dear Jo,

I am sorry to be slow, my mother passed away last week.

Tom
"""


def found(
    *mails: str,
    contacts: Sequence[Contact] = (),
    history: Sequence[Remembered] = (),
    today: date = TODAY,
    owner: frozenset[str] = ME,
) -> tuple[Proposal, ...]:
    thread = [message for mail in mails for message in read_thread(mail.encode())]
    return proposals(thread, owner, today, contacts, history)


def told(of: Sequence[Proposal]) -> list[tuple[str, str, str, bool]]:
    return [(each.note.kind, each.note.text, str(each.note.date or ""), each.note.approximate) for each in of]


def test_news_a_day_to_come_and_a_promise_are_proposed_with_their_days() -> None:
    offered = found(MAIL, contacts=[PRIYA])
    assert told(offered) == [
        ("milestone", NEWS, "2026-03-11", True),
        ("event", "wedding", "2026-03-14", False),
        ("promise", "the revised sections", "2026-03-13", False),
    ]
    assert [each.note.by for each in offered] == [None, None, "them"]
    assert {(each.note.source, each.note.told_by, str(each.note.learned)) for each in offered} == {
        ("told", "<m2@acme.example>", "2026-03-11")
    }
    assert {each.card for each in offered} == {PRIYA}


def test_a_loss_waits_until_they_raise_it() -> None:
    (loss,) = found(MOURNING)
    assert (loss.note.kind, loss.note.mention, loss.note.about, loss.card) == ("loss", "if-raised", "mother", None)


def test_an_answer_of_the_writer_settles_nothing() -> None:
    answer = MAIL.replace("From: Priya Raman <priya@acme.example>\nTo: Jo", "From: Jo Falk <jo@falk.example>\nTo: Jo")
    answered = answer.replace("11 Mar", "12 Mar").replace("m2@", "m4@").replace(NEWS, "Congratulations to Emma!")
    assert told(found(MAIL, answered, contacts=[PRIYA])) == told(found(MAIL, contacts=[PRIYA]))


def test_a_promise_they_have_kept_is_none() -> None:
    kept = MAIL.replace("11 Mar", "12 Mar").replace("m2@", "m5@").partition("\n\n")[0]
    sent = f"{kept}\n\nHere are the revised sections.\n"
    assert "promise" not in [each.note.kind for each in found(MAIL, sent, contacts=[PRIYA])]


@pytest.mark.parametrize(
    "mail",
    [
        MAIL.replace("From: Priya Raman <priya@acme.example>", "From: jo@falk.example"),
        MAIL.replace("To: Jo Falk <jo@falk.example>", "To: others@acme.example"),
        MAIL.replace("Subject:", "Auto-Submitted: auto-generated\nSubject:"),
        MAIL.replace("Date: Wed, 11 Mar 2026 09:00:00 +0000\n", ""),
        MAIL.partition("\n\n")[0] + "\n\nPlease find the minutes attached.\n",
    ],
    ids=["my own", "to others", "a robot", "no day", "business alone"],
)
def test_nothing_is_proposed_from(mail: str) -> None:
    assert found(mail) == ()


def test_what_is_quoted_was_not_written_to_the_writer() -> None:
    quoted = MAIL.partition("\n\n")[0] + "\n\nSee below.\n\nOn Tue, 10 Mar 2026 Sam <sam@acme.example> wrote:\n"
    assert found(quoted + f"> {NEWS}\n") == ()


def test_what_is_long_past_is_not_proposed() -> None:
    assert found(MAIL, today=date(2026, 9, 1)) == ()


def test_an_address_on_two_cards_gets_no_proposal() -> None:
    assert found(MAIL, contacts=[PRIYA, replace(PRIYA, uid="other")]) == ()


def test_what_is_on_the_card_is_not_proposed_again_not_even_when_it_was_edited() -> None:
    first, *others = found(MAIL, contacts=[PRIYA])
    edited = replace(first.note, text="Emma got a place at Leeds")
    again = found(MAIL, contacts=[replace(PRIYA, notes=(edited,))])
    assert told(again) == told(others)


def test_a_fact_told_in_two_mails_is_not_proposed_once_it_is_kept() -> None:
    known = replace(PRIYA, notes=(Note("event", "Wedding"),))
    assert "event" not in [each.note.kind for each in found(MAIL, contacts=[known])]


def test_never_is_remembered_without_a_word_of_the_mail() -> None:
    first, *others = found(MAIL)
    entry = dismissal_of(first, NOW)
    assert (entry.outcome, entry.scope, entry.text, entry.reason) == ("dismissed", "fact", "", "")
    assert "Emma" not in repr(entry)
    assert told(found(MAIL, history=[entry])) == told(others)


def test_a_message_given_twice_is_read_once() -> None:
    assert told(found(MAIL, MAIL)) == told(found(MAIL))


@dataclass
class Desk:
    """An owner at a terminal: the keys and lines to come, and what was kept and waved off."""

    keys: list[str]
    lines: list[str] = field(default_factory=list)
    kept: list[Contact] = field(default_factory=list)
    waved_off: list[Proposal] = field(default_factory=list)
    screen: io.StringIO = field(default_factory=io.StringIO)

    def key(self) -> str:
        if not self.keys:
            raise EOFError
        return self.keys.pop(0)

    def line(self, _question: str, given: str) -> str:
        return self.lines.pop(0) if self.lines else given

    def walk(self, offered: Sequence[Proposal], contacts: Sequence[Contact] = ()) -> str:
        hands = Hands(self.key, self.line, lambda _words: None, lambda _words: False)
        console = new_console(self.screen, width=80)
        Learning(console, hands, self.kept.append, self.waved_off.append, contacts).through(offered)
        return self.screen.getvalue()


def test_each_key_does_what_it_says() -> None:
    desk, offered = Desk(["y", "n", "v"]), found(MAIL)
    desk.walk(offered)
    assert [card.notes for card in desk.kept] == [(offered[0].note,)]
    assert [each.key for each in desk.waved_off] == [offered[2].key]


@pytest.mark.parametrize("keys", [[], ["q"], ["?", "x", "q"]])
def test_leaving_keeps_nothing(keys: list[str]) -> None:
    desk = Desk(keys)
    assert "Left; what was not answered stays as it is." in desk.walk(found(MAIL))
    assert (desk.kept, desk.waved_off) == ([], [])


def test_an_edited_note_is_kept_as_it_was_edited() -> None:
    desk = Desk(["e", "q"], ["family: Emma, her daughter, starts at Leeds", "2026-09"])
    desk.walk(found(MAIL))
    (note,) = desk.kept[0].notes
    assert (note.kind, note.text, str(note.date), note.approximate) == (
        "family", "Emma, her daughter, starts at Leeds", "2026-09", False,
    )  # fmt: skip
    assert note.told_by


@pytest.mark.parametrize("lines", [["no kind at all", ""], ["family: Emma", "some day"]])
def test_an_edit_that_cannot_be_read_is_asked_for_again(lines: list[str]) -> None:
    desk = Desk(["e", "n", "q"], lines)
    assert "Nothing was kept:" in desk.walk(found(MAIL))
    assert desk.kept == []


def test_a_person_without_a_card_gets_one_and_the_next_note_goes_on_it() -> None:
    desk = Desk(["y", "y", "n"])
    shown = desk.walk(found(MAIL))
    assert shown.count("They have no card yet; yes makes one.") == 1
    assert [(card.name, card.emails, len(card.notes)) for card in desk.kept] == [
        ("Priya Raman", ("priya@acme.example",), 1)
    ] * 2


def test_a_namesake_is_told_of() -> None:
    assert "Somebody of this name" in Desk(["q"]).walk(found(MAIL), [Contact("Priya Raman", ("pr@home.example",))])


def test_a_name_that_commands_the_terminal_is_spelled_out() -> None:
    shown = Desk(["q"]).walk(found(MAIL.replace("Priya Raman", "Priya\u202e\u200b")))
    assert not {"\u202e", "\u200b", "\x1b"} & set(shown)


def test_a_sender_without_a_name_is_called_by_the_address() -> None:
    first, *_ = found(MAIL.replace("Priya Raman <priya@acme.example>", "priya@acme.example"))
    assert card_with(first, first.note).name == "priya"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with at_home(tmp_path, monkeypatch):
        yield tmp_path


def learn(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["contacts", "learn", *arguments, "--now", NOW.isoformat()])


def written(folder: Path, text: str = MAIL) -> str:
    (folder / "m.eml").write_text(text, encoding="utf-8")
    return str(folder / "m.eml")


def test_where_nobody_can_be_asked_it_is_shown_and_not_kept(home: Path) -> None:
    shown = learn(written(home), "--owner", "Jo@Falk.example")
    assert shown.exit_code == 0
    assert "1 of 3: Priya Raman <priya@acme.example>" in shown.stdout
    assert "Nothing was kept" in shown.stdout
    with open_store() as store:
        assert (store.contacts(), store.history()) == ((), ())


def test_a_mail_with_nothing_in_it_says_so(home: Path) -> None:
    nothing = MAIL.partition("\n\n")[0] + "\n\nThe minutes are attached.\n"
    assert learn(written(home, nothing), "--owner", "jo@falk.example").stdout == (
        "Nothing new was found that could be noted.\n"
    )


@pytest.mark.parametrize("extra", [[], ["--account", "work", "--owner", "jo@falk.example"]])
def test_a_file_needs_to_know_whose_it_is(home: Path, extra: list[str]) -> None:
    assert learn(written(home), *extra).exit_code == 2


def test_what_is_no_mail_is_refused(home: Path) -> None:
    assert learn(written(home, "nothing like a message\n"), "--owner", "jo@falk.example").exit_code == 6


class Threads(FakeMailbox):
    """A mailbox whose drafts all belong to one thread."""

    def thread_for(self, draft: Draft, *, now: datetime | None = None) -> tuple[ThreadMessage, ...]:
        assert (draft, now) == (Draft(), NOW)
        return read_thread(MAIL.encode())

    def drafts(self) -> Iterator[FoundDraft]:
        yield from (FoundDraft(self.drafts_in, 1, uid, Draft()) for uid in (1, 2))


def test_without_a_file_the_threads_of_the_drafts_are_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = Account("work", "jo@falk.example", "imap.falk.example", user="jo")
    save_account(account)
    keep_password(account, SECRET)
    there = Threads()
    monkeypatch.setattr(mailbox, "connect", there.connect)
    shown = learn()
    assert shown.exit_code == 0, home
    assert "1 of 3: Priya Raman <priya@acme.example>" in shown.stdout
    assert not there.is_open


def test_without_an_account_it_says_what_to_do(home: Path) -> None:
    assert (learn().exit_code, home.is_dir()) == (3, True)
