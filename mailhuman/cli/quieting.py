"""How each rule stands: switched off by the user, quiet because it kept being dismissed, or on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mailhuman.model import Switch

if TYPE_CHECKING:
    from mailhuman.store import Quiet
    from mailhuman.touches.rule import Rule


@dataclass(frozen=True, slots=True)
class Standings:
    """What the store says of rules: the user's switches, and what was learned from their answers."""

    switches: tuple[Switch, ...]
    quiet: Mapping[str, Quiet]
    given_up: frozenset[str]

    def state(self, rule: Rule) -> str:
        """On, off or quiet everywhere; "part" where a switch concerns only some person or folder."""
        fitting = [each for each in self.switches if each.target in {rule.id, rule.category, "*"}]
        wide = [each.enabled for each in fitting if not each.person and not each.folder]
        if wide and not wide[-1]:
            return "off"
        if self.why(rule.id):
            return "quiet"
        return "part" if any(not each.enabled for each in fitting) else "on"

    def why(self, rule: str) -> str:
        """Why a rule is quiet; empty if it is not."""
        if rule in self.given_up:
            return "you dismissed it for everybody"
        found = self.quiet.get(rule)
        return f"you dismissed it {found.dismissals} times" if found else ""

    def told(self, rule: Rule) -> str:
        """The state in a few words, with what silenced a quiet rule, and when it wakes by itself."""
        state = self.state(rule)
        if state != "quiet":
            return state
        found = self.quiet.get(rule.id)
        until = f" until {found.until:%Y-%m-%d}" if found and rule.id not in self.given_up else ""
        return f"quiet{until} ({self.why(rule.id)}); `mailhuman rules reset {rule.id}` wakes it"

    @property
    def asleep(self) -> tuple[str, ...]:
        """The ids of all rules that keep still because of what was dismissed."""
        return tuple(sorted({*self.quiet, *self.given_up}))


def standings(now: datetime) -> Standings:
    """Read from the store how rules stand at `now`."""
    from mailhuman.store import given_up, open_store, quiet_rules

    with open_store() as store:
        past, woken, switches = store.history(), store.woken(), store.switches()
    return Standings(switches, {each.rule: each for each in quiet_rules(past, now, woken)}, given_up(past, woken))


def wake(rules: tuple[str, ...], now: datetime) -> None:
    """Remember that these rules shall speak again."""
    from mailhuman.store import open_store

    with open_store() as store:
        store.wake(rules, now)
