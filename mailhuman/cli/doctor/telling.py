"""Prints what the doctor found, as it is found."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.cli.doctor.finding import Finding
from mailhuman.cli.saying import say
from mailhuman.show.safe import on_one_line

_WIDTH = len("problem ")


def tell(finding: Finding) -> Finding:
    """Print one finding, with what to do below it, and give it back."""
    say(f"{finding.state:{_WIDTH}} {on_one_line(finding.seen)}", hang=_WIDTH + 1)
    if finding.advice:
        say(f"{'':{_WIDTH}} Next: {on_one_line(finding.advice)}")
    return finding


def summary(findings: Sequence[Finding]) -> str:
    """Give one sentence on all of them."""
    problems, notes = (sum(each.state == state for each in findings) for state in ("problem", "note"))
    if problems:
        return f"{_counted(problems, 'problem')} found."
    return f"All is well; {_counted(notes, 'thing')} to note." if notes else "All is well."


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
