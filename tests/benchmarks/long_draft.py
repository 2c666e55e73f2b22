"""How long a review takes of a very long draft, under a very long thread or with many cards, and where it goes.

Run it as `python tests/benchmarks/long_draft.py`; it prints the median of three runs, in seconds, and the most memory.
The language models are loaded before the clock starts, since a process loads them once.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from statistics import median
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from mailhuman.contacts import parse_contacts
from mailhuman.message import read_draft, read_thread
from mailhuman.model import Contact, Note, PartialDate, Review, Situation
from mailhuman.review import in_order, review_draft, rules, tone_of
from mailhuman.show.as_json import json_line, review_json
from mailhuman.show.terminal import new_console, print_review
from mailhuman.touches import suggest

LINES = 2_000
MESSAGES = 200
CARDS = 2_000  # an address book, under a draft of 30 lines
RUNS = 3
NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
JO, PRIYA = "jo@falk.example", "priya@acme.example"
_SENTENCES = (
    "The drawings for the north wing are with the council, who want them back by the end of the week.",
    "Send me the corrected sheets by noon.",
    "Could you look at sheet {n} when you have a moment?",
    "I have moved the drain by 40 cm, as we said on the phone, and the fall is now 2 in 100.",
    "Thank you for staying late on Tuesday to finish section {n}.",
    "You will have to redo plan {n}, since the levels do not meet.",
    "The invoice for March is attached, with the hours of both of us.",
    "My mother is better now, and we hope to see the sea in May.",
)
_NOTES = """\
- name: Priya Raman
  emails: [priya@acme.example]
  notes:
    - {kind: trip, text: Lisbon with her sister, date: 2026-03-10, learned: 2026-02-01}
    - {kind: hobby, text: bouldering at the Castle, learned: 2026-02-01}
    - {kind: family, text: her daughter Emma starts school in May, learned: 2026-02-01}
"""
Found = TypeVar("Found")


def lines(count: int) -> Iterator[str]:
    """So many lines of a mail, a blank one after every sixth."""
    for number in range(count):
        yield "" if number % 7 == 6 else _SENTENCES[number % len(_SENTENCES)].format(n=number)


def message(number: int, sender: str, reader: str, text: str) -> bytes:
    """One message of the thread, `number` counted from the first."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, reader, "Re: North wing"
    made["Date"] = format_datetime(NOW - timedelta(hours=4 * (MESSAGES - number)))
    made["Message-ID"] = f"<m{number}@falk.example>"
    made["In-Reply-To"] = f"<m{number - 1}@falk.example>"
    made.set_content(text)
    return bytes(made)


def a_thread() -> list[bytes]:
    """The two of them writing to each other, each message of 20 lines quoting the 20 before."""
    earlier = "\n".join(f"> {line}" for line in lines(20))
    text = "Hello,\n\n" + "\n".join(lines(20)) + f"\n\nBest\n\nOn Monday, somebody wrote:\n{earlier}\n"
    pairs = ((JO, PRIYA), (PRIYA, JO))
    return [message(number, *pairs[number % 2], text) for number in range(MESSAGES)]


def cards(count: int) -> Iterator[Contact]:
    """So many people of an address book, three notes on each."""
    for number in range(count):
        notes = tuple(
            Note(kind, f"about the {kind} of number {number}, by the sea", learned=PartialDate(2026, 2, 1))
            for kind in ("trip", "hobby", "family")
        )
        yield Contact(f"Given{number} Family{number}", (f"p{number}@acme.example",), notes=notes)


def timed(what: Callable[[], Found]) -> tuple[Found, float]:
    """What it gives, and the median of the seconds it took."""
    taken: list[float] = []
    for _ in range(RUNS):
        started = time.perf_counter()
        found = what()
        taken.append(time.perf_counter() - started)
    return found, median(taken)


def main() -> None:
    """Print a line for each part, and one for the whole."""
    raw = message(MESSAGES, JO, PRIYA, "\n".join(lines(LINES)))
    earlier, people, book = a_thread(), parse_contacts(_NOTES, "notes"), rules()
    tone_of(read_draft(message(0, JO, PRIYA, "Hello Priya, could you send me the plans?")))
    rows: list[tuple[str, float]] = []

    def part(name: str, what: Callable[[], Found]) -> Found:
        found, seconds = timed(what)
        rows.append((name, seconds))
        return found

    draft = part("message: the draft", lambda: read_draft(raw))
    thread = part("message: the thread", lambda: tuple(each for one in earlier for each in read_thread(one)))
    tone = part("tone", lambda: tone_of(draft))
    ordered = in_order(thread, NOW)
    owner = frozenset({JO})
    review = part("touches", lambda: suggest(Situation(draft, tone, owner, NOW, ordered, people), book))
    part("the whole, once read", lambda: review_draft(draft, thread=thread, contacts=people, owner=owner, now=NOW))
    part("show: JSON", lambda: json_line(review_json(review, {"file": "x"})))
    part("show: a screen", lambda: _screen(review))
    short, book_of_many = read_draft(message(0, JO, PRIYA, "\n".join(lines(30)))), people + tuple(cards(CARDS))
    many = Situation(short, tone_of(short), owner, NOW, (), book_of_many)
    part("touches: many cards", lambda: suggest(many, book))
    _print(rows)
    said = [each.rule for each in review.suggestions]
    print(f"{draft.own_word_count:,} own words, {len(thread)} messages, {len(tone.cues)} cues, said: {said}")


def _screen(review: Review) -> None:
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        print_review(review, new_console(nowhere, width=80), now=NOW, explain=True)


def _print(rows: Sequence[tuple[str, float]]) -> None:
    for name, seconds in rows:
        print(f"{name:22} {seconds:8.3f} s")
    print(f"{'most memory':22} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


if __name__ == "__main__":
    main()
