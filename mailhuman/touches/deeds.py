"""What the other side did for the writer, turned into thanks: "I drove in on Sunday" → "driving in on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from mailhuman.places import read_yaml
from mailhuman.touches.proper import NAME

_VERBS = Path(__file__).with_name("verbs.yaml")
_SUBJECT = r"\b(?:I|[Ww]e)(?:['’]ve| have| had)?(?: (?:also|just|already|even|then|personally|finally|quickly))*"
_START = re.compile(rf"{_SUBJECT} (?P<verb>[a-z][a-z-]+)\b")
_NEXT = re.compile(rf"(?:,? and |, |,? then )(?:{_SUBJECT} )?(?=(?P<verb>[a-z][a-z-]+)\b)")
_STOP = re.compile(
    r"[.;:!?…]|,? (?:so|but|because|since|although|as|which|when|if) |\s[-–—]\s|, you\b|, they\b|, it\b|"
    rf", {NAME} (?=[a-z]+ )|\n\n"
)
_MOST_WORDS = 14
_LEAST = 2
_SHIFT = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "you": "me", "your": "my", "yours": "mine", "yourself": "myself",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


def turned_round(phrase: str) -> str:
    """`phrase` as the other person would say it: my → your, you → me."""
    return _WORD.sub(lambda found: _SHIFT.get(found.group().lower(), found.group()), phrase)


def gerund(past: str) -> str:
    """The -ing form of a past form or participle; "" where it is not known to be one."""
    table = _table()
    if past in table:
        return table[past]
    if past.startswith("re") and past[2:].lstrip("-") in table:
        return past[: len(past) - len(past[2:].lstrip("-"))] + table[past[2:].lstrip("-")]
    if past.endswith("ied"):
        return past[:-3] + "ying"
    if past.endswith("eed"):
        return past[:-1] + "ing" if len(past) > len("need") else ""
    return past[:-2] + "ing" if past.endswith("ed") and len(past) > len("shed") else ""


def deed_in(sentence: str, matters: Sequence[re.Pattern[str]]) -> str:
    """What the sender of `sentence` says they did, as it follows "Thank you for"; "" where nothing can be said.

    Only the clauses in which one of `matters` (the sign of an effort) shows are kept.
    """
    start = _START.search(sentence)
    if not start:
        return ""
    told = sentence[start.start("verb") :]
    if stop := _STOP.search(told):
        told = told[: stop.start()]
    kept = [clause for clause in _clauses(told) if any(each.search(clause) for each in matters)]
    phrase = " and ".join(filter(None, map(_as_gerund, kept[:2])))
    return turned_round(phrase) if _LEAST <= len(phrase.split()) <= _MOST_WORDS else ""


def _clauses(told: str) -> list[str]:
    """The verb phrases of one subject: "drove in on Sunday", "reprinted all 6,000"."""
    cuts, ends = [0], []
    for found in _NEXT.finditer(told):
        if gerund(found["verb"]):
            ends.append(found.start())
            cuts.append(found.end())
    return [told[begin:end].strip(" ,") for begin, end in zip(cuts, [*ends, len(told)], strict=True)]


def _as_gerund(clause: str) -> str:
    verb, _, rest = clause.partition(" ")
    if verb == "managed" and rest.startswith("to "):
        verb, _, rest = rest.removeprefix("to ").partition(" ")
        return f"{_ongoing(verb)} {rest}".strip()
    doing = gerund(verb)
    return f"{doing} {rest}".strip() if doing else ""


def _ongoing(verb: str) -> str:
    """The -ing form of a bare verb: get → getting, make → making, squeeze → squeezing."""
    doubled = f"{verb}{verb[-1:]}ing"
    if doubled in set(_table().values()):
        return doubled
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


@cache
def _table() -> dict[str, str]:
    return dict(read_yaml(_VERBS.read_text(encoding="utf-8"), str(_VERBS)).data)
