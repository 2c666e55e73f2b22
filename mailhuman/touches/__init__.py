"""Situation → Review: the gates that keep silent, the rules that speak, the note chosen, and the words.

`suggest` is the one way in. Nothing here reads a file, a clock or a network, but for the rulebook, which is read once.
"""

from mailhuman.touches.rulebook import Rulebook, load_rulebook
from mailhuman.touches.suggest import suggest

__all__ = ["Rulebook", "load_rulebook", "suggest"]
