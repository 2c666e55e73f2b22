"""Reads one text: facts, shape and cues, then the judgement by a few weights.

A trained pipeline may later take the place of `judge`; what is found, and the form of the answer, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from mailhuman.model import Label, Relational, ToneReading
from mailhuman.tone.excess import is_excessive
from mailhuman.tone.features import features
from mailhuman.tone.find import find_cues
from mailhuman.tone.missing import what_is_missing
from mailhuman.tone.pipeline import read_facts
from mailhuman.tone.reason import reason_for
from mailhuman.tone.shape import shape_of
from mailhuman.tone.weights import weights

_COLDNESS = {"cold": 3.4, "neutral": 2.0, "warm": 0.6}  # mean coldness of the mails with each label
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S*|\S+@\S+", re.IGNORECASE)
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
    if not _WORD.search(_LINK.sub(" ", text)):
        return _unclear("There is nothing of the writer's own to judge.")
    if not _is_english(text):
        return _unclear("The language of this mail is not one that can be judged yet.")
    return _judged(text, subject, recipients)


def read_tones(items: Iterable[TextToRead]) -> Iterator[ToneReading]:
    """Read one text after another as they come; each answer is what `read_tone` would give."""
    for item in items:
        yield read_tone(item.text, subject=item.subject, recipients=item.recipients)


def weighed(text: str, subject: str = "", recipients: int = 1) -> dict[str, float]:
    """Give the features of a text by name, as they are weighed."""
    facts, shape = read_facts(text), shape_of(text)
    return features(facts, shape, find_cues(facts, shape), subject=subject, recipients=recipients)


def _judged(text: str, subject: str, recipients: int) -> ToneReading:
    facts, shape = read_facts(text), shape_of(text)
    cues = find_cues(facts, shape)
    found = features(facts, shape, cues, subject=subject, recipients=recipients)
    tone, relation = weights().chances("tone", found), weights().chances("relational", found)
    label, relational = cast("Label", _likeliest(tone)), cast("Relational", _likeliest(relation))
    coldness = sum(chance * _COLDNESS[name] for name, chance in tone.items())
    words = len(text.split())
    excess = is_excessive(cues, words)
    missing = what_is_missing(
        cues, shape, label=label, coldness=coldness, words=words, reply=bool(found.get("reply")), recipients=recipients
    )
    reason = reason_for(label, cues, missing, excess=excess, relational=relational)
    return ToneReading(label, relational, coldness, excess, tone[label], cues, missing, reason)


def _likeliest(chances: dict[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


def _unclear(reason: str) -> ToneReading:
    return ToneReading("unclear", "none", 2.0, reason=reason)


def _is_english(text: str) -> bool:
    try:
        from mailhuman.message.language import detect  # noqa: PLC0415 - heavy, loaded when first needed
    except ImportError:
        return True
    language = detect(text[:_ENOUGH].encode("utf-8", "replace").decode("utf-8"))
    return language == _ENGLISH or (language == "und" and len(text.split()) <= _FEW)
