"""What a review comes to, in a few words and hashes: what is marked, what the note says, what was offered to whom."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable

from mailhuman.model import Address, Draft, Review, Suggestion
from mailhuman.store import Offered, Verdict
from mailhuman.store.likeness import hashed

_WORD = re.compile(r"[^\W_]+")
_FEWEST = 3
"""Words by which a wording is known again: shorter ones are said every day."""


def digest_of(draft: Draft) -> str:
    """Stands for what a review looks at in the draft itself: words, readers, subject and what is attached."""
    people = [sorted(each.email for each in group) for group in (draft.to, draft.cc, draft.bcc)]
    looked_at = [draft.status, draft.own_text, people, draft.subject, sorted(draft.attachments), draft.in_reply_to]
    return _short(looked_at)


def verdict_of(review: Review) -> Verdict:
    """What is told of the draft at a glance; nothing where there are no words to judge, or it is closed to us."""
    if review.draft.status != "reviewed" or not review.draft.own_text.strip():
        return "nothing"
    return "warn" if review.warnings else "hint" if review.suggestions else "seen"


def reader_of(draft: Draft, owner: frozenset[str]) -> Address | None:
    """Whom the draft is written to: the first in To who is not the writer, else any other reader."""
    others = [each for each in (*draft.to, *draft.recipients) if each.email not in owner]
    return others[0] if others else None


def offered_in(review: Review, owner: frozenset[str]) -> tuple[Offered, ...]:
    """What was offered, so that it is known again in an answer, and in what was sent."""
    reader = reader_of(review.draft, owner)
    contact = hashed(reader.email) if reader else ""
    return tuple(_offered(each, contact) for each in review.suggestions)


def wording_in(text: str, offered: Offered) -> str:
    """The words of `text` that are one of the wordings offered; "" if none of them stands there."""
    found = list(_WORD.finditer(text))
    for count, known in offered.wordings:
        for start in range(len(found) - count + 1):
            run = found[start : start + count]
            if _hash(each[0] for each in run) == known:
                return text[run[0].start() : _end_of_word(text, run[-1].end())]
    return ""


def _offered(each: Suggestion, contact: str) -> Offered:
    wordings = [_WORD.findall(line) for line in (each.text, *each.alternatives)]
    known = tuple((len(words), _hash(words)) for words in wordings if len(words) >= _FEWEST)
    return Offered(each.rule, each.category, each.kind, each.fact, each.id, contact, known)


def _end_of_word(text: str, end: int) -> int:
    """Where the marks after a word end: they belong to the wording."""
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _hash(words: Iterable[str]) -> str:
    return hashed(" ".join(words))


def _short(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:24]
