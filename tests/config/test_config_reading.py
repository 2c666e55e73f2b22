"""The configuration is read whole or refused whole, with every problem at its line and no value quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailhuman.config import Account, Config, config_file, config_folder, data_folder, load_config, parse_config
from mailhuman.errors import ConfigError, MailhumanError

SECRET = "marzipan"
GOOD = """\
# my mail
[account.work]
address = "Jo@Falk.example"
host = "imap.falk.example"
aliases = ["jo.berg@falk.example"]

[account.home]
address = "jo@acme.example"
host = "127.0.0.1"
security = "starttls"
user = "jo"
password_command = ["pass", "show", "mail/home"]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, "config.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_gives_its_accounts_in_order_with_defaults_filled_in() -> None:
    work, home = parse_config(GOOD, "config.toml").accounts
    assert work == Account("work", "Jo@Falk.example", "imap.falk.example", aliases=("jo.berg@falk.example",))
    assert (work.port, work.security, work.user, work.inbox, work.timeout) == (
        993,
        "tls",
        "Jo@Falk.example",
        "INBOX",
        60,
    )
    assert (home.port, home.user, home.password_command) == (143, "jo", ("pass", "show", "mail/home"))


def test_the_owner_is_all_addresses_in_lower_case() -> None:
    assert parse_config(GOOD, "").accounts[0].owner == {"jo@falk.example", "jo.berg@falk.example"}


def test_no_file_is_no_account(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()


def test_the_folders_follow_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path / "d"))
    assert (config_folder(), config_file(), data_folder()) == (
        tmp_path / "c",
        tmp_path / "c/config.toml",
        tmp_path / "d",
    )


def test_without_an_environment_the_folders_are_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILHUMAN_CONFIG_DIR", raising=False)
    monkeypatch.delenv("MAILHUMAN_DATA_DIR", raising=False)
    assert config_folder().name == data_folder().name == "mailhuman"


def test_all_problems_come_at_once_each_with_its_line() -> None:
    text = """\
colour = "red"
[account.work]
address = "nobody"
host = "imap://falk.example"
prot = 3
port = 99999
timeout = "60"
password_command = "pass show x"
aliases = [
  "jo@falk.example",
  "jo",
]
[account.home]
host = 5
"""
    assert problems(text) == [
        "config.toml:1: colour: unknown key",
        "config.toml:3: account.work.address: write an address as name@example.org",
        "config.toml:4: account.work.host: write the bare name of the server, such as imap.example.org",
        "config.toml:5: account.work.prot: unknown key; did you mean port?",
        "config.toml:6: account.work.port: must be at most 65535",
        "config.toml:7: account.work.timeout: must be a whole number without quotes",
        'config.toml:8: account.work.password_command: must be a list, such as ["first", "second"]',
        "config.toml:9: account.work.aliases.1: write an address as name@example.org",
        "config.toml:13: account.home.address: missing",
        "config.toml:14: account.home.host: must be text in quotes",
    ]


@pytest.mark.parametrize(
    "key", ["password", "Passwd", "pass", "app-password", "secret", "client_secret", "refresh-token"]
)
def test_a_password_in_the_file_is_refused_and_not_repeated(key: str) -> None:
    text = f'[account.work]\naddress = "jo@falk.example"\nhost = "imap.falk.example"\n{key} = "{SECRET}"\n'
    (problem,) = problems(text)
    assert problem.startswith(f"config.toml:4: account.work.{key}: never a password in a file")
    assert "mailhuman setup" in problem
    assert SECRET not in problem


@pytest.mark.parametrize("port", ["0", "-1", "65536", "true", "9.5", '"993"'])
def test_a_port_is_a_number_from_1_to_65535(port: str) -> None:
    (problem,) = problems(f'[account.a]\naddress = "jo@falk.example"\nhost = "falk.example"\nport = {port}\n')
    assert problem.startswith("config.toml:4: account.a.port: must be")


def test_plain_is_only_for_this_machine() -> None:
    text = '[account.a]\naddress = "jo@falk.example"\nhost = "{host}"\nsecurity = "plain"\n'
    assert parse_config(text.format(host="127.0.0.1"), "").accounts[0].port == 143
    assert parse_config(text.format(host="::1"), "").accounts[0].security == "plain"
    (problem,) = problems(text.format(host="imap.falk.example"))
    assert problem.startswith('config.toml:4: account.a.security: "plain" would send the password readable')


def test_an_address_belongs_to_one_account_only_whatever_its_case() -> None:
    text = GOOD + '[account.third]\naddress = "JO.BERG@falk.example"\nhost = "falk.example"\n'
    assert problems(text) == ["config.toml:14: account.third.address: account work has the same address"]


@pytest.mark.parametrize("name", ['"a b"', '"ü"', '""', "-a", f"a{'b' * 40}", '"a\\u202eb"'])
def test_a_name_is_plain_and_short(name: str) -> None:
    (problem,) = problems(f'\n[account.{name}]\naddress = "jo@falk.example"\nhost = "falk.example"\n')
    assert problem.startswith("config.toml:2: account.")
    assert "40 letters" in problem


@pytest.mark.parametrize("text", ["account = 3", "[[account]]\nname = 'work'", "account = []"])
def test_accounts_have_names(text: str) -> None:
    assert problems(text) == ["config.toml:1: account: give each account a name, as in [account.work]"]


def test_an_account_is_a_table() -> None:
    (problem,) = problems("[account]\nwork = 3")
    assert problem.startswith("config.toml:2: account.work: must be a table")


def test_a_syntax_error_has_its_place_and_no_quotation() -> None:
    text = f'[account.work]\naddress = "{SECRET}\nhost = "x"\n'
    (problem,) = problems(text)
    assert problem.startswith("config.toml:2: is not TOML: ")
    assert SECRET not in problem


def test_an_unfinished_file_is_wrong_at_its_end() -> None:
    assert problems("\n\na = [1,")[0].startswith("config.toml:3: is not TOML")


def test_a_file_that_is_not_utf8_is_wrong_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"# ok\n# \xff\n")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert [(each.line, each.message) for each in caught.value.problems] == [(2, "is not UTF-8 text")]


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)


def test_an_editors_byte_order_mark_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert len(load_config(path).accounts) == 2


def test_an_unknown_account_is_answered_with_those_there_are() -> None:
    with pytest.raises(MailhumanError) as caught:
        parse_config(GOOD, "").named("wrok")
    assert caught.value.next_step == "take one of these: work, home"


@given(st.text(max_size=300))
@example("\x00")
@example("[" * 5000)
@example("account.a = {b = 1}")
@example('[account."\\ud800"]')
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    try:
        parse_config(text, "config.toml")
    except ConfigError as error:
        assert error.problems  # noqa: PT017 - most texts raise, and some are configurations
