"""Chooses unlabelled mails worth a label (likely cold, uncertain, random) and writes them for the annotators.

Run from the checkout, with scikit-learn installed beside: python -m training.choose FOLDER [--round double|single]
A linear model over words and letters, fitted to the labelled files given, says what is likely and what uncertain; of
the likelihood of cold, the mean of a fit to all mail and one to the Enron mail alone is taken. FOLDER/in then has the
mails in batches, FOLDER/ROUND.json what is known of each.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.sources import GIVEN, GOLD, MODERN, digest, rows, unlabelled

LONGEST = 220  # words; longer mails are mostly forwarded matter
PARTS = {
    "double": {"likely-cold": 800, "uncertain-warm": 350, "uncertain-relational": 250, "random": 200},
    "single": {"likely-cold": 2500, "uncertain-warm": 1500, "uncertain-relational": 1500, "random": 4500},
}
BATCH = {"double": 200, "single": 500}
LETTER = {"double": "e", "single": "s"}
SEED = {"double": 7, "single": 11}


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Of each mail: how likely it is cold, and how near the two likeliest labels of each question lie (0 to 1)."""

    cold: NDArray[np.float64]
    warm_margin: NDArray[np.float64]
    relational_margin: NDArray[np.float64]


def candidates(given: Path, taken: Iterable[str]) -> list[dict[str, Any]]:
    """Give the unlabelled mails of a length to judge that stand in no other round, each with its id."""
    known = {digest(row["text"])[:16] for name in GOLD for row in rows(given / name)} | set(taken)
    found = [row | {"id": key[:16]} for key, row in unlabelled(given).items()]
    return [row for row in found if row["id"] not in known and 1 < len(row["text"].split()) <= LONGEST]


def likelihoods(given: Path, mails: Sequence[dict[str, Any]]) -> Likelihoods:
    """Fit to the labelled files given and look at `mails`."""
    enron = [row for name in GOLD for row in rows(given / name)]
    known = [*enron, *rows(given / MODERN)]
    everywhere, there = (_chances("tone", labelled, mails) for labelled in (known, enron))
    cold, neutral, warm = ((everywhere + there) / 2).T
    relational = np.sort(_chances("relational", known, mails), axis=1)
    return Likelihoods(cold, np.abs(warm - neutral), relational[:, -1] - relational[:, -2])


def _chances(head: str, known: Sequence[dict[str, Any]], mails: Sequence[dict[str, Any]]) -> NDArray[np.float64]:
    """Give the chance of each label, in the order of the alphabet."""
    # scikit-learn is wanted for choosing alone, and is not installed with the tools
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    from sklearn.pipeline import make_union  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415

    labelled = [row for row in known if row[head]]
    table = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True, max_features=150_000),
    )
    seen = table.fit_transform([_written(row) for row in labelled])
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=300).fit(seen, [row[head] for row in labelled])
    return np.asarray(model.predict_proba(table.transform([_written(row) for row in mails])))


def _written(row: dict[str, Any]) -> str:
    return f"{row['subject'] or ''} \n {row['text']}"


def chosen(mails: Sequence[dict[str, Any]], found: Likelihoods, which: str) -> list[dict[str, Any]]:
    """Draw the parts of a round one after the other, no mail twice, in an order that tells nothing."""
    chance = random.Random(SEED[which])  # noqa: S311 - drawn once, to be drawn again the same
    drawn = chance.sample(range(len(mails)), len(mails))
    orders = {
        "likely-cold": np.argsort(-found.cold).tolist(),
        "uncertain-warm": np.argsort(found.warm_margin).tolist(),
        "uncertain-relational": np.argsort(found.relational_margin).tolist(),
        "random": drawn,
    }
    why: dict[int, str] = {}
    for part, wanted in PARTS[which].items():
        why |= dict.fromkeys([index for index in orders[part] if index not in why][:wanted], part)
    picked = [mails[index] | {"stratum": part} for index, part in why.items()]
    return chance.sample(picked, len(picked))


def main() -> None:
    """Choose a round and write it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--round", choices=sorted(PARTS), default="double")
    options.add_argument("--data", type=Path, default=GIVEN)
    asked = options.parse_args()
    others = [path for path in asked.folder.glob("*.json") if path.stem != asked.round]
    taken = [key for path in others for key in json.loads(path.read_text(encoding="utf-8"))]
    mails = candidates(asked.data, taken)
    picked = chosen(mails, likelihoods(asked.data, mails), asked.round)
    (asked.folder / "in").mkdir(parents=True, exist_ok=True)
    (asked.folder / f"{asked.round}.json").write_text(json.dumps({row["id"]: row for row in picked}), encoding="utf-8")
    size = BATCH[asked.round]
    for start in range(0, len(picked), size):
        lines = [
            json.dumps({key: row[key] for key in ("id", "subject", "recipients", "text")}, ensure_ascii=False)
            for row in picked[start : start + size]
        ]
        path = asked.folder / "in" / f"{LETTER[asked.round]}{start // size:02d}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(picked):,} mails of {len(mails):,}")


if __name__ == "__main__":
    main()
