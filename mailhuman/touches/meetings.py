"""Where a note says two people met, with what friendly words may stand around it; anything else may say why not to."""

from __future__ import annotations

import re

from mailhuman.touches.proper import CAPITAL, NAME, PLACE
from mailhuman.touches.topics import is_safe, plain

_WHO = r"(?:(?:we|both|i|both of us|we both) )?"
_MET = (
    rf"{_WHO}(?:first )?(?:met(?: each other)?|(?:worked|studied|trained|taught|volunteered|sang|played|exhibited|sat)"
    r"(?: together| next to each other| side by side)?|shared a (?:stand|table|room|taxi|desk|bench)|spoke|"
    rf"(?:were )?introduced by {NAME}|were (?:students|fellows|colleagues|interns|volunteers|neighbours)(?: together)?|"
    r"know each other|met when (?:she|he|they|we) spoke|met over (?:lunch|coffee|dinner))"
)
_THING = rf"(?P<what>(?:the )?(?:[\w’'-]+ ){{1,5}}?(?:[\w’'-]+)(?: (?:in|at|on) {PLACE})?)"
_REST = (
    r"(?:,? (?:19|20)\d\d|,? (?:and|where we|,) ?(?:shared|had|split|swapped|drank|ate) (?:an?|the|our)? ?"
    r"(?:stand|table|taxi|coffee|coffees|lunch|dinner|numbers|cards|ride|room|bench|lift)|,? together|"
    r",? in (?:early |late )?(?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)(?: (?:19|20)\d\d)?|,? last (?:year|spring|summer|autumn|winter))*"
)
_AT = re.compile(rf"^{_MET} (?:at|on|in|through|during|from) {_THING}{_REST}$", re.IGNORECASE)
_MADE = re.compile(
    rf"^{_WHO}(?:[a-z]+ed|built|ran|did|made|wrote|taught|sang|put on) {_THING}(?:,? together){_REST}$", re.IGNORECASE
)
_THEIRS = re.compile(
    r"^(?:met (?:at|after) )?(?:her|his|their) (?P<talk>talk|lecture|workshop|course|class|paper|exhibition|concert|"
    rf"keynote) (?P<where>(?:at|in|on) {_THING}){_REST}$",
    re.IGNORECASE,
)
_IN = re.compile(rf"\bin {PLACE}$")
_PROPER = re.compile(rf"(?<=\s){CAPITAL}")
_KINDS = re.compile(  # kinds of place and work anybody may be reminded of; what else people meet at is theirs to name
    r"\b(?:workshops?|courses?|class|school|academy|college|university|institute|fairs?|festival|biennale|conference|congress|"
    r"symposium|summit|seminar|talk|lecture|keynote|exhibition|show|concert|choir|orchestra|band|play|opera|film|survey|"
    r"project|expedition|excavation|dig|residency|regatta|marathon|race|tour|series|book|atlas|map|pavilion|bridge|library|"
    r"museum|studio|market|hackathon|game jam|sprint|camp|train|ferry|tram|hike|maker day|open day|summer school)\b"
)
_MORE = re.compile(
    r"\b(?:after|before|when|where|who|with|for|by|and|but|to|from|while|until|his|her|their|my|our)\b|['’]s\b"
)
_LONGEST = 6


def met_at(text: str) -> str:
    """What a whole note of a meeting or of shared work names: "the joinery fair in Nuremberg"; "" for anything more."""
    told = plain(text).rstrip(".")
    if found := _THEIRS.match(told):
        there = _IN.search(found["where"])  # the whole of it would be the note again
        return _named(f"your {found['talk']} {there.group() if there else found['where']}")
    found = _AT.match(told) or _MADE.match(told)
    return _named(found["what"]) if found else ""


def _named(what: str) -> str:
    """`what` with its article, where it has a name of its own and is short enough to say."""
    words = what if what.startswith(("the ", "your ")) else f"the {what}"
    fits = (
        len(words.split()) <= _LONGEST
        and is_safe(words)
        and _PROPER.search(words)
        and _KINDS.search(words)
        and not _MORE.search(what)
    )
    return words if fits and re.match(r"(?:the|your) [^\W\d_]", words) else ""
