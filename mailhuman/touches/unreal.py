"""Whether what a sentence tells is no news: long past, nearly so, supposed, somebody else's, or a figure of speech.

To grieve with somebody over what did not happen, or happened when they were ten, is worse than to pass it over.
"""

from __future__ import annotations

import re

from mailhuman.touches.gravity import grave_word
from mailhuman.touches.losses import OWNER
from mailhuman.touches.passing import told_in_passing
from mailhuman.touches.signs import find_sign, words_of

_NO_NEWS = re.compile(
    r"\b(?:almost|nearly|practically) (?:died|lost|killed|passed)\b|"
    r"\b(?:if|unless|suppose|imagine|what if)\b[^.!?]*\b(?:had|died|would|were to)\b|"
    r"\b(?:years?|decades?) (?:ago|back)\b|\bwhen (?:I|he|she|we|they) (?:was|were)\b|"
    r"\bas an? (?:child|boy|girl|teenager|student)\b|\bnamed after\b|\blong ago\b|\bin those days\b|"
    r"\b(?:chapter|novel|narrator|characters?|film|movie|episode|scene|plot)\b|"
    r"\b(?:laughing|of (?:laughter|boredom|shame|embarrassment)|in the crowd|in translation)\b|"
    r"\bin (?:an? )?(?:long |heated )?(?:argument|discussion|conversation)\b|"
    r"\b(?:is|are|am) dying\b|\bhospice\b|\bwhen (?:my|our) (?:\w+ )?\w+ died (?:he|she|they)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(rf"\b(?:my|our)\s+(?:\w+\s+)?{words_of('relation')}{OWNER}\w", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|since|of) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_UNWELL = re.compile(
    r"\b(?:surviv\w+|intensive care|neonatal|nicu|premature\w*|(?:weeks?|months?) (?:too )?early|incubator|stillborn|"
    r"hospital|but (?:my|our|his|her) [^.!?]* (?:failed|lost|did not|didn['’]t))\b",
    re.IGNORECASE,
)


def is_no_news(told: str, year: int | None) -> bool:
    """Whether `told`, written in `year`, needs no answer: nothing of theirs happened now."""
    past = any(year is None or int(found["year"]) < year for found in _YEAR.finditer(told))
    return past or bool(_NO_NEWS.search(told) or _OF_ANOTHER.search(told))


def is_no_joy(told: str, mail: str) -> bool:
    """Whether good news (`told`) is grave as well, told in passing, or beside harm in its mail; then nobody cheers."""
    harm = _UNWELL.search(mail) or find_sign("loss", mail) or grave_word(told, mild=False)
    return bool(harm) or told_in_passing(told, mail)
