"""Reads every labelled mail there is: the files given, the labels made for this project, and the invented mails.

Real mail stands here by the sha256 of its text alone; its words are looked up in the data beside the checkout.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OWN = HERE / "data"
GIVEN = HERE.parents[1] / "shared" / "data" / "tone"
GOLD = ("enron_gold_dev.jsonl", "enron_gold_more.jsonl")
MODERN = "modern_dev.jsonl"
UNLABELLED = "enron_sent_unlabelled.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Mail:
    """One labelled mail; `tone` and `relational` are the votes, one of each annotator, `coldness` is their mean.

    `origin`: dev and more (the labelled files given), double and single (labelled for this project by two and by one),
    modern (given, invented), today and invented (of this project), held (the 300 invented mails kept out of training),
    unlabelled (given, without votes).
    """

    origin: str
    writer: str
    stratum: str
    subject: str
    recipients: int
    text: str
    tone: tuple[str, ...]
    relational: tuple[str, ...]
    coldness: float

    def settled(self, head: str) -> str | None:
        """Give the label most votes agree on, None where they split evenly."""
        votes = self.tone if head == "tone" else self.relational
        best = max(sorted(set(votes)), key=votes.count)
        return best if 2 * votes.count(best) > len(votes) else None


def rows(path: Path) -> list[dict[str, Any]]:
    """Give the objects of a JSONL file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(text: str) -> str:
    """Give the name a text of a real mail goes by."""
    return hashlib.sha256(text.encode()).hexdigest()


def unlabelled(given: Path = GIVEN) -> dict[str, dict[str, Any]]:
    """Give the unlabelled mails by digest, the first of each text."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows(given / UNLABELLED):
        found.setdefault(digest(row["text"]), row)
    return found


def unlabelled_mails(given: Path = GIVEN) -> tuple[Mail, ...]:
    """Give the unlabelled mails without votes."""
    return tuple(
        _mail("unlabelled", row | {"stratum": "", "coldness": 2.0}, (), ()) for row in unlabelled(given).values()
    )


def all_mails(given: Path = GIVEN) -> tuple[Mail, ...]:
    """Give every labelled mail, those held for the test included."""
    return (*_gold(given), *_ours(given), *_modern(given), *_today(), *_invented())


def _gold(given: Path) -> Iterator[Mail]:
    for name in GOLD:
        for row in rows(given / name):
            origin = name.removesuffix(".jsonl").split("_")[-1]
            yield _mail(origin, row, _votes(row, "tone"), _votes(row, "relational"))


def _modern(given: Path) -> Iterator[Mail]:
    for row in rows(given / MODERN):
        row |= {"writer": f"modern-{row['id'][0]}", "stratum": ""}
        yield _mail("modern", row, _votes(row, "tone"), _votes(row, "relational"))


def _ours(given: Path) -> Iterator[Mail]:
    texts = unlabelled(given)
    for origin in ("double", "single"):
        for row in rows(OWN / f"enron_{origin}.jsonl"):
            mail = texts[row["sha256"]]
            coldness = sum(row["coldness"]) / len(row["coldness"])
            yield _mail(origin, mail | row | {"coldness": coldness}, row["tone"], row["relational"])


def _today() -> Iterator[Mail]:
    for row in rows(OWN / "today.jsonl"):
        row |= {"writer": f"today-{row['id'][1]}", "stratum": "", "coldness": sum(row["coldness"]) / 2}
        yield _mail("today", row, row["tone"], row["relational"])


def _invented() -> Iterator[Mail]:
    for row in rows(OWN / "invented.jsonl"):
        row |= {"writer": row["id"].split("-")[0], "stratum": "", "coldness": sum(row["coldness"]) / 2}
        yield _mail("held" if row["split"] == "test" else "invented", row, row["tone"], row["relational"])


_NAMES = {
    "tone": {"c": "cold", "n": "neutral", "w": "warm"},
    "relational": {"n": "none", "f": "formula", "p": "personal"},
}


def _votes(row: dict[str, Any], head: str) -> tuple[str, ...]:
    """Give the votes of a row of the files given, written n/f; where only the label stands there, that."""
    votes = row.get("votes" if head == "tone" else "relational_votes", "")
    return tuple(_NAMES[head][letter] for letter in votes.split("/")) if votes else (row[head],)


def _mail(origin: str, row: dict[str, Any], tone: Sequence[str], relational: Sequence[str]) -> Mail:
    return Mail(
        origin, row["writer"], row["stratum"], row.get("subject") or "", row.get("recipients") or 1, row["text"],
        tuple(tone), tuple(relational), float(row["coldness"]),
    )  # fmt: skip
