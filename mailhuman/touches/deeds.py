"""What the other side did for the writer, turned into thanks: "I drove in on Sunday" → "driving in on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from mailhuman.places import read_yaml
from mailhuman.touches.proper import NAME

_VERBS = Path(__file__).with_name("verbs.yaml")
_SUBJECT = r"\b(?:I|[Ww]e)(?:['’]ve| have| had)?(?: (?:also|just|already|even|then|personally|finally|quickly))*"
_START = re.compile(rf"{_SUBJECT} (?P<verb>[a-z][a-z-]+)\b")
_NEXT = re.compile(rf"(?:,? and |, |,? then )(?:{_SUBJECT} )?(?=(?P<verb>[a-z][a-z-]+)\b)")
_STOP = re.compile(
    r"[.;:!?…]|,? (?:so|but|because|since|although|as|which|when|while|if|until (?:he|she|they|it)) |\s[-–—]\s|"
    r", (?:you|they|it|she|he|there|the|all|both|every|nobody|now|that|this|here)\b|"
    rf", {NAME} (?=[a-z]+ )|\n\n"
)
_TRAIL = re.compile(  # another sentence tied on with "and"
    r"(?<!between )(?<!both ),? and (?:(?:he|she|it|they|this|that|there|nobody|everybody|everything|now)\b|"
    r"(?:the|an?|all|both|you|your|my|our|his|her|\w+ of (?:them|it|those))\b(?:\s+\S+){2,}$).*$",
    re.IGNORECASE,
)
_CLAUSED = re.compile(r"\b(?:what|where|when|how|why|who|whom|whose|which|whether)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:when|if|while|as|after|before|since|because|that|until|till|where|once|unless|had|whether|think|hope|wish)\s+$",
    re.IGNORECASE,
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


def deed_in(sentence: str, counts: Callable[[str, str], bool]) -> str:
    """What the sender of `sentence` says they did, as it follows "Thank you for"; "" where nothing can be said.

    Only the clauses are kept that count, which `counts` tells of a clause and its sentence.
    """
    for start in _START.finditer(sentence):
        if not _ASIDE.search(sentence[: start.start()]):
            told = sentence[start.start("verb") :]
            cut = told[: stop.start()] if (stop := _STOP.search(told)) else told
            kept = [clause for clause in map(_alone, _clauses(cut)) if counts(clause, sentence)]
            phrase = " and ".join(filter(None, map(_as_gerund, kept[:2])))
            if _LEAST <= len(phrase.split()) <= _MOST_WORDS and not _CLAUSED.search(phrase):
                return turned_round(phrase)
    return ""


def _alone(clause: str) -> str:
    """`clause` without a sentence of its own that follows: "… twice and the swabs come on Thursday"."""
    return _TRAIL.sub("", clause)


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
        return f"{ongoing(verb)} {rest}".strip()
    doing = gerund(verb)
    return f"{doing} {rest}".strip() if doing else ""


def ongoing(verb: str) -> str:
    """The -ing form of a bare verb: get → getting, make → making, knit → knitting."""
    doubled = f"{verb}{verb[-1:]}ing"
    if doubled in set(_table().values()) or re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return doubled
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else f"{verb}ing"


@cache
def _table() -> dict[str, str]:
    return dict(read_yaml(_VERBS.read_text(encoding="utf-8"), str(_VERBS)).data)
