"""Whether the two are at odds: a threat in the draft, a reproach in their last mail, a dispute, a bargain in figures.

The set phrases are those by which tone is read. A light line beside a reproach reads as mockery, whoever makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from mailhuman.model import ToneReading
from mailhuman.tone.phrases import phrases
from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.exchange import is_fast
from mailhuman.touches.signs import find_sign

_JARRING = frozenset({"reproach", "blame", "insult", "sarcasm"})  # phrases that jar wherever they stand
_PAST_JOKING = frozenset({"blame", "insult", "threat", "sarcasm", "flat-refusal"})  # a mild reproach can be made up for
_SHARP = frozenset({"reproach", "brush-off", "challenge"})
_CURT = frozenset({"bare-command", "demand"})
_VERY_COLD = 3.35  # orders alone stay below this; nobody adds a kind line to what is sharp and colder still
_CHILLY = 0.55  # chance of cold from which a light line would mock; an order alone is curt and not hostile,
_ICY = 0.96  # and is looked at with more patience
_A_LINE_OR_TWO = 30  # words
_WARY = 0.42  # chance that their last mail is cold from which one waits for a better day
_LATELY = timedelta(days=30)
_WORD = re.compile(r"[\w']+")
_MONEY = r"(?:[€$£¥]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:€|\$|£|¥|k\b|euros?\b|pounds?\b|dollars?\b|eur\b|usd\b|gbp\b|chf\b))"
_SAID_OF_SUMS = r"(?=\s*(?:and|or|cash|net|gross|plus|all in|flat|tops|max|firm|is|an? [a-z]+\b|per|each)\b)"
_RATE = (
    r"(?=\s+(?:an?|per|each)\s+(?:day|hour|week|month|year|unit|piece|word|head|night|metre|kilo|kg|tonne|page|seat|"
    r"session|copy)\b)"
)
_SUM = re.compile(
    rf"{_MONEY}|\b\w+ (?:cents?|pence|quid|grand)\b|"
    rf"\b(?:\d{{1,3}}(?:,\d{{3}})+|\d+\.\d\d){_SAID_OF_SUMS}|\b\d{{2,}}(?:[.,]\d+)?{_RATE}",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d[\d.,]*k?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|a hundred)(?:[ -](?:five|fifty|hundred|thousand))?)"
)
_BARE_NUMBER = re.compile(rf"(?:^|[.!?,\n])\s*{_NUMBER}\s*[.!?]", re.IGNORECASE)


@asked_once
def at_odds(about: Circumstances) -> bool:
    """Whether the draft takes them to task, they the writer, or the two dispute something."""
    tone = about.situation.tone
    cues = {cue.cue for cue in tone.cues}
    if cues & _PAST_JOKING or (cues & _SHARP and tone.coldness > _VERY_COLD):
        return True
    if tone.chill > (_ICY if cues & _CURT or is_fast(about) else _CHILLY):
        return True
    theirs, last = about.situation.their_tone, about.last_theirs
    if (
        theirs
        and not (last and _short_and_easy(theirs, last.own_text))
        and (theirs.label == "cold" or (theirs.chill > _WARY and not is_fast(about)))
    ):
        return True
    return bool(last and jars(last.own_text)) or about.shows("conflict", within=_LATELY)


def _short_and_easy(tone: ToneReading, text: str) -> bool:
    """Whether a mail of a line or two is short because all is well: "All good here. Bring the ladder. Cheers"."""
    if len(text.split()) > _A_LINE_OR_TWO or {cue.cue for cue in tone.cues if cue.effect == "colder"} - _CURT:
        return False
    return bool(find_sign("at-ease", text) and not find_sign("ill-at-ease", text) and not jars(text))


def jars(text: str) -> bool:
    """Whether `text` holds a set phrase of reproach, blame, insult or sarcasm."""
    listed = _WORD.findall(text.casefold().replace("’", "'"))
    longest, known = _jarring()
    return any(run in known for run in _runs(listed, longest))


def _runs(listed: list[str], longest: int) -> Iterator[str]:
    for start in range(len(listed)):
        for length in range(2, min(longest, len(listed) - start) + 1):
            yield " ".join(listed[start : start + length])


@cache
def _jarring() -> tuple[int, frozenset[str]]:
    """The longest number of words, and the phrases; those of one word are left out, as they need their sentence."""
    known = frozenset(each.words for each in phrases() if each.name in _JARRING and " " in each.words)
    return max(len(words.split()) for words in known), known


@asked_once
def haggling(about: Circumstances) -> bool:
    """Whether sums go to and fro: one in their last mail, and another, or a bare number, in the draft."""
    last = about.last_theirs
    theirs, ours = sums(last.own_text if last else ""), sums(about.own)
    return bool(theirs and (_BARE_NUMBER.search(about.own) or (ours and not ours <= theirs)))


def sums(text: str) -> frozenset[str]:
    """The sums of money in `text`: with a currency, or said as sums are ("6,200 and it is yours", "0.14 a word")."""
    found = (each.group().casefold() for each in _SUM.finditer(text))
    return frozenset(re.sub(r"[^\d.]", "", each.replace(",", "")) or each for each in found)


@asked_once
def price_moves(about: Circumstances) -> bool:
    """Whether the draft says what is to be paid, or that a sum changes: "from £900 to £1,050"."""
    if find_sign("to-be-paid", about.own):
        return True
    return re.search(rf"\bfrom {_MONEY}[^.!?\n]{{0,20}} to {_MONEY}", about.own, re.IGNORECASE) is not None
