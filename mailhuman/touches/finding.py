"""Something in the thread worth noticing: what kind, its words, its message, and what a wording needs of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from mailhuman.model import ThreadMessage

FindingKind = Literal[
    "loss", "deed", "question", "good-news", "going-away", "home-again", "promise", "their-promise", "waiting", "load",
    "recovered",
]  # fmt: skip

_CARRYING = re.compile(r"\w{4,}")
_EMPTY = frozenset(
    {"your", "current", "updated", "latest", "with", "some", "that", "this", "both", "copy", "them", "about", "what"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed; `fill` speaks to the reader already ("your sister's wedding"), `due` is for promises."""

    kind: FindingKind
    quote: str
    message: ThreadMessage
    fill: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    due: date | None = None

    @property
    def key(self) -> str:
        """A stable name of it, under which its use is remembered: the same words in the same message are the same."""
        told = f"{self.kind}|{self.message.message_id}|{' '.join(self.quote.casefold().split())}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def same_matter(thing: str, text: str) -> bool:
    """Whether `text` speaks of `thing`: half or more of the words that carry it stand there."""
    carrying = {word for word in _CARRYING.findall(thing.casefold()) if word not in _EMPTY}
    there = set(_CARRYING.findall(text.casefold()))
    return bool(carrying) and len(carrying & there) * 2 >= len(carrying)


def shares_a_word(thing: str, text: str) -> bool:
    """Whether `text` has at least one of the words that carry `thing`."""
    carrying = {word.removesuffix("s") for word in _CARRYING.findall(thing.casefold()) if word not in _EMPTY}
    return bool(carrying & {word.removesuffix("s") for word in _CARRYING.findall(text.casefold())})
