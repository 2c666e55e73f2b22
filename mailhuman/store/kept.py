"""What an export of the store holds, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailhuman.model import Contact, Remembered, Switch
from mailhuman.store.quiet import Woken


@dataclass(frozen=True, slots=True)
class Kept:
    """What an export holds."""

    contacts: tuple[Contact, ...] = ()
    history: tuple[Remembered, ...] = ()
    switches: tuple[Switch, ...] = ()
    woken: tuple[Woken, ...] = ()


def untold(entries: Iterable[Remembered], stored: Sequence[Remembered]) -> tuple[Remembered, ...]:
    """Those of `entries` that are not remembered yet, each once."""
    known = set(stored)
    return tuple(dict.fromkeys(entry for entry in entries if entry not in known))


def later(woken: Iterable[Woken], stored: Sequence[Woken]) -> tuple[Woken, ...]:
    """Those of `woken` that are later than what is stored of their rule."""
    known = {each.rule: each.at for each in stored}
    return tuple(each for each in woken if each.rule not in known or each.at > known[each.rule])
