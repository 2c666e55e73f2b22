"""Whether good news is told as news, or in passing, as the ground of something else: "born in Kyoto, so she has …".

Nobody is congratulated on what was long before. What is told with its day, in the perfect tense or with joy is fresh.
A birth, a wedding, a degree told in the bare past are stations of a life, and may be of any year; a prize or a place
told so is fresh, unless something is made to follow from it, or it is set in another time.
"""

from __future__ import annotations

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FRESH = re.compile(
    rf"\b(?:yesterday|today|tonight|this (?:morning|afternoon|evening|week|weekend|month|{_DAY})|last (?:night|week|"
    rf"weekend|month|{_DAY})|(?:on|since) {_DAY}|(?:at|over) the weekend|(?:two|three|four|five|six|a few|ten) (?:days|"
    r"weeks|hours) ago|a (?:week|fortnight|month) ago|an hour ago|just|finally|at last|recently|at long last|"
    r"(?:have|has|['’](?:ve|s)) (?:\w+ )?(?:been|got|become|passed|won|moved|graduated|qualified|married|had|arrived|"
    r"finished|accepted|made|said|come|given|landed|started|opened|published|adopted|bought)|"
    r"(?:on|at) (?:the )?\d{1,2}(?:st|nd|rd|th)?\b|at \w+ (?:in the morning|o['’]clock|past)|\d{1,2}[:.]\d{2}|"
    r"\d[.,]?\d* ?(?:kg|kilos?|lbs?|pounds|g)\b|weigh\w+)\b",
    re.IGNORECASE,
)
_JOY = re.compile(
    r"!|\b(?:over the moon|so (?:proud|happy|pleased|glad|relieved)|delighted|thrilled|overjoyed|ecstatic|chuffed|"
    r"proud|"
    r"(?:good|great|wonderful|lovely|happy|big|exciting|best) news|in other news|guess what|cannot believe|"
    r"can['’]t believe|"
    r"(?:all|both) (?:are |is )?(?:well|fine|doing well|healthy)|mother and (?:baby|child)|beautiful|celebrat\w+|"
    r"champagne|"
    r"cake|p\.?s\.?)(?!\w)",
    re.IGNORECASE,
)
_STATION = re.compile(
    r"\b(?:was|were|being) (?:both |all )?born\b|\b(?:got|getting|were|was) (?:married|engaged)\b|"
    r"\b(?:married|adopted|graduated|qualified|defended|became|moved in(?:to)?|made partner)\b|\bsaid yes\b|"
    r"\b(?:got|earned|received|took|completed|finished) (?:my|his|her|their) (?:[\w’'-]+ ){0,2}(?:degree|masters?|phd|"
    r"doctorate|licen[cs]e|diploma|certificate|training)\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"(?:,|;)? (?:so|which is (?:why|how|where)|that is (?:why|how|where)|that['’]s (?:why|how|where)|hence|therefore) "
    r"(?:I|we|he|she|they|you|it|ask|the|my|our|his|her|their|all|both|mine|there)\b"
    r"(?!(?:['’](?:m|re|s)| am| are| is) \w+ing\b|['’]ll| will\b| shall\b|[^.!?]*\bnow\b)|\bas it happens\b|"
    r"\b(?:because|since) "
    r"(?:I|he|she|we|they) (?:was|were|had|got|won|passed)\b|\b(?:back then|in those days|late in life|at the time|"
    r"once)\b|"
    r"\bthrough (?:that|the same|this)\b|\b(?:in|at|from|of) (?:that|this|the same)\b(?! (?:week|month|morning|year))|"
    r"\bunder the old\b|\bin (?:my|his|her|our|their) (?:first|second|third|last|final|youth|twenties|thirties|forties|"
    r"time)\b|\bwhile (?:we|I|he|she|they)\b|\bin the (?:army|navy|war|eighties|nineties|seventies|sixties)\b|"
    r"\bbut (?:then )?(?:chose|took|went|left|stayed|moved|gave|turned)\b",
    re.IGNORECASE,
)

_OF_ANY_YEAR = re.compile(r"\b(?:graduated|qualified|married|degree|diploma|phd|doctorate)\b", re.IGNORECASE)
_SHADED = re.compile(
    r"\bafter (?!(?:\d+|\w+teen|ten|two|three|four|five|six|seven|eight|nine|many|long|all|years|months|a long|"
    r"extra)\b)|"
    r"\b(?:because|following|instead of|although|though|but|had to|forced|for less|pay cut|temporary|temping)\b",
    re.IGNORECASE,
)  # "new job at the depot after the agency folded"
_LONG_AGO = re.compile(
    r"\b(?:years?|decades?) (?:ago|back)\b|\bas an? (?:child|boy|girl|teenager|student|young \w+)\b|\bused to\b|"
    r"\bin (?:his|her|their) (?:youth|day|prime|school days)\b|\b(?:former|formerly|previously|long ago|always been)\b",
    re.IGNORECASE,
)


def told_in_passing(told: str, mail: str) -> bool:
    """Whether the good news in the sentence `told` of `mail` may be of any year, or is only the ground of the rest."""
    if _FRESH.search(told):
        return False
    return _GROUND.search(told) is not None or (_STATION.search(told) is not None and _JOY.search(mail) is None)


def noted_in_passing(text: str, year: int | None, *, dated: bool) -> bool:
    """Whether a note written in `year` tells of a success of old, or of one with a shadow on it.

    A note that is `dated` has its day, and needs no other sign.
    """
    past = any(year is None or int(found) < year for found in re.findall(r"\b(?:19|20)\d\d\b", text))
    if past or _GROUND.search(text) or _LONG_AGO.search(text) or _SHADED.search(text):
        return True
    return not dated and _OF_ANY_YEAR.search(text) is not None and _FRESH.search(text) is None
