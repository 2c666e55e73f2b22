"""Whether what somebody did was done for the writer: a day given up, a good word; no job, no reproach."""

from __future__ import annotations

import re

from mailhuman.touches.signs import find_sign

_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_OWN = re.compile(r"^\w+ (?:my|our)\b", re.IGNORECASE)
_ANY = re.compile(r"^\S+ (?:an?|some|one|two|three|four|several|many|old)\b(?! (?:good )?word\b)", re.IGNORECASE)
_GIVEN_UP = re.compile(r"^(?:gave up|moved|swapped|shifted|postponed|asked|sent|lent|gave)\b", re.IGNORECASE)
_IDLE = re.compile(
    r"^(?:drove|flew|went|came|travelled|traveled|ran|walked|cycled|rode|sailed|swam|slept|ate|drank|danced|sang|played|"
    r"watched|rested|relaxed|celebrated|shopped|visited|met|saw|had|was|spent|enjoyed|hiked|skied|got|woke|left|took|read)\b",
    re.IGNORECASE,
)
_PLACES_OF_WORK = (
    r"(?:site|depot|office|printers?|shop|post office|warehouse|station|airport|registry|bank|council|school|clinic|"
    r"plant|factory|yard|lab|archives?|library|customs|customers?|suppliers?|town hall|embassy|consulate|wholesalers?|"
    r"mill|store|port|dock|studio|venue|hall)"
)
_TO_WORK = re.compile(
    rf"^\w+ (?:\w+ )?(?:in|over|back|round|through|across)\b|"
    r"^(?:drove|flew|ran|walked|cycled) (?:the|your|it|them|all|both|every)\b|"
    rf"\bto (?:the |our |your )?(?:\w+ )?{_PLACES_OF_WORK}\b|"
    r"\bto (?:get|fetch|collect|bring|deliver|pick|check|fix|help|finish|repair|measure|sign|hand|return|drop|print)\b|"
    r"\b(?:going|working|running) again\b|\ba (?:good )?word\b|\bout of (?:my|our) way\b",
    re.IGNORECASE,
)


def is_favour(clause: str, sentence: str) -> bool:
    """Whether `clause` ("called the driver three times"), said in `sentence`, is a deed to be thanked for."""
    if find_sign("no-favour", sentence):
        return False
    if find_sign("favour", clause) or (find_sign("labour", clause) and find_sign("for-the-writer", sentence)):
        return True
    return find_sign("effort", clause) is not None and _was_for_them(clause)


def _was_for_them(clause: str) -> bool:
    """Whether an effort that names nobody was made for the work the two share, and not for its doer."""
    if _YOU.search(clause):
        return True
    if _IDLE.match(clause):
        return bool(_TO_WORK.search(clause)) and not find_sign("jaunt", clause)
    if _ANY.match(clause) or (_OWN.match(clause) and not _GIVEN_UP.match(clause)):
        return False
    return find_sign("labour", clause) is not None
