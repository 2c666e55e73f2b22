"""Joins the answers of the annotators to what they were given, and writes training/data/ without a word of real mail.

Run from the checkout: python -m training.gather FOLDER
FOLDER has in/NAME.jsonl (id, subject, recipients, text), out/NAME.A.jsonl and out/NAME.B.jsonl (id, labels), and
double.json and single.json (by id: text, writer, stratum). Names: e.. labelled by two, s.. by one, w.. invented and
muddy, v.. invented, of today.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from training.sources import OWN, digest, rows

SEED = 20261124
HELD = 300
HEADS = ("tone", "relational", "kind", "coldness")
_ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|sv)\s*:\s*)+", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_RARE = 3  # mails of a batch a name may stand in to link two neighbours


def answers(folder: Path, pattern: str) -> dict[str, dict[str, Any]]:
    """Give the labels of the files that match, by id."""
    return {row["id"]: row for path in sorted((folder / "out").glob(pattern)) for row in rows(path)}


def double(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the mails two annotators labelled, by digest, with both votes."""
    given = json.loads((folder / "double.json").read_text(encoding="utf-8"))
    first, second = answers(folder, "e*.A.jsonl"), answers(folder, "e*.B.jsonl")
    for key in sorted(first):
        yield _named(given[key]) | {head: [first[key][head], second[key][head]] for head in HEADS}


def single(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the mails one annotator labelled, by digest."""
    given = json.loads((folder / "single.json").read_text(encoding="utf-8"))
    found = answers(folder, "s*.A.jsonl")
    for key in sorted(found):
        yield _named(given[key]) | {head: [found[key][head]] for head in HEADS}


def _named(mail: dict[str, Any]) -> dict[str, Any]:
    return {"sha256": digest(mail["text"]), "writer": mail["writer"], "stratum": mail["stratum"]}


def invented(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the muddy invented mails with both votes and the part they belong to."""
    given = list(_written(folder, "w"))
    held = held_out(given)
    for row in given:
        yield row | {"split": "test" if row["id"] in held else "train"}


def today(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the invented mails of today with both votes."""
    return _written(folder, "v")


def _written(folder: Path, lot: str) -> Iterator[dict[str, Any]]:
    first, second = answers(folder, f"{lot}*.A.jsonl"), answers(folder, f"{lot}*.B.jsonl")
    for path in sorted((folder / "in").glob(f"{lot}*.jsonl")):
        for row in rows(path):
            yield row | {head: [first[row["id"]][head], second[row["id"]][head]] for head in HEADS}


def held_out(mails: Sequence[dict[str, Any]], wanted: int = HELD) -> frozenset[str]:
    """Draw the mails kept for the test; linked mails are drawn together."""
    groups = sorted(sorted(group) for group in linked(mails))
    random.Random(SEED).shuffle(groups)  # noqa: S311 - drawn once, to be drawn again the same
    found: set[str] = set()
    for group in groups:
        if len(found) + len(group) <= wanted:
            found |= set(group)
    return frozenset(found)


def linked(mails: Sequence[dict[str, Any]]) -> list[set[str]]:
    """Group the mails of one thread: the same subject, or neighbours in a batch that share a rare name."""
    group = {mail["id"]: {mail["id"]} for mail in mails}
    for one, other in (*_same_subject(mails), *_neighbours(mails)):
        joined = group[one] | group[other]
        group.update(dict.fromkeys(joined, joined))
    return list({id(each): each for each in group.values()}.values())


def _same_subject(mails: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    by_subject: dict[str, list[str]] = {}
    for mail in mails:
        by_subject.setdefault(_ANSWER.sub("", mail["subject"]).strip().lower(), []).append(mail["id"])
    for ids in by_subject.values():
        yield from combinations(ids, 2)


def _neighbours(mails: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    names = [set(_NAME.findall(mail["text"])) for mail in mails]
    common = Counter(_each(names))
    for (one, mine), (other, theirs) in pairwise(zip(mails, names, strict=True)):
        if any(common[name] <= _RARE for name in mine & theirs):
            yield one["id"], other["id"]


def _each(names: Iterable[set[str]]) -> Iterator[str]:
    return (name for found in names for name in found)


def main() -> None:
    """Write the four files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    OWN.mkdir(exist_ok=True)
    for name, found in (
        ("enron_double", double(folder)), ("enron_single", single(folder)),
        ("invented", invented(folder)), ("today", today(folder)),
    ):  # fmt: skip
        lines = [json.dumps(row, ensure_ascii=False) for row in found]
        (OWN / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines):,} mails")


if __name__ == "__main__":
    main()
