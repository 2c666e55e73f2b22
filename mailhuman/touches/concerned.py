"""Whose notes a review of some drafts can need: readers, their namesakes, and whoever is named in what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mailhuman.contacts.find import any_named
from mailhuman.model import Address, Contact, Draft
from mailhuman.touches.leaks import called_by, spoken_words
from mailhuman.touches.sentences import greeting


def concerned(drafts: Iterable[Draft]) -> Callable[[Contact], bool]:
    """A question of a card: whether a review of one of `drafts` may need its notes; of all others the name will do."""
    listed = tuple(drafts)
    emails = {each.email for draft in listed for each in draft.recipients}
    spoken = {word for draft in listed for word in spoken_words(draft.own_text)}
    named_so = any_named(_shown(listed))
    return lambda card: bool(not emails.isdisjoint(card.emails) or called_by(card) & spoken or named_so(card))


def _shown(drafts: Iterable[Draft]) -> Iterable[Address]:
    """The readers with their names, and with the name they are greeted by."""
    for draft in drafts:
        opening = greeting(draft.own_text)
        yield from draft.recipients
        yield Address("", opening.name if opening else "")
