"""How a review reaches the writer: a line of JSON, a screen of text, or a walk that asks about each suggestion."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mailhuman.cli.given import own_rulebook
from mailhuman.model import Review

if TYPE_CHECKING:
    from rich.console import Console

    from mailhuman.cli.answers import About
    from mailhuman.cli.hands import Hands
    from mailhuman.cli.walk import Remember, Taken


@dataclass(frozen=True, slots=True)
class Told:
    """A review with where its draft lies: `source` for JSON, `place` in words, the writer's addresses, the lineage."""

    review: Review
    source: Mapping[str, str | int]
    owner: frozenset[str]
    lineage: str = ""
    place: str = ""


Offer = Callable[["Told", "Sequence[Taken]"], bool]
"""Offers to write what was taken into a draft; False where the writer wants to leave."""
Offering = Callable[["Console", "Hands"], Offer]
Tell = Callable[[Told], bool]
"""Shows one review; False where the writer wants to see no more."""


def as_json(told: Told) -> bool:
    """Print one line of JSON."""
    from mailhuman.show.as_json import json_line, review_json

    sys.stdout.buffer.write(json_line(review_json(told.review, told.source)))
    sys.stdout.buffer.flush()
    return True


def as_text(now: datetime, *, explain: bool) -> Tell:
    """Print all of it and ask nothing."""
    from mailhuman.show.terminal import new_console, print_review

    console = new_console()

    def tell(told: Told) -> bool:
        print_review(told.review, console, now=now, explain=explain, place=told.place)
        return True

    return tell


def as_walk(now: datetime, remember: Remember | None, offering: Offering | None = None) -> Tell:
    """Print the draft and ask about each suggestion; what is answered goes to `remember`.

    With `offering`, what was taken can be written into the draft itself.
    """
    from mailhuman.cli.hands import Hands
    from mailhuman.cli.walk import Walk
    from mailhuman.show.terminal import new_console, print_draft

    console, hands = new_console(), Hands()
    walk = Walk(console, hands, remember, _reason_of)
    offer = offering(console, hands) if offering else None

    def tell(told: Told) -> bool:
        print_draft(told.review, console, now=now, place=told.place)
        goes_on = walk.through(told.review, _about(told, now))
        if goes_on and offer and walk.taken:
            goes_on = offer(told, walk.taken)
        console.print()
        return goes_on

    return tell


def on_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _about(told: Told, now: datetime) -> About:
    from mailhuman.cli.answers import About
    from mailhuman.model import Situation
    from mailhuman.touches.circumstances import Circumstances

    reader = Circumstances(Situation(told.review.draft, told.review.tone, told.owner, now)).reader
    return About(now, reader.email if reader else "", told.lineage)


def _reason_of(rule_id: str) -> str:
    """Why there is such a rule; "" for a warning, which comes from no rule."""
    rule = own_rulebook().rule(rule_id)
    return rule.why if rule else ""
