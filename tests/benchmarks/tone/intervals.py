"""How far a share counted on few mails can be trusted."""

from __future__ import annotations

from math import sqrt

_95 = 1.959964  # standard deviations on both sides


def wilson(found: int, among: int) -> tuple[float, float]:
    """Give the interval in which the true share lies with 95 % (E. B. Wilson, JASA 22, 1927): 0 to 1, both ends."""
    if not among:
        return 0.0, 1.0
    share, spread = found / among, _95**2 / among
    middle = share + spread / 2
    half = _95 * sqrt(share * (1 - share) / among + spread / (4 * among))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))
