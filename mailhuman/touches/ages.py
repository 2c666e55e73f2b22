"""How old somebody is or becomes: no line for a mail says it, and an event is named without it."""

from __future__ import annotations

import re

_TENS = "twent|thirt|fort|fift|sixt|sevent|eight|ninet"
_NUMBER = (
    rf"(?:\d{{1,3}}|(?:{_TENS})y(?:[- ]\w+)?|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{_TENS})ieth|(?:{_TENS})y-\w+|\w+teenth|first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth|eleventh|twelfth)"
)
_AGE = re.compile(
    rf"\b{_ORDINAL} birthday|\b{_NUMBER}[- ](?:year|month)s?[- ]olds?\b|\b(?:turn(?:s|ed|ing)?|aged?) {_NUMBER}\b|"
    rf"\(\d{{1,2}}\)|\b(?:my|your|his|her|their|\w+['’]s) \d0th\b(?! (?:floor|edition|wedding|anniversary))|"
    rf"\bthe big (?:three|four|five|six|seven|eight)[- ]oh\b|\b(?:your|his|her|their) (?:{_TENS})ies\b",
    re.IGNORECASE,
)
_OF_A_BIRTHDAY = re.compile(rf"\b{_ORDINAL} (?=birthday)", re.IGNORECASE)


def tells_an_age(line: str) -> bool:
    """Whether `line` says how old somebody is, or becomes."""
    return _AGE.search(line) is not None


def without_age(event: str) -> str:
    """`event` without the number of a birthday: "50th birthday party" → "birthday party"."""
    return _OF_A_BIRTHDAY.sub("", event)
