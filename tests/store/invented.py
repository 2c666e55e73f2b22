"""Invented cards, notes and memories for the laws of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mailhuman.model import NOTE_KINDS, Contact, Note, PartialDate, Remembered
from mailhuman.secrets import keep_notes_key
from mailhuman.store import Store, new_key, new_lock

Kind = Literal["plain", "sealed"]
KINDS: tuple[Kind, ...] = ("plain", "sealed")

a_law = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine too
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)

words = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.sampled_from(["Ada Falk", "Bo Ames", "Priya Raman", "Ünsal Öz"])
emails = st.sampled_from([f"{name}@{place}.example" for name in "abcd" for place in ("acme", "falk")])
written_days = ["2026-03-10", "--02-29", "2026-03", "2026", "1999-12-31"]
days = st.none() | st.sampled_from([PartialDate.parse(each) for each in written_days])
mentions = st.sampled_from(["free", "if-raised", "never"])

notes = st.builds(
    Note,
    kind=st.sampled_from(NOTE_KINDS),
    text=words | st.sampled_from(["bouldering", "Bouldering", "Lisbon"]),
    date=days,
    approximate=st.booleans(),
    learned=days,
    source=st.sampled_from(["told", "inferred", "third-party"]),
    told_by=words,
    by=st.sampled_from([None, "me", "them"]),
    mention=st.none() | mentions,
    about=st.just("") | words,
    deceased=st.booleans(),
)

cards = st.builds(
    Contact,
    name=names,
    emails=st.lists(emails, max_size=3, unique=True).map(tuple),
    uid=st.just("") | st.sampled_from(["u1", "u2", "u3"]),
    preferred_name=words,
    former_names=st.lists(words, max_size=2, unique=True).map(tuple),
    title=words,
    pronunciation=words,
    pronouns=words,
    language=words,
    timezone=words,
    keep_in_touch=st.none() | st.integers(1, 36_500),
    deceased=st.booleans(),
    mention=mentions,
    notes=st.lists(notes, max_size=4).map(tuple),
)

small_cards = st.builds(  # for the laws of merging, where most fields are alike
    Contact,
    name=names,
    emails=st.lists(emails, max_size=3, unique=True).map(tuple),
    uid=st.just("") | st.sampled_from(["u1", "u2"]),
    title=st.sampled_from(["", "Dr", "Prof"]),
    deceased=st.booleans(),
    notes=st.lists(
        st.builds(
            Note,
            kind=st.sampled_from(["trip", "birthday"]),
            text=st.sampled_from(["Lisbon", "LISBON", "Rome"]),
            date=days,
            mention=st.none() | mentions,
        ),
        max_size=4,
    ).map(tuple),
)

moments = st.builds(
    lambda at, hours: at.replace(tzinfo=timezone(timedelta(hours=hours))),
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - the zone comes after
    st.integers(-12, 14),
)

memories = st.builds(
    Remembered,
    at=moments,
    outcome=st.sampled_from(["taken", "sent", "dismissed"]),
    contact=emails,
    rule=words,
    category=words,
    kind=st.sampled_from(["touch", "name", "tone"]),
    fact=words,
    text=words,
    suggestion=words,
    lineage=words,
    scope=st.sampled_from(["this", "rule", "person", "fact"]),
    reason=words,
)


def unlike_uids(given: list[Contact]) -> bool:
    """Whether no two of these cards have the same uid."""
    uids = [card.uid for card in given if card.uid]
    return len(uids) == len(set(uids))


def made(store: Store, kind: Kind) -> Store:
    """An open store of this kind; the key of a sealed one is in the keyring."""
    if kind == "sealed":
        key = new_key()
        lock = new_lock("keyring", key)
        keep_notes_key(lock.id, key)
        store.encrypt(lock, key)
    return store
