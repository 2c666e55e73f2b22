"""Whether what somebody did was done for the writer: a day given up, a good word; no job, no reproach."""

from __future__ import annotations

import re

from mailhuman.touches.signs import find_sign

_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_OWN = re.compile(r"^\w+ (?:my|our)\b", re.IGNORECASE)
_STAYING = re.compile(r"^(?:stayed|sat up|waited|worked)\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\bto (?!(?:watch|see|catch|enjoy|celebrate|listen|read|eat|drink) (?!your))"
    r"[a-z]+ (?:up |out |on |over )?(?:your|the|it|them|all|every|each|everything|this|that|you|our|\d)\b|"
    r"\b(?:through|over|on|at|with|for) (?:your|the (?:whole|entire|proofs|figures|manuscript|plans?|drawings?))\b|"
    r"\bthrough the (?:whole|entire|\w+ (?:twice|again))\b|\b(?:going|working|running) again\b|\b(?:good )?word\b|"
    r"\bout of (?:my|our) way\b|^\w+ (?:the|it|them|all|both|every)\b|\bfor the (?:courier|driver|delivery|plumber|"
    r"electrician|inspector|lorry|van|postman|engineer|fitter|parcel)\b",
    re.IGNORECASE,
)
_AND_DID = re.compile(
    r"\b(?:and|,) (?:then |we |I )*[a-z]+(?:ed|ought|ew|ade|ut|ang|oke|an|ent) "
    r"(?:up |out |off )?(?:your|the|it|them|all|both|every|each|a good)\b",
    re.IGNORECASE,
)
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
    return find_sign("effort", clause) is not None and _was_for_them(clause, sentence)


def _serves(clause: str, sentence: str) -> bool:
    """Whether a coming, a going or a staying had a purpose that is told: to finish it, for you, and then a deed."""
    return bool(_PURPOSE.search(clause) or _AND_DID.search(sentence) or find_sign("for-the-writer", sentence))


def _was_for_them(clause: str, sentence: str) -> bool:
    """Whether an effort that names nobody was made for the work the two share, and not for its doer."""
    if _IDLE.match(clause):
        return bool(_TO_WORK.search(clause)) and _serves(clause, sentence) and not find_sign("jaunt", clause)
    if _STAYING.match(clause) and not _serves(clause, sentence):
        return False
    if _YOU.search(clause):
        return find_sign("labour", clause) is not None
    if find_sign("relation", clause) or _ANY.match(clause) or (_OWN.match(clause) and not _GIVEN_UP.match(clause)):
        return False
    return find_sign("labour", clause) is not None
