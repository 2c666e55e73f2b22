"""Measures spaCy's small English pipeline, whole, read in batches by `nlp.pipe`; runs in the environment of the peers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measuring import Mail, Readers, run  # type: ignore[import-not-found]
from peers import SMALL_MODULE  # type: ignore[import-not-found]


def load() -> Readers:
    """Load every component it has."""
    nlp = import_module(SMALL_MODULE).load()

    def one(mail: Mail) -> object:
        return nlp(mail["text"])

    def many(mails: Sequence[Mail]) -> Iterable[object]:
        found: Iterable[object] = nlp.pipe(mail["text"] for mail in mails)
        return found

    return one, many


if __name__ == "__main__":
    run(load)
