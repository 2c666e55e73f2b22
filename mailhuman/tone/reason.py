"""One plain sentence for the writer: what in the words makes the mail read as it does, without any score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mailhuman.model import Cue, Label

_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_FEW = 5  # words; so short a mail has no manner to speak of
_NEARLY = 2.4  # coldness from which a neutral mail is told what jars
_COLD = {
    "insult": "Coarse or belittling words",
    "threat": "A threat of consequences",
    "blame": "The fault laid with the reader",
    "sarcasm": "Sarcasm",
    "reproach": "A reproach",
    "brush-off": "Words that send the reader away",
    "condescension": "Words that speak down to the reader",
    "tally": "A failing counted out",
    "passive-aggressive": "A set phrase with an edge",
    "non-apology": "Regret that owns nothing",
    "withdrawal": "Words that give the talk up",
    "contradiction": "A flat contradiction",
    "flat-refusal": "A flat refusal",
    "officialese": "The voice of an office",
    "curt-answer": "A curt answer",
    "demand": "A demand",
    "shouting": "Words in capitals",
    "impatience": "Impatience",
    "challenge": "A blunt question",
    "bare-command": "An order",
    "you-at-start": "A sentence that points at the reader",
}
_JARS = {  # said of a mail that is not cold, and so more mildly
    "insult": "a coarse word",
    "threat": "words that sound like a threat",
    "blame": "words that sound like blame",
    "sarcasm": "words that sound like sarcasm",
}
_WARM = {
    "named-thanks": "thanks for something named",
    "sympathy": "sympathy",
    "congratulation": "joy with them",
    "praise": "praise",
    "interest": "interest in how they are",
    "offer-of-help": "help offered",
    "good-wish": "a good wish",
    "affection": "words of affection",
    "gladness": "words of gladness",
    "invitation": "an invitation",
    "no-pressure": "time left to them",
    "humour": "a laugh shared",
    "personal-topic": "something of life outside work",
    "apology": "an apology",
    "thanks": "thanks",
    "shared-we": "a word of both of you",
}
_COURTESIES = frozenset({"apology", "thanks", "shared-we", "no-pressure", "personal-topic"})


def reason_for(  # noqa: PLR0913 - each is a value of its own, named at the call
    label: Label,
    cues: Sequence[Cue],
    missing: Sequence[str],
    *,
    excess: bool,
    relational: str,
    coldness: float,
    words: int,
) -> str:
    """Give the sentence for this label and these cues."""
    counts = Counter(cue.cue for cue in cues)
    if excess:
        return "More warmth in a few lines than a reader easily believes."
    if label == "cold":
        return _cold(counts, missing)
    if label == "warm":
        return f"{_capital(_joined(_warm(counts)) or 'words that speak to the reader as a person')}."
    return _neutral(counts, relational, coldness, words)


def _neutral(counts: Counter[str], relational: str, coldness: float, words: int) -> str:
    cold, warm = _jarring(counts), [name for name in _warm(counts) if name not in _plain()]
    if cold and coldness >= _NEARLY:
        return f"Businesslike, though a reader may stumble over {cold}."
    if warm:
        return f"Plain and friendly: {_joined(warm)}."
    if words <= _FEW:
        return "Short and to the point."
    if relational == "personal":
        return "Plain and friendly."
    if relational == "formula":
        return "Businesslike: the task, with the usual courtesies."
    return "Businesslike: the task and nothing else."


def _cold(counts: Counter[str], missing: Sequence[str]) -> str:
    lacking = [f"no {name}" for name in missing]
    found = _colder(counts) or ["Nothing but the task"]
    return f"{_joined([found[0], *map(_small, found[1:]), *lacking])}."


def _colder(counts: Counter[str]) -> list[str]:
    """Name the two that weigh most; a sentence that points at the reader and reproaches them is told once."""
    names = [name for name in _COLD if counts[name]]
    if "reproach" in names and "you-at-start" in names:
        names.remove("you-at-start")
    return [_counted(name, counts[name]) for name in names[:2]]


def _jarring(counts: Counter[str]) -> str:
    name = next((name for name in _COLD if counts[name]), "")
    return _JARS.get(name) or (_small(_counted(name, counts[name])) if name else "")


def _warm(counts: Counter[str]) -> list[str]:
    names = [name for name in _WARM if counts[name]]
    if "named-thanks" in names and "thanks" in names:
        names.remove("thanks")
    return [_WARM[name] for name in names[:2]]


def _plain() -> set[str]:
    return {_WARM[name] for name in _COURTESIES}


def _counted(name: str, count: int) -> str:
    return f"{_NUMBERS.get(count, 'Many')} orders" if name == "bare-command" and count > 1 else _COLD[name]


def _joined(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
