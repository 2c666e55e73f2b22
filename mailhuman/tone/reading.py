"""Reads one text: facts, shape and cues, then the judgement by the trained pipeline.

What is found says why; the pipeline hears of it beside the words themselves, so that label and cues agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from mailhuman.model import Label, Relational, ToneReading
from mailhuman.tone.cues import CUES
from mailhuman.tone.excess import is_excessive
from mailhuman.tone.features import features
from mailhuman.tone.find import find_cues
from mailhuman.tone.machine import without_machine_text
from mailhuman.tone.missing import what_is_missing
from mailhuman.tone.pipeline import judge, read_facts
from mailhuman.tone.reason import reason_for
from mailhuman.tone.shape import shape_of

_TONES = ("neutral", "cold", "warm")
_RELATIONS = ("none", "formula", "personal")
_COLDNESS = {"cold": 3.4, "neutral": 2.0, "warm": 0.6}  # mean coldness of the mails with each label
_NOT_COLD = frozenset({"please-at-start"})  # alone, it makes no mail cold
_NOT_WARM = frozenset({"greeting", "greeting-by-name", "closing", "hedged-request", "apology", "shared-we"})  # nor warm
POINTING: Mapping[str, frozenset[str]] = {
    "cold": frozenset(kind.name for kind in CUES.values() if kind.effect == "colder") - _NOT_COLD,
    "warm": frozenset(kind.name for kind in CUES.values() if kind.effect == "warmer") - _NOT_WARM,
}
"""The cues one of which a mail must have to be called cold, or warm."""
_UNPROVEN = 2.4  # the most coldness of a mail without words to point at: short of curt
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S*|(?<!\S)[^\s@]{1,200}@\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]")
_FEW = 12  # words; so few are read as English when the language cannot be told
_ENGLISH = "en"
_ENOUGH = 2_000  # code points; a mail does not change its language after them


@dataclass(frozen=True, slots=True)
class TextToRead:
    """One text of a batch, with the subject and the number of people it goes to; `id` comes back with the answer."""

    text: str
    subject: str = ""
    recipients: int = 1
    id: str = ""


def read_tone(text: str, *, subject: str = "", recipients: int = 1) -> ToneReading:
    """Read the tone of the writer's own words. Offsets of cues are code points of `text`.

    Only the first 20,000 words are read. "unclear" is the answer where nothing is written but marks and links, or
    the language is not English.
    """
    written = without_machine_text(with_plain_breaks(text))
    if not _WORD.search(_LINK.sub(" ", written)):
        return _unclear("There is nothing of the writer's own to judge.")
    if not _is_english(written):
        return _unclear("The language of this mail is not one that can be judged yet.")
    return _with_own_quotes(_judged(written, subject, recipients), text)


def read_tones(items: Iterable[TextToRead]) -> Iterator[ToneReading]:
    """Read one text after another as they come; each answer is what `read_tone` would give."""
    for item in items:
        yield read_tone(item.text, subject=item.subject, recipients=item.recipients)


def weighed(text: str, subject: str = "", recipients: int = 1) -> dict[str, float]:
    """Give the features of a text by name, as they are weighed."""
    written = without_machine_text(with_plain_breaks(text))
    facts, shape = read_facts(written), shape_of(written)
    return features(facts, shape, find_cues(facts, shape), subject=subject, recipients=recipients)


def _judged(text: str, subject: str, recipients: int) -> ToneReading:
    """Read a text in which no machine's lines are left."""
    facts, shape = read_facts(text), shape_of(text)
    cues = find_cues(facts, shape)
    found = features(facts, shape, cues, subject=subject, recipients=recipients)
    chances = judge(text, found)
    tone, relation = ({name: chances[name] for name in names} for names in (_TONES, _RELATIONS))
    coldness = sum(chance * _COLDNESS[name] for name, chance in tone.items())
    if not any(cue.effect == "colder" and cue.cue not in _NOT_COLD for cue in cues):
        tone, coldness = _without("cold", tone), min(coldness, _UNPROVEN)
    if not any(cue.effect == "warmer" and cue.cue not in _NOT_WARM for cue in cues):
        tone = _without("warm", tone)
    label, relational = cast("Label", _likeliest(tone)), cast("Relational", _likeliest(relation))
    words, reply = len(text.split()), bool(found.get("reply"))
    excess = is_excessive(cues, words)
    missing = what_is_missing(
        cues, shape, label=label, coldness=coldness, words=words, reply=reply, recipients=recipients
    )
    reason = reason_for(label, cues, missing, excess=excess, relational=relational, coldness=coldness, words=words)
    chill = chances["cold"]
    return ToneReading(label, relational, coldness, excess, min(1.0, tone[label]), cues, missing, reason, chill)


def with_plain_breaks(text: str) -> str:
    """Give the text with every line break a newline, as long as before."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _without(label: str, tone: dict[str, float]) -> dict[str, float]:
    """Give the chances of a mail without words to point at for `label`: what cannot be shown is not said."""
    left = max(1.0 - tone[label], 1e-9)
    return {name: 0.0 if name == label else chance / left for name, chance in tone.items()}


def _with_own_quotes(reading: ToneReading, text: str) -> ToneReading:
    """Quote from the text as it was given, also where a stretch runs over a line that was set aside."""
    return replace(reading, cues=tuple(replace(cue, quote=text[cue.start : cue.end]) for cue in reading.cues))


def _likeliest(chances: dict[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


def _unclear(reason: str) -> ToneReading:
    return ToneReading("unclear", "none", 2.0, reason=reason)


def _is_english(text: str) -> bool:
    from mailhuman.message.language import detect  # noqa: PLC0415 - heavy, loaded when first needed

    language = detect(text[:_ENOUGH].encode("utf-8", "replace").decode("utf-8"))
    if language == _ENGLISH or len(text.split()) > _FEW:
        return language == _ENGLISH
    return language == "und" or _speaks_in_phrases(text)


def _speaks_in_phrases(text: str) -> bool:
    """Whether half the words of a short text are in set phrases of English, whatever names made of the rest."""
    facts = read_facts(text)
    said = {index for hit in facts.hits if hit.name in CUES for index in range(hit.first, hit.last)}
    spoken = [index for index, word in enumerate(facts.words) if _WORD.search(word.lower)]
    return 2 * len(said.intersection(spoken)) >= len(spoken)
