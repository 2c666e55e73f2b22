"""How a noun phrase agrees: whether one says "it" or "them", "is" or "are" of what a thread or a note names."""

from __future__ import annotations

import re

_MANY_FIRST = re.compile(
    r"^(?:(?:the|your|my|our|all|these|those)\s+)*(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|few|"
    r"several|many|these|those|various|[2-9]|\d{2,3})\s(?!-)|^(?:a|the) (?:couple|few|number|handful|pair|dozen) of\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\s(?:and|&)\s+(?:the|a|an|your|my|our|his|her|their|some|\d+|(?-i:[A-Z])\w+$)(?:\s|\b)", re.IGNORECASE
)
_AFTER_THE_HEAD = re.compile(
    r"\s(?:of|for|with|from|in|on|at|about|to|by|between|against|into|after|before|that|which|you|we|i|from|over|under|"
    r"during|without|as|or)\s.*$",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:[^aeiou]us|[aeiou]us|ss|is|news|series|chaos|cosmos|canvas|atlas|gas|bias|alias|christmas|texas|lens|summons|"
    r"mathematics|maths|physics|politics|economics|ethics|ceramics|athletics|gymnastics|logistics|statistics|"
    r"analytics|genetics|acoustics|headquarters|works|wales|paris|brussels|pilates|tennis|chess)$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?:[^su]s|skis|taxis|menus|gurus|people|children|grandchildren|men|women|feet|teeth|mice|geese|criteria|phenomena|"
    r"police|cattle|oxen)$",
    re.IGNORECASE,
)


def is_many(words: str) -> bool:
    """Whether one says "they" of `words`: "the photos of the stand", "the plan and the list", "both drafts"."""
    if _MANY_FIRST.search(words) or _ADDED.search(words):
        return True
    head = _AFTER_THE_HEAD.sub("", words).split(" ")[-1].strip("'’")
    return bool(_MANY.search(head)) and not _ONE.search(head)


def agree(words: str, one: str, many: str) -> str:
    """`one` or `many`, whichever goes with `words`."""
    return many if is_many(words) else one
