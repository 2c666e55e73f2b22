"""`mailhuman review` of a real server's mailbox: right drafts, right threads, clear errors, and nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from mailhuman.config import save_account
from mailhuman.contacts import parse_contacts
from mailhuman.store import open_store
from tests.cli.mail import objects, review
from tests.mailbox.letters import NOW, PLAIN, days_ago, letter, outline, sent
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.maildir import Maildir
from tests.servers.scripted import CLOSE, OK, Script, scripted

pytestmark = [pytest.mark.dovecot, pytest.mark.model]
CARD = "- name: Bob Falk\n  emails: [bob@falk.example]\n  notes: [{kind: hobby, text: Restoring a 1974 road bike, learned: 2026-08-04}]\n"
LATE = "Hello Ann,\n\nI stayed late last night and repacked all 30 boxes.\n\nBob\n"
ASK = "Bob,\n\nCount the boxes again. Confirm the number by noon.\n\nAnn\n"
WARM = "Dear Bob,\n\nThank you for the drawings of the roof, they saved my week. Have a lovely time with your sister.\n\nAnn\n"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if dovecots.BINARY is None:
        pytest.skip("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with dovecots.running() as server:
        yield server


@pytest.fixture
def mail(dovecot: Dovecot) -> Maildir:
    found = dovecot.maildir("ann")
    if not found.root.exists():
        found.add("INBOX", letter(LATE, message_id="<late@falk.example>", at=days_ago(1)), days_ago(1), ())
        found.add("INBOX", letter("The rent is due.\n", sender="Cy <cy@rent.example>", at=days_ago(2)), days_ago(2), ())
        found.add("Sent", sent("Hello Bob, here is the list.\n", at=days_ago(3)), days_ago(3))
        reply = "In-Reply-To: <late@falk.example>\nReferences: <late@falk.example>\n"
        found.add(
            "Drafts", sent(ASK, subject="Re: Boxes", message_id="<ask@acme.example>", extra=reply), NOW, ("\\Draft",)
        )
        found.add("Drafts", sent(WARM, message_id="<warm@acme.example>"), days_ago(1), ("\\Draft", "\\Seen"))
        found.add("Drafts", sent(ASK, message_id="<gone@acme.example>"), days_ago(2), ("\\Draft", "\\Deleted"))
    return found


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"MAILHUMAN_{name}_DIR", str(tmp_path / name))
    return tmp_path


def looked(dovecot: Dovecot, password: str = PASSWORD, **changes: Any) -> Result:
    """Review the account, which is `changes` away from one over TLS with the server's own certificate."""
    save_account(dovecot.account("ann", password_command=("echo", password), **changes))
    return review("--format", "json", "--now", NOW.isoformat())


def test_the_drafts_are_reviewed_with_their_threads_and_nothing_is_changed(dovecot: Dovecot, mail: Maildir) -> None:
    with open_store() as store:
        store.save_contacts(parse_contacts(CARD, "card.yaml"))
    looked(dovecot)  # whatever the server itself does at a first visit is done
    before = mail.contents()
    outcome = looked(dovecot)
    assert outcome.exit_code == 10, outcome.stderr
    assert mail.contents() == before
    found = {each["draft"]["message_id"]: each for each in objects(outcome)}
    assert set(found) == {"<ask@acme.example>", "<warm@acme.example>"}
    [thanks] = [each for each in found["<ask@acme.example>"]["suggestions"] if each["kind"] == "touch"]
    assert (thanks["category"], thanks["evidence"]["message_id"]) == ("thanks", "<late@falk.example>")
    assert found["<warm@acme.example>"]["suggestions"] == []


def test_over_tls_and_plain_the_same_is_said(dovecot: Dovecot, mail: Maildir) -> None:
    assert mail.contents()
    over_tls = looked(dovecot)
    plain = looked(dovecot, port=dovecot.port, security="plain")
    starttls = looked(dovecot, port=dovecot.port, security="starttls")
    assert over_tls.exit_code == 10
    assert over_tls.stdout == plain.stdout == starttls.stdout


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "wrong-horse"}, 22),
        ({"ca_file": ""}, 21),
        ({"host": "nowhere.invalid"}, 20),
        ({"port": 1}, 20),
        ({"drafts": "Entwürfe"}, 23),
    ],
)
def test_what_goes_wrong_is_said_plainly_with_its_code(
    dovecot: Dovecot, mail: Maildir, changes: dict[str, Any], code: int
) -> None:
    before = mail.contents()
    outcome = looked(dovecot, **changes)
    assert outcome.exit_code == code, outcome.stderr
    assert outcome.stdout == ""
    assert [line.split(": ")[0] for line in outcome.stderr.splitlines()] == ["mailhuman", "Next"]
    for private in (PASSWORD, "wrong-horse", "ann@acme.example"):
        assert private not in outcome.stderr
    assert mail.contents() == before


def test_a_server_that_goes_away_in_the_middle_is_said_so() -> None:
    raw = sent(ASK, message_id="<ask@acme.example>")
    script: Script = {
        "SEARCH": b"* SEARCH 4\r\n" + OK,
        "FETCH": [outline(1, 4, raw, PLAIN) + OK, b"* 1 FETCH (UID 4 BODY[1]<0> {90}\r\nBob" + CLOSE],
    }
    with scripted(script) as server:
        save_account(server.account(password_command=("echo", "word")))
        outcome = review("--format", "json", "--now", NOW.isoformat())
    assert outcome.exit_code == 24, outcome.stderr
    assert outcome.stdout == ""
    assert "Next: " in outcome.stderr
