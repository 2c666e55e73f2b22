"""Whether a set phrase speaks where it stands: some are excused by kind words, some need a mail without any.

The phrase files say what words mean as a rule; here is what takes the meaning away.
"""

from __future__ import annotations

from mailhuman.model import Span
from mailhuman.tone.cues import CUES
from mailhuman.tone.facts import Hit, TextFacts
from mailhuman.tone.shape import Shape

_COURTEOUS = frozenset(
    {"thanks", "apology", "hedged-request", "praise", "good-wish", "gladness", "humour", "affection"}
)
_KIND = _COURTEOUS - {"apology", "hedged-request"} | {"congratulation", "interest", "invitation", "sympathy"}
_FOND = _KIND - {"thanks"} | {"offer-of-help", "no-pressure", "personal-topic"}
_PLEASE = frozenset({"please", "pls", "plz", "kindly"})
_AT_THE_END = frozenset({"closing", "thanks", "good-wish", "affection", "gushing", "humour"})  # what a closing may say
_NAKED = 3  # words of a question that is little but its marks
_ACCOUNT = frozenset({"why", "still", "yet", "anyone", "anybody", "seriously", "again"})
_NEAR = 60  # code points from a kind word to the marks it is stressed by
_NAMED = 5  # words of thanks that name what for
_BRIEF = 6  # words of an answer that is nothing else
_LEADING = frozenset(
    {"your", "the", "all", "any", "a", "prompt", "quick", "kind", "recent", "every", "so", "very", "that", "this", "of"}
)
_NO_DEED = frozenset(
    {
        "help", "time", "advance", "reading", "everything", "understanding", "attention", "call", "email", "e-mail",
        "mail", "letter", "message", "note", "reply", "response", "responses", "enquiry", "inquiry", "request",
        "patience", "cooperation", "support", "assistance", "interest", "consideration", "info", "information",
        "update", "it", "these", "those", "now", "asking", "business", "custom", "feedback", "contacting", "getting",
        "reaching", "emailing", "writing", "attached", "e", "below", ".", ",", "!", "-",
    }
)  # fmt: skip
_EMPTY = frozenset({"advance", "attention", "understanding", "matter", "regard"})
_GOES_ON = frozenset({"with", "on", "getting", "in", "when", "while"})


def span_of(facts: TextFacts, hit: Hit) -> Span:
    """Give where the words of a hit stand."""
    return Span(facts.words[hit.first].start, facts.words[hit.last - 1].end)


def counts(facts: TextFacts, hit: Hit, shape: Shape) -> bool:
    """Whether a phrase speaks: in the signature nothing does but the closing, in the greeting nothing at all."""
    span = span_of(facts, hit)
    if (shape.greeting and span.start < shape.greeting.end) or _taken_away(facts, hit):
        return False
    if hit.name == "reproach" and len({each.name for each in facts.hits} & _FOND) > 1:
        return False
    pressed = hit.name == "demand" or (hit.name == "impatience" and hit.last - hit.first == 1)
    if pressed and not _bare(facts):
        return False
    if hit.name == "curt-answer" and not (_bare(facts) and len(shape.body.of(facts.text).split()) <= _BRIEF):
        return False
    return span.start < shape.body.end or hit.name in _AT_THE_END


def is_kind(facts: TextFacts) -> bool:
    """Whether kind words are in a text: a question or doubled mark is curiosity there."""
    return any(hit.name in _KIND for hit in facts.hits)


def is_fond(facts: TextFacts) -> bool:
    """Whether the kind words are more than thanks."""
    return any(hit.name in _FOND for hit in facts.hits)


def gushes(facts: TextFacts, span: Span) -> bool:
    """Whether stacked marks stress a kind word that stands just before them."""
    kind = (facts.words[hit.last - 1].end for hit in facts.hits if hit.name in _KIND | {"thanks"})
    return any(0 <= span.start - end <= _NEAR for end in kind)


def presses(facts: TextFacts, span: Span) -> bool:
    """Whether a question with doubled marks asks the reader for something late, or for an account."""
    ending = next((each for each in facts.sentences if facts.words[each.last - 1].end >= span.start), None)
    words = facts.words[ending.first : ending.last] if ending else ()
    said = [word.lower for word in words if word.start < span.start]
    return len(said) <= _NAKED or not _ACCOUNT.isdisjoint(said)


def thanks(facts: TextFacts, hit: Hit) -> str:
    """Thanks for something named, where "for" and words that are no mere formula follow."""
    following = [word.lower for word in facts.words[hit.last : hit.last + 10]]
    while following and following[0] in {"so", "very", "much", "again", "a", "lot", "you"}:
        following = following[1:]
    if following[:1] != ["for"]:
        return "thanks"
    named = [word for word in following[1:] if word not in _LEADING][:1]
    return "named-thanks" if (named and named[0] not in _NO_DEED) or _deed(facts, hit) else "thanks"


def _deed(facts: TextFacts, hit: Hit) -> bool:
    """Whether it goes on to name something: "for your help with the move", "for getting the vans here"."""
    after = next((each for each in facts.sentences if each.first <= hit.first < each.last), None)
    rest = facts.words[hit.last : after.last if after else hit.last]
    plain = [word.lower for word in rest if word.lower.isalpha()]
    goes_on = _GOES_ON & set(plain[2:6])
    return len(plain) > _NAMED and bool(goes_on) and _EMPTY.isdisjoint(plain)


def _taken_away(facts: TextFacts, hit: Hit) -> bool:
    """Whether a list named "no-" and this cue has words here."""
    other = f"no-{hit.name}"
    return any(each.name == other and each.first < hit.last and hit.first < each.last for each in facts.hits)


def _bare(facts: TextFacts) -> bool:
    """Whether no courtesy is in the text."""
    courteous = any(hit.name in _COURTEOUS and CUES[hit.name].effect == "warmer" for hit in facts.hits)
    return not courteous and not any(word.lower in _PLEASE for word in facts.words)
