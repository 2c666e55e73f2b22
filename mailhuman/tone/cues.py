"""The closed list of cues: what each is called, whether it makes a mail colder or warmer, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mailhuman.model import Effect


@dataclass(frozen=True, slots=True)
class CueKind:
    """One name of the list: its effect on an average reader, and its meaning in one line."""

    name: str
    effect: Effect
    meaning: str


_COLDER = {
    "bare-command": "an order that opens the sentence, with no please and no reason",
    "please-at-start": "an order that opens with please: an order still, though a milder one",
    "you-at-start": "a sentence that tells the reader what they must do or are",
    "reproach": "words that hold a failing, a delay or an oversight against the reader",
    "blame": "words that lay the fault with the reader or the reader's people",
    "impatience": "words or doubled question marks that hurry or press the reader",
    "brush-off": "words that send the reader away or say that the matter is not worth a thought",
    "flat-refusal": "a no without regard for the one who asked",
    "passive-aggressive": "set phrases that remind the reader, politely on the face of it, of having been told before",
    "sarcasm": "set phrases that say the opposite of what they mean",
    "insult": "coarse or belittling words",
    "threat": "words that announce a penalty or an escalation",
    "challenge": "a blunt question that asks for an account: why, who, where is, what is this",
    "shouting": "several words in a row in capitals",
    "condescension": "words that speak down to the reader, as to one who cannot read, count or learn",
    "tally": "a failing or a delay counted out to the reader: how often, how long, since when",
    "demand": "something wanted as owed, often by a date, with no courtesy in the mail",
    "contradiction": "the reader told flatly that they are wrong, or that it is not so",
    "withdrawal": "words that give the talk or the reader up: do as you like, forget it",
    "officialese": "the voice of an office that handles the reader as a case: lacking, closed, deemed",
    "non-apology": "regret for how the reader feels, or for any inconvenience, not for what was done",
    "curt-answer": "a no or a bare pointer that is all the answer the reader gets",
}
_WARMER = {
    "greeting": "a greeting",
    "greeting-by-name": "a greeting that names the reader",
    "thanks": "thanks, for nothing in particular",
    "named-thanks": "thanks for something named",
    "praise": "something good said of the reader or their work",
    "congratulation": "joy in something that went well for the reader",
    "interest": "a question about how the reader is or fares, or something remembered about them",
    "good-wish": "a wish for the reader's day, trip, health or luck",
    "sympathy": "feeling with the reader in trouble, illness or loss",
    "apology": "an apology",
    "offer-of-help": "help offered",
    "no-pressure": "time or choice left to the reader",
    "hedged-request": "a request put as a question or with could, would, might",
    "shared-we": "the writer and the reader spoken of as us",
    "invitation": "a meal, a drink or a visit proposed",
    "gladness": "pleasure at the reader's news, company or answer",
    "affection": "love, hugs, pet names and the like",
    "humour": "laughter in writing",
    "personal-topic": "life outside work: family, weekend, health, travel, play",
    "gushing": "more warmth than a reader easily believes: stacked marks, superlatives, hugs",
    "closing": "a closing formula",
}


def _kinds() -> dict[str, CueKind]:
    colder = {name: CueKind(name, "colder", meaning) for name, meaning in _COLDER.items()}
    return colder | {name: CueKind(name, "warmer", meaning) for name, meaning in _WARMER.items()}


CUES: Mapping[str, CueKind] = MappingProxyType(_kinds())
"""Every cue a reading may name, colder ones first; no other name ever appears."""
