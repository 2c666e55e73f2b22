"""Over every scenario: what a note holds that is not free to be mentioned stands in no companion note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import yaml

from mailhuman.bundled import shelf
from mailhuman.config import Account
from mailhuman.contacts.policy import mention_of, sensitive
from mailhuman.model import Contact, Note, Review
from mailhuman.review import Reviewed, review_message
from mailhuman.show.note import companion_note, revision_of
from tests.conftest import testdata_folder as data_folder
from tests.scenarios.scenario_files import OWN, Given, given

pytestmark = pytest.mark.model

_WORD = re.compile(r"[^\W\d_]{5,}")


def scenarios() -> Iterator[Given]:
    files = (*OWN, data_folder() / "data" / "scenarios" / "scenarios.yaml")
    for file in files:
        if file.is_file():
            yield from map(given, yaml.safe_load(file.read_text(encoding="utf-8")))


def words(*texts: str) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def noted(review: Review, start: Given) -> set[str]:
    """The words of the companion note, in plain text and as a page."""
    reviewed = Reviewed(review, "work", "Drafts", 1, 1, "a")
    account = Account("work", start.owner, "imap.acme.example")
    raw = companion_note(reviewed, account=account, revision=revision_of(reviewed), now=start.now)
    parts = message_from_bytes(raw, policy=policy.default).iter_parts()
    return words(*(str(each.get_content()) for each in parts))


def test_no_word_that_is_only_in_a_private_note_is_in_a_companion_note() -> None:
    ours = words(*(path.read_text(encoding="utf-8") for path in _texts()))
    private = spoken = 0
    leaks = []
    for start in scenarios():
        notes = [(note.text, _is_free(card, note)) for card in start.contacts for note in card.notes]
        if all(is_free for _, is_free in notes):
            continue
        review = review_message(
            start.raw, thread=start.thread, contacts=start.contacts, history=start.history, owner=start.owner,
            now=start.now,
        )  # fmt: skip
        spoken += review.has_something_to_say
        bare = replace(review, suggestions=(), warnings=(), withheld=())
        told = noted(review, start) - noted(bare, start) - ours
        known = words(*_mail(start), *_cards(start), *(text for text, is_free in notes if is_free))
        for text, is_free in notes:
            private += not is_free
            if not is_free and (leak := (words(text) - known) & told):
                leaks.append((text, leak))
    assert not leaks
    assert private > 20
    assert spoken > 5


def _is_free(card: Contact, note: Note) -> bool:
    return mention_of(card, note) == "free" and not sensitive(note)


def _texts() -> Iterator[Path]:
    yield from (shelf("templates") / "touches").glob("*.j2")
    yield from (shelf("templates") / "note").glob("*.j2")


def _mail(start: Given) -> Iterator[str]:
    for raw in (start.raw, *start.thread):
        message = message_from_bytes(raw, policy=policy.default)
        body = message.get_body(("plain",))
        yield f"{message['Subject']} {message['From']} {message['To']} {body.get_content() if body else ''}"


def _cards(start: Given) -> Iterator[str]:
    for card in start.contacts:
        yield " ".join((card.name, card.preferred_name, *card.former_names, card.pronunciation, card.title))
