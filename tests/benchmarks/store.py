"""Prints how long the store takes with 5,000 contacts of 20 notes each: import, again, load, look-up, review, forget.

Run from the checkout: `python -m tests.benchmarks.store`.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailhuman.message import read_draft
from mailhuman.model import NOTE_KINDS, Address, Contact, Draft, Note, PartialDate, Remembered, Span
from mailhuman.review import review_draft
from mailhuman.store import Store, follow_all, new_key, new_lock, open_store, trace_of
from mailhuman.touches.concerned import concerned

CONTACTS, NOTES, MEMORIES, DRAFTS = 5_000, 20, 10_000, 200
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def name(number: int) -> str:
    """A name of its own for each number; a first name is that of 60 people or so."""
    given = _syllables(number % 83, 2)
    return f"{given}{'a' if number % 2 else 'o'} {_syllables(number, 3)}sen"


def _syllables(number: int, count: int) -> str:
    parts = []
    for _ in range(count):
        number, place = divmod(number, 26)
        parts.append("bcdfghjklmnprstvwz"[place % 18] + "aeiou"[(place + number) % 5] + "rnl"[place // 18 % 3])
    return "".join(parts).capitalize()


def contact(number: int) -> Contact:
    """An invented person with notes of every kind."""
    notes = tuple(
        Note(
            NOTE_KINDS[each % len(NOTE_KINDS)],
            f"something they told about the {each}th thing they like, number {number}",
            date=PartialDate(2020 + each % 6, 1 + each % 12, 1 + (number + each) % 28),
            learned=PartialDate(2025, 1 + each % 12),
        )
        for each in range(NOTES)
    )
    return Contact(name(number), (f"p{number}@acme.example", f"p{number}@falk.example"), notes=notes)


MAIL = b"""From: Jo <jo@falk.example>
To: %s
Subject: Figures for May

Hi,

The figures for May are attached. Please check page 3 with %s and send me the signed copy, %s needs it by Friday.

Jo
"""


def memory(number: int) -> Remembered:
    """Something that was taken long ago."""
    return Remembered(
        NOW - timedelta(hours=number), "taken", f"p{number % CONTACTS}@acme.example", "ask-about-pet", "pet"
    )


def draft(number: int) -> Draft:
    """A draft of some 100 words."""
    text = " ".join(f"word{number * each % 977}" for each in range(100))
    return Draft(
        to=(Address(f"p{number}@acme.example"),), subject=f"Matter {number}", text=text, own=(Span(0, len(text)),)
    )


def timed(what: str, act: Callable[[], object]) -> None:
    """Print how long `act` takes on the clock and on the processor, and what it says if that is short."""
    began, at_work = time.perf_counter(), time.process_time()
    result = act()
    seconds, busy = time.perf_counter() - began, time.process_time() - at_work
    said = "" if isinstance(result, tuple) or result is None else f": {result}"
    print(f"{seconds * 1000:9.1f} ms ({busy * 1000:7.1f} busy)  {what}{said}")


def work(store: Store, people: list[Contact]) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done with the store, in order."""
    yield "import all", lambda: store.save_contacts(people)
    yield "import all again", lambda: store.save_contacts(people)
    yield "import all changed", lambda: store.save_contacts([replace(each, title="Dr") for each in people])
    yield "load all", store.contacts
    yield "look up 3 addresses", lambda: store.contacts_for([f"p{number}@acme.example" for number in (7, 77, 777)])
    yield "load what one draft needs", lambda: store.contacts(concerned([mail(7)]))
    yield "review one draft, all notes loaded", lambda: reviewed(mail(7), people)
    yield "load and review one draft", lambda: reviewed(mail(7), store.contacts(concerned([mail(7)])))
    yield "save one", lambda: store.save_contacts([replace(people[7], pronouns="she/her")])
    yield f"remember {MEMORIES}", lambda: store.remember(map(memory, range(MEMORIES)))
    yield "read the history", store.history
    yield f"follow {DRAFTS} drafts never seen", lambda: look(store, 1)
    yield f"follow {DRAFTS} drafts all saved anew", lambda: look(store, DRAFTS + 1)
    yield "forget one", lambda: store.forget(people[77])


def mail(number: int) -> Draft:
    """A draft to one of them that names another."""
    asked, waits = name(number + 1).split()[0], name(number + 2)
    return read_draft(MAIL % tuple(each.encode() for each in (f"p{number}@acme.example", asked, waits)))


def reviewed(written: Draft, cards: Sequence[Contact]) -> str:
    """Review a draft, and say how much there was to say."""
    told = review_draft(written, contacts=cards, owner=frozenset({"jo@falk.example"}), now=NOW)
    return f"{len(told.suggestions)} suggestions, {len(told.withheld)} withheld"


def look(store: Store, first_uid: int) -> None:
    """One look at a folder of drafts, as a review takes it."""
    place = {"account": "work", "folder": "Drafts", "uidvalidity": 1}
    seen = NOW + timedelta(minutes=first_uid)
    found = [trace_of(draft(number), **place, uid=first_uid + number, seen=seen) for number in range(DRAFTS)]  # type: ignore[arg-type]  # a mapping of mixed values
    store.keep_traces(follow_all(found, store.traces("work", "Drafts")))


def main() -> None:
    """Do all of it in a new file, kept plain, and in one that is encrypted."""
    people = [contact(number) for number in range(CONTACTS)]
    reviewed(mail(1), people[:3])  # the models of tone and language are loaded once a process
    for sealed in (False, True):
        print(f"{CONTACTS} contacts of {NOTES} notes, {'encrypted' if sealed else 'plain'}")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "mailhuman.db", people, sealed=sealed)


def measure(file: Path, people: list[Contact], *, sealed: bool) -> None:
    """Print the figures of one store."""
    key = new_key()
    lock = new_lock("keyring", key)
    url = f"sqlite:///{file}"
    with open_store(url) as store:
        if sealed:
            store.encrypt(lock, key)
        for what, act in work(store, people):
            timed(what, act)
    timed("open", lambda: open_store(url, ask_secret=lambda _id, _way: key).close())
    if not sealed:
        with open_store(url) as store:
            timed("encrypt", lambda: store.encrypt(lock, key))
    print(f"{file.stat().st_size / 1e6:9.1f} MB  the file")


if __name__ == "__main__":
    main()
