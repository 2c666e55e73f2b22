"""The whole way at a terminal: a draft reviewed, a suggestion taken and written into it on a real server, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mailhuman.cli.into_drafts import reach
from mailhuman.config import Account, save_account
from mailhuman.message import read_draft
from mailhuman.store import open_store
from tests.cli.accounts import run
from tests.cli.mail import DRAFT, EARLIER, NOW, objects, review
from tests.cli.test_review_memory import ASKED, terminal
from tests.mailbox.conftest import Mail, Serve, dovecot, serve_dovecot
from tests.servers.dovecot import PASSWORD

__all__ = ["dovecot", "serve_dovecot"]
pytestmark = [pytest.mark.imap, pytest.mark.dovecot, pytest.mark.model]
AT = datetime.fromisoformat(NOW) - timedelta(hours=1)
LEAVES = "any other key leaves it:"
WRITE = "any other key goes on:"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    return tmp_path


@pytest.fixture
def account(serve_dovecot: Serve) -> Account:
    raw, earlier = (text.replace("\n", "\r\n").encode() for text in (DRAFT, EARLIER))
    box = serve_dovecot({"Drafts": [Mail(raw, AT, ("\\Draft",))], "INBOX": [Mail(earlier, AT, ())]})
    found = replace(box.account, name="work", address="jo@falk.example", password_command=("echo", PASSWORD))
    save_account(found)
    return found


def lying(account: Account) -> list[bytes]:
    with reach(account) as drafts:
        drafts.open()
        return [whole.raw for uid in drafts.since(1) if (whole := drafts.whole(uid))]


def test_words_taken_are_written_into_the_draft_and_out_of_it_again(account: Account) -> None:
    [before] = lying(account)
    with terminal("--now", NOW) as screen:
        screen.answer(ASKED, "t")
        screen.answer(ASKED, "s")
        screen.answer(WRITE, "w")
        screen.answer(LEAVES, "y")
        assert screen.leave() == 10
    assert "Written into the draft; `mailhuman undo`" in " ".join(screen.shown.split())
    [after] = lying(account)
    text = read_draft(after).text
    with open_store() as store:
        [taken] = store.history()
    assert (taken.outcome, taken.text in text) == ("taken", True)
    assert text.replace(f"{taken.text}\n\n", "") == read_draft(before).text
    [again] = objects(review("--format", "json", "--now", NOW))
    assert "thanks" not in [each["category"] for each in again["suggestions"]]
    assert run("undo", "--yes").exit_code == 0
    assert lying(account) == [before]


def test_words_taken_and_not_written_leave_the_draft(account: Account) -> None:
    [before] = lying(account)
    with terminal("--now", NOW) as screen:
        screen.answer(ASKED, "t")
        screen.answer(ASKED, "s")
        screen.answer(WRITE, "x")
        assert screen.leave() == 10
    assert lying(account) == [before]


def test_a_file_is_never_written_into(tmp_path: Path) -> None:
    file, thread = tmp_path / "draft.eml", tmp_path / "thread.eml"
    file.write_text(DRAFT, encoding="utf-8")
    thread.write_text(EARLIER, encoding="utf-8")
    with terminal(str(file), "--thread", str(thread), "--now", NOW) as screen:
        screen.answer(ASKED, "t")
        screen.answer(ASKED, "s")
        assert screen.leave() == 10
    assert WRITE not in screen.shown
    assert file.read_text(encoding="utf-8") == DRAFT
