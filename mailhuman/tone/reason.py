"""One plain sentence for the writer: what in the words makes the mail read as it does, without any score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mailhuman.model import Cue, Label

_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_COLD = {
    "insult": "Coarse or belittling words",
    "threat": "A penalty or an escalation announced",
    "blame": "The fault laid with the reader",
    "sarcasm": "Words that mean the opposite",
    "reproach": "A reproach",
    "brush-off": "Words that send the reader away",
    "passive-aggressive": "A set phrase that reminds the reader of having been told before",
    "flat-refusal": "A flat refusal",
    "shouting": "Words in capitals",
    "impatience": "Impatience",
    "challenge": "A blunt question",
    "bare-command": "An order",
    "you-at-start": "The reader told what to do",
    "please-at-start": "An order with please before it",
}
_WARM = {
    "named-thanks": "thanks for something named",
    "sympathy": "sympathy",
    "congratulation": "joy in what went well for them",
    "praise": "praise",
    "interest": "interest in how they are",
    "offer-of-help": "help offered",
    "good-wish": "a good wish",
    "affection": "affection",
    "gladness": "gladness",
    "invitation": "an invitation",
    "no-pressure": "time left to them",
    "personal-topic": "something of life outside work",
    "humour": "a laugh shared",
    "apology": "an apology",
    "thanks": "thanks",
    "shared-we": "a word of us",
}


def reason_for(label: Label, cues: Sequence[Cue], missing: Sequence[str], *, excess: bool, relational: str) -> str:
    """Give the sentence for this label and these cues."""
    counts = Counter(cue.cue for cue in cues)
    if excess:
        return "More warmth in a few lines than a reader easily believes."
    if label == "cold":
        return _cold(counts, missing)
    if label == "warm":
        found = [words for name, words in _WARM.items() if counts[name]][:2]
        said = " and ".join(found) or "speaks to the reader as a person"
        return f"{said[0].upper()}{said[1:]}." if not found else f"Warm by its words: {said}."
    if relational == "personal":
        return "Plain and friendly, with a word for the person."
    if relational == "formula":
        return "Businesslike: the task, with the usual courtesies."
    return "Businesslike: the task and nothing else."


def _cold(counts: Counter[str], missing: Sequence[str]) -> str:
    found = [_counted(name, counts[name]) for name in _COLD if counts[name]][:2]
    lacking = [f"no {name}" for name in missing]
    if not found and not lacking:
        return "Curt where a reader would expect a courtesy."
    parts = [*found, *lacking] if found else ["Nothing but the task", *lacking]
    listed = ", ".join([parts[0], *(part[0].lower() + part[1:] for part in parts[1:-1])])
    return f"{listed} and {parts[-1][0].lower()}{parts[-1][1:]}." if len(parts) > 1 else f"{parts[0]}."


def _counted(name: str, count: int) -> str:
    if name == "bare-command" and count > 1:
        return f"{_NUMBERS.get(count, 'Many')} orders in a row"
    return _COLD[name]
