"""What a note says the writer promised ("introduce her to Sigrid", "the photos"), as it follows "I still owe you"."""

from __future__ import annotations

import re

from mailhuman.touches.topics import is_safe, plain

_LEAD = re.compile(
    r"^(?:(?:(?:i|we)(?:['’](?:ll|d|ve))?|will|would|to|me|owe|owes|promised|said|must|should|have|need|still|that)\s+)*",
    re.IGNORECASE,
)
_WHOM = r"(?:(?:him|her|them|me|us)\s+)?"
_GIVE = (
    r"send(?:ing)?|e-?mail(?:ing)?|forward(?:ing)?|shar(?:e|ing)|giv(?:e|ing)|get(?:ting)?|pass(?:ing)? on|"
    r"bring(?:ing)?|post(?:ing)?|lend(?:ing)?|find(?:ing)?(?! out)|let(?:ting)? (?:him|her|them) have|dig(?:ging)? out|"
    r"look(?:ing)? (?:up|out)|writ(?:e|ing)(?: up)?|draw(?:ing)? up|prepar(?:e|ing)|draft(?:ing)?|return(?:ing)?"
)
_VERB = re.compile(rf"^(?:{_GIVE})\s+(?:over\s+|on\s+)?{_WHOM}(?P<thing>.+)$", re.IGNORECASE)
_INTRODUCE = re.compile(
    r"^(?:introduc(?:e|ing)|put(?:ting)?|connect(?:ing)?)\s+(?:him|her|them)\s+"
    r"(?:to|in touch with|with)\s+(?P<whom>.+)$",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:call|ring|phone|get back to|answer|reply to)\s+(?:him|her|them)\b"
    r"(?:\s+(?:back\s+)?(?:about|on)\s+(?P<what>.+))?",
    re.IGNORECASE,
)
_NOUN = re.compile(r"^(?:the|an?|his|her|their|my|our|some|\d+)\s+\w", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:(?<!\b[A-Z])\.(?=\s|$)|[;!?(]|\s[-–—]\s|,\s|\bby\s|\bbefore\s|\b(?:this|next|last)\s|"
    r"\bon (?:mon|tue|wed|thu|fri|sat|sun)|"
    r"\bto (?:him|her|them)\b|\bwhen\b|\bonce\b|\bbecause\b|\bas soon\b|\bwhich\b).*$",
    re.IGNORECASE,
)
_HEARD = {"his": "your", "her": "your", "their": "your", "him": "you", "them": "you"}
_LONGEST = 9  # words that may stand in a line


def owed(text: str) -> str:
    """The thing promised, as the reader would hear it; "" where the note does not say it plainly."""
    told = _LEAD.sub("", plain(text))
    if found := _INTRODUCE.match(told):
        whom = re.split(r"\s(?:at|from|in|for)\s", found["whom"])[0]  # they know where the one works, or it can wait
        return _line(f"an introduction to {whom}")
    if found := _ANSWER.match(told):
        return _line(f"an answer about {found['what']}") if found["what"] else "an answer"
    if found := _VERB.match(told):
        return _line(found["thing"])
    return _line(told[:1].lower() + told[1:]) if _NOUN.match(told) else ""


def _line(thing: str) -> str:
    words = re.sub(
        r"\b\w+\b", lambda found: _HEARD.get(found.group().lower(), found.group()), _TAIL.sub("", thing)
    ).strip()
    return words if words and len(words.split()) <= _LONGEST and is_safe(words) else ""
