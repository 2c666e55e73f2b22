"""`mailhuman undo` and taking up what was cut short, with a real server."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from mailhuman.cli.into_drafts import reach
from mailhuman.config import Account, save_account
from mailhuman.message import read_draft
from mailhuman.writing import Found, Journal, Operation, Place, look, write
from tests.cli.accounts import run
from tests.cli.mail import review
from tests.mailbox.conftest import Mail, Serve, dovecot, serve_dovecot
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Fault, Moment, proxied
from tests.servers.scripted import scripted
from tests.writing.drafts import alone, done, put
from tests.writing.folder import Killed
from tests.writing.test_on_dovecot import Cutting

__all__ = ["dovecot", "serve_dovecot"]
pytestmark = [pytest.mark.imap, pytest.mark.dovecot]
NOW = datetime.now(UTC)
OLD = alone("text/plain", "Hi Priya,\n\nCould you look at page 4?\n\nAnn\n")
NEW = done(put(OLD, beside="Hi Priya,"), OLD).raw
CANARY = "page 4"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def account(serve_dovecot: Serve) -> Account:
    """An account with one draft, that is configured."""
    box = serve_dovecot({"Drafts": [Mail(OLD, NOW - timedelta(days=1), ("\\Draft", "\\Seen"))]})
    found = replace(box.account, name="work", password_command=("echo", PASSWORD))
    save_account(found)
    return found


def written(account: Account, *, cut: str = "") -> None:
    """Write into the draft, as the walk does; `cut` names a command after which the process ends."""
    with reach(account) as drafts:
        found = look(drafts, 1, drafts.open().uidvalidity)
        assert isinstance(found, Found)
        place = Place("work", drafts.folder.name)
        if cut:
            with pytest.raises(Killed):
                write(Cutting(drafts.session, cut, "after"), Journal(), place, found, NEW, now=NOW)
            return
        ended = write(drafts, Journal(), place, found, NEW, now=NOW)
        assert isinstance(ended, Operation)
        assert ended.outcome == "written"


def lying(account: Account) -> list[bytes]:
    with reach(account) as drafts:
        drafts.open()
        return [whole.raw for uid in drafts.since(1) if (whole := drafts.whole(uid))]


def undo(*arguments: str, answers: str | None = None) -> Result:
    return run("undo", *arguments, answers=answers)


def test_with_nothing_written_there_is_nothing_to_take_back() -> None:
    for arguments in ((), ("--list",), ("3",)):
        outcome = undo(*arguments)
        assert outcome.exit_code == 0
        assert outcome.stdout == "There is nothing to take back.\n"


def test_the_draft_is_as_it_was_after_a_yes(account: Account) -> None:
    written(account)
    outcome = undo(answers="y\n")
    assert outcome.exit_code == 0, outcome.stderr
    assert lying(account) == [OLD]
    assert "The draft is as it was before." in outcome.stdout
    assert undo().stdout == "There is nothing to take back.\n"


def test_without_a_yes_it_stays(account: Account) -> None:
    written(account)
    assert "left as it is" in undo(answers="n\n").stdout
    assert undo(answers="").exit_code == 2
    assert lying(account) == [NEW]


def test_the_list_tells_when_where_and_which_and_changes_nothing(account: Account) -> None:
    written(account)
    outcome = undo("--list")
    assert outcome.stdout.startswith("1  20")
    assert outcome.stdout.endswith("Drafts of work: The third quarter\n")
    assert CANARY not in outcome.stdout
    assert lying(account) == [NEW]


def test_a_number_that_is_not_on_the_list_is_said_so(account: Account) -> None:
    written(account)
    outcome = undo("2")
    assert outcome.exit_code == 2
    assert "--list" in outcome.stderr


def test_a_draft_changed_since_stays_and_the_old_one_comes_as_a_file(account: Account, home: Path) -> None:
    written(account)
    with reach(account) as drafts:
        drafts.open()
        [uid] = drafts.since(1)
        drafts.mark(uid)
        drafts.remove(uid)
        drafts.add(NEW.replace(b"page 4", b"page 5"), ("\\Draft",), None)
    outcome = undo("--yes")
    assert outcome.exit_code == 0, outcome.stderr
    [file] = home.glob("draft-*.eml")
    assert file.read_bytes() == OLD
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.name in outcome.stdout
    assert [read_draft(raw).text.count("page 5") for raw in lying(account)] == [1]
    again = undo("--yes")
    assert file.name in again.stdout
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("verb", ["APPEND", "STORE", "EXPUNGE"])
def test_where_the_line_is_lost_it_goes_on_over_another(
    account: Account, dovecot: Dovecot, verb: str, moment: Moment
) -> None:
    written(account)
    with proxied(dovecot.port, [Fault("cut", verb, 1, moment)]) as proxy:
        save_account(replace(account, port=proxy.port, security="plain"))
        outcome = undo("--yes")
        assert proxy.struck
    assert outcome.exit_code == 0, outcome.stderr
    never_heard = (verb, moment) == ("APPEND", "before")
    assert lying(account) == [NEW if never_heard else OLD]
    assert ("nothing was put back" if never_heard else "as it was before") in outcome.stdout


def test_an_account_that_is_no_longer_there_is_said_so(account: Account, home: Path) -> None:
    written(account)
    (home / "CONFIG" / "config.toml").unlink()
    outcome = undo("--yes")
    assert outcome.exit_code == 1
    assert "work" in outcome.stderr


@pytest.mark.parametrize("command", ["add", "mark", "remove"])
def test_a_review_first_finishes_what_was_cut_short(account: Account, command: str) -> None:
    written(account, cut=command)
    outcome = review("--format", "json")
    assert lying(account) == [NEW]
    assert outcome.exit_code in (0, 10), outcome.stderr
    assert "A draft of work was being written into when it was cut short. Written" in outcome.stderr
    assert "cut short" not in outcome.stdout
    assert CANARY not in outcome.stderr
    assert "cut short" not in review("--format", "json").stderr


def test_a_review_without_a_server_leaves_what_was_cut_short_for_later(account: Account) -> None:
    written(account, cut="add")
    with scripted({"AUTHENTICATE": b"<tag> NO no\r\n"}) as server:
        save_account(server.account(name="work", password_command=("echo", "x")))
        assert review().exit_code == 22
    assert len(Journal().unfinished()) == 1


def test_the_mail_that_comes_back_is_one_that_any_program_reads(account: Account) -> None:
    written(account)
    [raw] = lying(account)
    message = email.message_from_bytes(raw)
    assert message["Subject"] == "The third quarter"
    assert not [name for name in message if "human" in name.lower()]
    assert b"human" not in raw.lower()
