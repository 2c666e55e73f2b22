"""Which folder is taken for the drafts and the sent mail, of all the ways servers name and mark them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import imap_utf7

from mailhuman.config import Account
from mailhuman.errors import FolderMissing
from mailhuman.mailbox.folders import Listed, Purpose, choose, decoded, known_names

_ACCOUNT = Account("work", "ann@acme.example", "imap.acme.example")


def _listed(*names: str, delimiter: str = "/") -> list[Listed]:
    """Folders by name; `name|mark` has a mark."""
    parted = [name.partition("|") for name in names]
    return [
        Listed.read([mark.encode()] if mark else [], delimiter.encode(), imap_utf7.encode(name))
        for name, _, mark in parted
    ]


def _chosen(*names: str, account: Account = _ACCOUNT, delimiter: str = "/") -> tuple[str, str, str]:
    drafts, inbox, sent = choose(_listed(*names, delimiter=delimiter), account)
    return drafts.name, inbox.name, sent.name if sent else ""


@pytest.mark.parametrize("mark", ["\\Drafts", "\\drafts", "\\DRAFTS"])
def test_the_servers_mark_is_believed_before_any_name(mark: str) -> None:
    assert _chosen("INBOX", "Drafts", f"Unfinished|{mark}")[0] == "Unfinished"


def test_of_several_marked_folders_the_nearest_to_the_top_is_taken() -> None:
    assert _chosen("INBOX", "Old/2019/Drafts|\\Drafts", "[Gmail]/Drafts|\\Drafts")[0] == "[Gmail]/Drafts"


@pytest.mark.parametrize("purpose", ["drafts", "sent"])
def test_every_known_name_is_found_at_the_top_and_below_the_inbox(purpose: Purpose) -> None:
    assert len(known_names(purpose)) > 50
    for name in known_names(purpose):
        others = () if purpose == "drafts" else ("Drafts",)
        place = 0 if purpose == "drafts" else 2
        assert _chosen("INBOX", "Notes", name.upper(), *others)[place] == name.upper()
        assert _chosen("INBOX", "INBOX.Notes", f"INBOX.{name}", *others, delimiter=".")[place] == f"INBOX.{name}"


@pytest.mark.parametrize(
    ("listed", "drafts", "sent"),
    [
        (("INBOX", "INBOX.Entwürfe", "INBOX.Gesendet"), "INBOX.Entwürfe", "INBOX.Gesendet"),
        (("INBOX", "[Gmail]/Brouillons", "[Gmail]/Messages envoyés"), "[Gmail]/Brouillons", "[Gmail]/Messages envoyés"),
        (("INBOX", "Draft", "Sent"), "Draft", "Sent"),
        (("Inbox", "下書き", "送信済み"), "下書き", "送信済み"),
        (("INBOX", "Черновики", "Отправленные"), "Черновики", "Отправленные"),
        (("INBOX", "Projects/Drafts", "Drafts", "Projects/Sent"), "Drafts", ""),
        (("INBOX", "Wersje robocze", "Drafts"), "Drafts", ""),
    ],
)
def test_names_are_found_whatever_the_prefix(listed: tuple[str, ...], drafts: str, sent: str) -> None:
    delimiter = "." if any("INBOX." in name for name in listed) else "/"
    assert _chosen(*listed, delimiter=delimiter)[::2] == (drafts, sent)


def test_the_configuration_goes_before_mark_and_name() -> None:
    account = Account("work", "ann@acme.example", "imap.acme.example", drafts="Entwürfe/neu", sent="inbox.SENT")
    listed = ("INBOX", "Drafts|\\Drafts", "Entwürfe/neu", "Sent|\\Sent", "INBOX.Sent")
    assert _chosen(*listed, account=account) == ("Entwürfe/neu", "INBOX", "INBOX.Sent")


def test_a_configured_name_may_be_as_it_is_on_the_wire() -> None:
    account = Account("work", "ann@acme.example", "imap.acme.example", drafts="Entw&APw-rfe")
    assert _chosen("INBOX", "Entwürfe", account=account)[0] == "Entwürfe"


@pytest.mark.parametrize("key", ["drafts", "sent", "inbox"])
def test_a_configured_folder_that_is_not_there_is_missed_not_guessed(key: str) -> None:
    account = Account("work", "ann@acme.example", "imap.acme.example", **{key: "Elsewhere"})  # type: ignore[arg-type] # a name
    with pytest.raises(FolderMissing) as caught:
        _chosen("INBOX", "Drafts", "Sent", account=account)
    assert "Elsewhere" in caught.value.message
    assert key in caught.value.next_step
    assert "Drafts" in caught.value.next_step


def test_folders_that_cannot_be_opened_are_no_choice() -> None:
    assert _chosen("INBOX", "Drafts|\\Noselect", "Draft")[0] == "Draft"
    with pytest.raises(FolderMissing):
        _chosen("INBOX", "Drafts|\\NonExistent")


def test_an_account_without_sent_mail_is_read_all_the_same() -> None:
    assert _chosen("INBOX", "Drafts") == ("Drafts", "INBOX", "")


def test_the_missing_folders_message_names_some_not_thousands() -> None:
    with pytest.raises(FolderMissing) as caught:
        _chosen("INBOX", *(f"Folder {number}" for number in range(500)))
    assert "and 481 more" in caught.value.next_step
    assert len(caught.value.next_step) < 600


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_names_are_decoded_as_the_standard_says(name: str) -> None:
    assert decoded(imap_utf7.encode(name)) == name


@given(st.binary())
def test_no_name_on_the_wire_makes_it_fail(raw: bytes) -> None:
    assert isinstance(decoded(raw), str)
