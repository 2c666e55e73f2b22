"""Prints how far the annotators of training/data/ agree: share of equal votes and Krippendorff's alpha.

Run from the checkout: python -m training.agreement
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from training.sources import OWN, rows


def alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Give Krippendorff's alpha for two annotators and labels without order (1 full agreement, 0 chance).

    Source: K. Krippendorff, Content Analysis (2nd edition, 2004), chapter 11.
    """
    counts = Counter(label for pair in pairs for label in pair)
    total = sum(counts.values())
    seen = sum(one != other for one, other in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in counts.values()) / (total * (total - 1))
    return 1 - seen / expected if expected else 1.0


def main() -> None:
    """Print one line for each set and question."""
    for name in ("enron_double", "invented", "today"):
        mails = rows(OWN / f"{name}.jsonl")
        for head in ("tone", "relational", "kind"):
            pairs = [tuple(mail[head]) for mail in mails]
            equal = sum(one == other for one, other in pairs) / len(pairs)
            print(f"{name:13} {head:11} {len(pairs):6,} mails  equal {equal:.3f}  alpha {alpha(pairs):.3f}")


if __name__ == "__main__":
    main()
