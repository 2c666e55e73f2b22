"""Rule by rule, why it spoke or kept silent on one draft: for whoever writes rules, or wonders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mailhuman.model import Review, Situation, Switch
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.conditions import CONDITIONS
from mailhuman.touches.rule import Rule
from mailhuman.touches.rulebook import Rulebook
from mailhuman.touches.suggest import suggest
from mailhuman.touches.switches import is_on


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one rule: it spoke, was withheld by a gate, did not apply, or is switched off; and why."""

    rule: str
    outcome: Literal["speaks", "withheld", "does not apply", "off"]
    why: str


def explain(situation: Situation, rulebook: Rulebook, switches: Sequence[Switch] = ()) -> tuple[Verdict, ...]:
    """Give a verdict on every rule for the draft of `situation`, in order of rank."""
    review = suggest(situation, rulebook, switches)
    about = Circumstances(situation)
    return tuple(_verdict(rule, review, about, switches) for rule in rulebook.rules)


def _verdict(rule: Rule, review: Review, about: Circumstances, switches: Sequence[Switch]) -> Verdict:
    for said in review.suggestions:
        if said.rule == rule.id:
            return Verdict(rule.id, "speaks", said.why)
    if not is_on(rule, switches, about):
        return Verdict(rule.id, "off", "switched off")
    kept = dict.fromkeys(f"{each.gate}: {each.why}" for each in review.withheld if each.rule == rule.id)
    if kept:
        return Verdict(rule.id, "withheld", "; ".join(kept))
    return Verdict(rule.id, "does not apply", _lacking(rule, about))


def _lacking(rule: Rule, about: Circumstances) -> str:
    """The first thing the rule needs and does not find."""
    unmet = [name for name in rule.when if not CONDITIONS[name](about)]
    if unmet:
        return f"needs {unmet[0]}"
    met = [name for name in rule.unless if CONDITIONS[name](about)]
    if met:
        return f"is not for {met[0]}"
    if rule.note:
        return f"no note of kind {', '.join(rule.note.kinds)} fits today"
    return {
        "thread": f"no {rule.finding} in the thread that is still open",
        "name": "nothing about the name",
        "form": "the form of the draft gives no cause",
    }[rule.rests_on]
