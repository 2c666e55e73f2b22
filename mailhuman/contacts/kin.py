"""The words people have for their own, each with the common word for the relation (kin.txt, one relation a line)."""

from __future__ import annotations

from pathlib import Path

_LINES = Path(__file__).with_name("kin.txt").read_text(encoding="utf-8").splitlines()

KIN = {word: line.split()[0] for line in _LINES for word in line.split()}
"""Word to common word: mum is mother, husband is spouse."""
