"""How an account signs in is read whole or refused whole; what a way of signing in does not heed is refused."""

from __future__ import annotations

import pytest

from mailhuman.config import parse_config
from mailhuman.errors import ConfigError

HEAD = '[account.a]\naddress = "jo@falk.example"\nhost = "imap.falk.example"\n'
OWN = """\
auth = "oauth"
client_id = "mailhuman"
authorization_url = "https://login.falk.example/authorize"
token_url = "https://login.falk.example/token"
device_url = "https://login.falk.example/device"
scope = "imap offline_access"
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(HEAD + text, "c")
    return [str(problem) for problem in caught.value.problems]


def test_the_usual_way_is_a_password() -> None:
    assert parse_config(HEAD, "c").accounts[0].auth == "password"


def test_google_and_microsoft_need_a_client_id_only() -> None:
    google = parse_config(f'{HEAD}auth = "google"\nclient_id = "x"\n', "c").accounts[0]
    microsoft = parse_config(f'{HEAD}auth = "microsoft"\nclient_id = "x"\ntenant = "falk.example"\n', "c").accounts[0]
    assert (google.auth, google.client_id, microsoft.tenant) == ("google", "x", "falk.example")


def test_a_provider_of_ones_own_is_read_with_its_addresses() -> None:
    account = parse_config(HEAD + OWN, "c").accounts[0]
    assert (account.token_url, account.scope) == ("https://login.falk.example/token", "imap offline_access")


def test_what_a_way_needs_is_missed() -> None:
    assert problems('auth = "google"\n') == ['c:1: account.a.client_id: missing; auth = "google" needs it']
    missed = ("authorization_url", "client_id", "scope", "token_url")
    assert problems('auth = "oauth"\n') == [f'c:1: account.a.{key}: missing; auth = "oauth" needs it' for key in missed]


def test_what_a_way_does_not_heed_is_refused() -> None:
    text = (
        'auth = "google"\nclient_id = "x"\npassword_command = ["x"]\ntenant = "y"\ntoken_url = "https://a.example/"\n'
    )
    assert problems(text) == [
        'c:6: account.a.password_command: only for auth = "password"',
        'c:7: account.a.tenant: only for auth = "microsoft"',
        'c:8: account.a.token_url: only for auth = "oauth"',
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://login.falk.example/token",
        "https://",
        "ftp://login.falk.example/",
        "https://jo:pw@login.falk.example/",
        "https://login.falk.example/#x",
        "https://[x/",
        "https://login.falk.example/a b",
        "token",
    ],
)
def test_tokens_go_only_where_nobody_on_the_way_reads_them(url: str) -> None:
    text = OWN.replace("https://login.falk.example/token", url)
    assert problems(text) == ["c:7: account.a.token_url: write it as https://login.example.org/token"]


def test_consent_is_asked_for_over_tls_alone() -> None:
    text = OWN.replace("https://login.falk.example/authorize", "http://127.0.0.1/authorize")
    assert problems(text) == ["c:6: account.a.authorization_url: write it as https://login.example.org/authorize"]


@pytest.mark.parametrize("tenant", ["a/b", "..", "a b", "?x"])
def test_a_tenant_is_no_part_of_a_url(tenant: str) -> None:
    (problem,) = problems(f'auth = "microsoft"\nclient_id = "x"\ntenant = "{tenant}"\n')
    assert problem.startswith("c:6: account.a.tenant: give the tenant's id")


def test_an_unknown_way_is_answered_with_those_there_are() -> None:
    (problem,) = problems('auth = "gmail"\n')
    assert problem == "c:4: account.a.auth: must be one of 'password', 'google', 'microsoft' or 'oauth'"
