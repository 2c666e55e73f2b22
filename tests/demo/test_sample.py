"""The sample mailbox and its notes: they read on any day, and are broad enough to be worth showing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.demo.letters import draft_id, folders_of
from mailhuman.demo.sample import address, sample, sample_contacts
from mailhuman.errors import BadInput
from mailhuman.message import read_draft, read_thread

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
IN_DELHI = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
IN_BERLIN = NOW.astimezone(timezone(timedelta(hours=1), "CET"))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone apart
SAMPLE = sample(NOW)
CLIENTS = {"thunderbird", "gmail", "outlook", "apple", "k9"}


def test_there_is_enough_to_see() -> None:
    assert len(SAMPLE.drafts) >= 8
    assert len([card for card in sample_contacts(NOW) if card.notes]) >= 6
    assert {draft.client for draft in SAMPLE.drafts} == CLIENTS
    assert {said.client for draft in SAMPLE.drafts for said in draft.thread} == CLIENTS


def test_everybody_lives_on_an_invented_domain() -> None:
    written = [SAMPLE.owner, *(draft.to for draft in SAMPLE.drafts), *(other.sender for other in SAMPLE.others)]
    emails = [address(each).email for each in written] + [one for card in sample_contacts(NOW) for one in card.emails]
    assert all(email.endswith(".example") for email in emails)


def test_everybody_a_draft_goes_to_has_a_card() -> None:
    noted = {email for card in sample_contacts(NOW) for email in card.emails}
    assert {address(draft.to).email for draft in SAMPLE.drafts} <= noted


@settings(max_examples=25, deadline=None)
@given(MOMENTS)
def test_it_never_ages(now: datetime) -> None:
    for folder, messages in folders_of(sample(now), now).items():
        for message in messages:
            assert timedelta(0) <= now - message.at <= timedelta(days=30), folder
            assert not re.search(rb"\{[a-z]+[+-]\d+\}", message.raw)
    assert sample_contacts(now)


@pytest.mark.parametrize("now", [NOW, IN_DELHI, IN_BERLIN], ids=str)
@pytest.mark.parametrize("number", range(len(SAMPLE.drafts)))
def test_a_draft_is_read_back_as_it_was_written(number: int, now: datetime) -> None:
    begun, stored = SAMPLE.drafts[number], folders_of(SAMPLE, now)["Drafts"][-1 - number]
    draft = read_draft(stored.raw)
    assert draft.own_text.split() == begun.text.split()
    assert draft.message_id == draft_id(number + 1)
    assert draft.recipients == (address(begun.to),)
    assert draft.attachments == ((begun.attachment,) if begun.attachment else ())


def test_a_thread_hangs_together() -> None:
    folders = folders_of(SAMPLE, NOW)
    told = [message for name in ("INBOX", "Sent") for each in folders[name] for message in read_thread(each.raw)]
    known = {message.message_id for message in told}
    for stored in folders["Drafts"]:
        draft = read_draft(stored.raw)
        assert set(draft.references) <= known
        assert draft.in_reply_to == draft.references[-1:]


def test_what_was_said_is_read_back_without_the_quotes() -> None:
    said = {" ".join(each.text.split()) for draft in SAMPLE.drafts for each in draft.thread}
    said |= {" ".join(each.text.split()) for each in SAMPLE.others}
    folders = folders_of(SAMPLE, NOW)
    read = [message for name in ("INBOX", "Sent") for each in folders[name] for message in read_thread(each.raw)]
    assert {" ".join(message.own_text.split()) for message in read} == said


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert folders_of(sample(NOW), NOW) == folders_of(sample(NOW), NOW)


def test_every_problem_of_a_sample_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mailbox.yaml"
    path.write_text("owner: nobody\nsignature: x\ndrafts: []\ncolour: red\n")
    with pytest.raises(BadInput) as told:
        sample(NOW, path)
    assert [problem.line for problem in told.value.problems] == [1, 4]
