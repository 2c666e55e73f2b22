"""Cues told by how a sentence opens: orders, "you ...", and questions that ask for an account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mailhuman.model import Span
from mailhuman.tone.facts import Hit, Sentence, TextFacts

_PLEASE = frozenset({"please", "pls", "plz", "kindly"})
_LEADS = frozenset({"and", "then", "so", "just", "now", "also", "but", "again", "ok", "okay", "-", "•", "*", "–"})
_AFTER_VERB = frozenset(
    {
        "the", "a", "an", "me", "it", "this", "that", "these", "those", "them", "him", "her",
        "us", "your", "our", "my", "all", "any", "every", "on", "by", "with", "at", "in",
        "to", "back", "up", "out", "for", "and", "when", "before", "immediately", "asap", "how", "whether",
        "if", "what", "which", "each", "both",
    }
)  # fmt: skip
_NOT_AFTER = frozenset(
    {
        "of", "attached", "is", "was", "are", "has", "were", "have", "had", "will", ":", "?",
        "went", "came", "s", "'s",
    }
)  # fmt: skip
_SOFT = frozenset(
    {"thanks", "thx", "if", "whenever", ":)", ":-)", ";)", ";-)", "please!", "🙂", "judgement", "judgment"}
)
_SOFT_PAIRS = frozenset(
    {
        ("i", "'ll"),
        ("we", "'ll"),
        ("thank", "you"),
        ("when", "you"),
        ("i", "will"),
        ("i", "can"),
        ("you", "like"),
        ("what", "you"),
    }
)
_ACCOUNT = frozenset({"why", "who", "what", "where", "how"})
_MUST = frozenset({"must", "need", "ought", "better"})
_MUST_TO = frozenset({"have", "are", "'re", "had", "were"})
_TOOK_PART = frozenset(
    {"did", "said", "told", "authorised", "authorized", "approved", "signed", "decided", "asked", "gave", "left", "put"}
)
_OWED = frozenset(
    {
        "answer", "answered", "ask", "attend", "been", "bother", "bring", "call", "check", "come", "do", "done",
        "finish", "follow", "greet", "inform", "listen", "pay", "paid", "provide", "provided", "read", "reply",
        "replied", "return", "returned", "send", "sent", "sign", "signed", "submit", "submitted", "tell", "turn",
    }
)  # fmt: skip
_DID_NOT = frozenset({"did", "do", "were", "have", "had"})


def opening_cues(facts: TextFacts, body: Span) -> Iterator[Hit]:
    """Give the cues of sentence openings in `body`, at most one a sentence."""
    verbs = {hit.first: hit.last for hit in facts.hits if hit.name == "order-verb"}
    nouns = {hit.first for hit in facts.hits if hit.name == "order-verb-or-noun"}
    spared = {hit.first for hit in facts.hits if hit.name == "no-order"}
    for sentence in facts.sentences:
        start = _first(facts, sentence, body)
        if start >= sentence.last:
            continue
        polite = facts.words[start].lower in _PLEASE
        verb = start + polite
        if verb in spared or start in spared:
            continue
        if (
            (verb in verbs or verb in nouns)
            and not _softened(facts, sentence)
            and _orders(facts, sentence, verb, sure=verb in verbs)
        ):
            yield Hit("please-at-start" if polite else _kind(facts, sentence), start, _without_marks(facts, sentence))
        else:
            yield from _others(facts, sentence, start)


def _first(facts: TextFacts, sentence: Sentence, body: Span) -> int:
    """The word a sentence really begins with: after the greeting, a bullet or number, and words that only lead on."""
    at = sentence.first
    while at < sentence.last and facts.words[at].start < body.start:
        at += 1
    if at < sentence.last and facts.words[at].start >= body.end:
        return sentence.last
    while at < sentence.last - 1 and (_leads(facts.words[at].lower)):
        at += 1
    return at


def _leads(word: str) -> bool:
    return word in _LEADS or not any(map(str.isalnum, word)) or word.rstrip(".)").isdigit()


def _orders(facts: TextFacts, sentence: Sentence, verb: int, *, sure: bool) -> bool:
    if facts.words[sentence.last - 1].lower == "?":
        return False
    following = facts.words[verb + 1].lower if verb + 1 < sentence.last else "."
    if sure:
        return following not in _NOT_AFTER
    third = facts.words[verb + 2].lower if verb + 2 < sentence.last else ""
    return following in _AFTER_VERB and not (following == "to" and third in {"follow", "come", "be"})


def _softened(facts: TextFacts, sentence: Sentence) -> bool:
    """Whether an order is thanked for, leaves a choice, or gives something for what it asks."""
    said = [word.lower for word in facts.words[sentence.first : sentence.last]]
    return bool(_SOFT.intersection(said)) or any(pair in _SOFT_PAIRS for pair in pairwise(said))


def _kind(facts: TextFacts, sentence: Sentence) -> str:
    """An order with please later in the sentence ("Slides by Monday please") is an order put mildly."""
    return (
        "please-at-start"
        if any(word.lower in _PLEASE for word in facts.words[sentence.first : sentence.last])
        else "bare-command"
    )


def _others(facts: TextFacts, sentence: Sentence, start: int) -> Iterator[Hit]:
    word = facts.words[start].lower
    following = facts.words[start + 1].lower if start + 1 < sentence.last else ""
    if word == "you" and _must(facts, start, sentence):
        yield Hit("you-at-start", start, _without_marks(facts, sentence))
    elif word in _ACCOUNT and _blunt(facts, sentence, start, following):
        yield Hit("challenge", start, _without_marks(facts, sentence))


def _must(facts: TextFacts, start: int, sentence: Sentence) -> bool:
    """Whether "you" is told what to do, or what was not done: you must, you are to, you did not."""
    first, second = ([each.lower for each in facts.words[start + 1 : min(start + 3, sentence.last)]] + ["", ""])[:2]
    third = facts.words[start + 3].lower if start + 3 < sentence.last else ""
    if first == "should":
        return second == "have" and third not in {"a", "the", "an", "it", "this", "that", "seen"}
    return (
        (first in _MUST and second not in {"have", "'ve", "be"})
        or (first in _MUST_TO and second == "to")
        or (first in _DID_NOT and second in {"not", "n't", "never"} and third in _OWED)
    )


def _blunt(facts: TextFacts, sentence: Sentence, start: int, following: str) -> bool:
    word = facts.words[start].lower
    if word == "how":
        return following == "come"
    if word == "why":
        return following not in {"not", "don't", "would", "do"} and facts.words[sentence.last - 1].lower in {"?", "."}
    if word == "who":
        return following in _TOOK_PART and not _asks_of_you(facts, sentence, start)
    if word == "what":
        return following in {"gives", "the", "on"} or _this(facts, sentence, start)
    return following in {"is", "'s", "are"} and any(
        each.lower in {"my", "the", "our"} for each in facts.words[start + 2 : start + 3]
    )


def _asks_of_you(facts: TextFacts, sentence: Sentence, start: int) -> bool:
    """Whether it is "who did you ...": a question about company."""
    return any(word.lower in {"you", "u", "ya"} for word in facts.words[start + 2 : min(start + 3, sentence.last)])


def _this(facts: TextFacts, sentence: Sentence, start: int) -> bool:
    return [each.lower for each in facts.words[start + 1 : min(start + 3, sentence.last)]] in (
        ["is", "this"], ["'s", "this"], ["are", "these"],
    )  # fmt: skip


def _without_marks(facts: TextFacts, sentence: Sentence) -> int:
    last = sentence.last
    while last - 1 > sentence.first and not facts.words[last - 1].lower.strip(".,;:"):
        last -= 1
    return last
