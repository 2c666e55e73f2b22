"""An account is written into the file whole or not at all, and what the user wrote there stays."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailhuman.config import Account, load_config, remove_account, save_account
from mailhuman.errors import ConfigError, MailhumanError

WORK = Account("work", "jo@falk.example", "imap.falk.example")
HOME = Account(
    "home",
    "jo@acme.example",
    "localhost",
    1143,
    "plain",
    "jo",
    ("j@acme.example",),
    ("pass", "show", "a b"),
    "Drafts/Me",
)
BY_HAND = """\
# Written by hand; please keep.

[account.work]  # the office
host = "imap.falk.example"  # moved in May
address = "jo@falk.example"

# At home
[account.home]
address = "jo@acme.example"
host = "imap.acme.example"
port = 993
"""
lines = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
accounts = st.builds(
    Account,
    name=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True),
    address=st.just("jo@falk.example"),
    host=st.sampled_from(["imap.falk.example", "::1", "127.0.0.1", "imap.bücher.example"]),
    port=st.integers(1, 65535),
    security=st.sampled_from(["tls", "starttls"]),
    user=lines,
    aliases=st.lists(st.just("berg@falk.example"), max_size=1).map(tuple),
    drafts=lines,
    sent=lines,
    inbox=lines,
    ca_file=lines,
    timeout=st.integers(1, 600),
)
ways_in: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"password_command": st.lists(lines, max_size=3).map(tuple)}),
    st.fixed_dictionaries({"auth": st.just("google"), "client_id": lines}),
    st.fixed_dictionaries(
        {"auth": st.just("microsoft"), "client_id": lines, "tenant": st.sampled_from(["", "falk.example"])}
    ),
    st.fixed_dictionaries(
        {
            "auth": st.just("oauth"),
            "client_id": lines,
            "authorization_url": st.just("https://login.falk.example/a"),
            "token_url": st.just("http://127.0.0.1:8080/token"),
            "device_url": st.sampled_from(["", "https://login.falk.example/d"]),
            "scope": lines,
        }
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "config.toml"


def test_the_first_account_makes_the_file_readable_by_its_owner_alone(path: Path) -> None:
    save_account(WORK, path)
    assert path.read_text() == '[account.work]\naddress = "jo@falk.example"\nhost = "imap.falk.example"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_more_accounts_join_in_order(path: Path) -> None:
    save_account(WORK, path)
    save_account(HOME, path)
    assert load_config(path).accounts == (WORK, HOME)


def test_saving_what_is_there_already_changes_no_byte(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(BY_HAND)
    for account in load_config(path).accounts:
        save_account(account, path)
    assert path.read_text() == BY_HAND


def test_comments_and_order_outlive_a_change(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(BY_HAND)
    save_account(replace(WORK, host="mail.falk.example", port=994), path)
    assert path.read_text() == BY_HAND.replace("imap.falk", "mail.falk").replace(
        'address = "jo@falk.example"\n', 'address = "jo@falk.example"\nport = 994\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        'account.work = { address = "jo@falk.example", host = "imap.falk.example" }\n',
        '[account]\nwork = { address = "jo@falk.example", host = "imap.falk.example" } # short\n',
        '[account]\nwork.address = "jo@falk.example"\nwork.host = "imap.falk.example"\n# end\n',
        '["account".\'work\']\n"address" = """jo@falk.example"""\nhost = "imap.falk.example"',
    ],
)
def test_every_way_to_write_an_account_can_be_changed(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    changed = replace(WORK, host="mail.falk.example", port=994, aliases=("j@falk.example",))
    save_account(changed, path)
    save_account(HOME, path)
    assert set(load_config(path).accounts) == {changed, HOME}
    remove_account("work", path)
    assert load_config(path).accounts == (HOME,)


def test_a_form_that_cannot_be_added_to_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    dotted = 'account.work.address = "jo@falk.example"\naccount.work.host = "imap.falk.example"\n'
    path.write_text(dotted)
    with pytest.raises(ConfigError):
        save_account(replace(HOME, drafts=""), path)
    assert path.read_text() == dotted


def test_removing_leaves_the_rest_as_it_was(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(BY_HAND)
    remove_account("home", path)
    assert path.read_text().startswith(BY_HAND[: BY_HAND.index("# At home")].rstrip())
    assert [account.name for account in load_config(path).accounts] == ["work"]
    remove_account("work", path)
    assert load_config(path).accounts == ()
    assert "please keep" in path.read_text()


def test_removing_one_that_is_not_there_changes_nothing(path: Path) -> None:
    save_account(WORK, path)
    before = path.stat()
    with pytest.raises(MailhumanError, match="no account is called home"):
        remove_account("home", path)
    assert path.stat() == before


@pytest.mark.parametrize("text", ["[account.work", '[account.work]\naddress = "x"\n', "colour = 1\n"])
def test_a_file_with_problems_is_never_overwritten(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(ConfigError):
        save_account(WORK, path)
    assert path.read_text() == text


def test_an_account_that_would_spoil_the_file_is_not_written(path: Path) -> None:
    save_account(WORK, path)
    before = path.read_text()
    with pytest.raises(ConfigError, match="account work has the same address"):
        save_account(replace(HOME, address="JO@falk.example"), path)
    with pytest.raises(ConfigError):
        save_account(replace(WORK, port=0), path)
    assert path.read_text() == before


def test_nothing_is_left_beside_the_file_when_writing_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_account(WORK, path)
    before = path.read_text()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="cannot be written: No space left on device"):
        save_account(HOME, path)
    assert path.read_text() == before
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]


def test_a_file_kept_elsewhere_by_a_link_stays_there(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles" / "mailhuman.toml", tmp_path / "config.toml"
    save_account(WORK, real)
    link.symlink_to(real)
    save_account(HOME, link)
    assert link.is_symlink()
    assert load_config(real).accounts == (WORK, HOME)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(account=accounts, way=ways_in)
def test_what_is_saved_is_what_is_read(tmp_path: Path, account: Account, way: dict[str, Any]) -> None:
    account = replace(account, **way)
    path = tmp_path / "law.toml"
    path.write_text('# top\n[account."Kept"]\naddress = "k@acme.example"\nhost = "h"  # mine\n')
    kept = load_config(path).accounts[0]
    save_account(account, path)
    assert set(load_config(path).accounts) == ({kept, account} if account.name != "Kept" else {account})
    assert path.read_text().startswith("# top\n")
    assert "# mine" in path.read_text()
