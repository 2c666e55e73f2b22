"""Draws cues to mark by hand, and prints how many of those marked are right.

python -m training.cue_marks [--draw SEED]

Drawn from the random mails of Enron, and from the half of the invented mails (given, and of this project) in which no
kind of cue was looked for. A cue is right where a reader by the labelling guide takes the words as cues.py says.
data/cue_marks.jsonl names a mail by the sha256 of its text, so that no word of real mail is here.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mailhuman.model import Cue
from mailhuman.tone import CUES, read_tone
from training.sources import OWN, Mail, all_mails, digest, rows

MARKS = OWN / "cue_marks.jsonl"
DRAWN = 200
_AROUND = 60  # code points shown on each side
_SEARCHED = {"modern-a", "modern-c"}  # writers of the given invented mails in which kinds were looked for


def was_searched(mail: Mail) -> bool:
    """Whether a mail was of the half in which kinds of cues were looked for."""
    if mail.origin == "modern":
        return mail.writer in _SEARCHED
    name = mail.text if mail.origin == "invented" else mail.writer
    return hashlib.sha256(f"half{name}".encode()).digest()[0] % 2 == 0


def drawn_from(mails: Iterable[Mail]) -> Iterator[Mail]:
    """Give the mails of which cues are drawn; never the 300 held for the test."""
    for mail in mails:
        invented = mail.origin in {"modern", "invented"}
        if (invented and not was_searched(mail)) or (not invented and mail.stratum == "random"):
            yield mail


def draw(seed: int) -> list[tuple[Mail, Cue]]:
    """Give 200 cues at random, the same for the same seed and the same cues."""
    every = [(mail, cue) for mail in drawn_from(all_mails()) for cue in read_tone(mail.text).cues]
    every.sort(key=lambda each: (digest(each[0].text), each[1].start, each[1].cue))
    return random.Random(seed).sample(every, DRAWN)  # noqa: S311 - a draw that can be made again


def precision(marks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give a line for each draw, then one for each effect and each cue over all draws."""
    marked = list(marks)
    for name in sorted({mark["draw"] for mark in marked}):
        yield _line(f"draw {name}", [mark for mark in marked if mark["draw"] == name])
    for effect in ("colder", "warmer"):
        yield _line(effect, [mark for mark in marked if mark["cue"] in CUES and CUES[mark["cue"]].effect == effect])
    for cue, _ in Counter(mark["cue"] for mark in marked).most_common():
        yield _line(f"  {cue}", [mark for mark in marked if mark["cue"] == cue])


def _line(name: str, marks: list[Mapping[str, Any]]) -> str:
    right = sum(mark["verdict"] == "right" for mark in marks)
    return f"{name:22}{right:5} of {len(marks):4}  {right / max(1, len(marks)):.3f}"


def _shown(mail: Mail, cue: Cue) -> str:
    before, after = mail.text[max(0, cue.start - _AROUND) : cue.start], mail.text[cue.end : cue.end + _AROUND]
    words = f"{before}[[{cue.quote}]]{after}".replace("\n", "/")
    return f"{digest(mail.text)} {cue.cue} {cue.start} {cue.end} {words}"


def main() -> None:
    """Print the precision of what is marked, or cues to mark."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draw", type=int, metavar="SEED")
    asked = options.parse_args()
    if asked.draw is None:
        print(*precision(rows(MARKS)), sep="\n")
    else:
        print(*(_shown(mail, cue) for mail, cue in draw(asked.draw)), sep="\n")


if __name__ == "__main__":
    main()
