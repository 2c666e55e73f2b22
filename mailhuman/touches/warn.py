"""What in a draft had better not be sent: a secret told, a wish that is false, a line a note forbids, too much.

A warning quotes the draft's own words only; of a note marked never it says no more than that there is one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from mailhuman.contacts.policy import deceased_named, mention_of
from mailhuman.model import Contact, Span, Warned, words
from mailhuman.touches.birthdays import day_is_sure
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.hardship import names_in, parted, sore
from mailhuman.touches.leaks import EMPTY, called_by, carried_on, leaks, readers_called, spoken_words, tells
from mailhuman.touches.names import folded
from mailhuman.touches.proper import CAPITAL
from mailhuman.touches.sentences import sentences
from mailhuman.touches.signs import find_sign

_WORD = re.compile(r"[^\W\d_][\w’']+")


def warnings(about: Circumstances) -> tuple[Warned, ...]:
    """Every warning for this draft, in the order of its words."""
    if about.situation.draft.status != "reviewed":
        return ()
    text, own = about.situation.draft.text, about.own
    people = tuple((card, called_by(card)) for card in about.situation.contacts)
    readers = readers_called(about)
    found: dict[tuple[str, int], Warned] = {}
    before: set[str] = set()
    for span in sentences(own):
        where = about.situation.draft.locate(span)
        spoken = carried_on(spoken_words(span.of(own)), before, span.of(own))
        for card in (card for card, called in people if called & spoken):
            for rule, category, why in leaks(spoken, span.of(own), card, readers):
                found.setdefault((category, where.start), _warned(rule, category, why, text, where))
        for rule, category, why in _in_sentence(span.of(own), about):
            found.setdefault((category, where.start), _warned(rule, category, why, text, where))
        before = spoken
    if about.situation.tone.excess:
        found[("excess", 0)] = _excess(about)
    return tuple(found[key] for key in sorted(found, key=lambda key: key[1]))


def _warned(rule: str, category: str, why: str, text: str, where: Span) -> Warned:
    quote = words(where.of(text))
    digest = hashlib.sha256(f"{rule}|{quote.casefold()}".encode()).hexdigest()[:16]
    return Warned(digest, rule, category, quote, why, where)


def _in_sentence(sentence: str, about: Circumstances) -> Iterator[tuple[str, str, str]]:
    """What one sentence says to its reader that had better not be said."""
    if reader := about.contact:
        yield from _false_wish(sentence, reader)
        yield from _stale_tie(sentence, reader, about)
        yield from _forbidden(sentence, reader)
        yield from _wrong_birthday(sentence, reader, about)


def _false_wish(sentence: str, card: Contact) -> Iterator[tuple[str, str, str]]:
    """A cheerful line about somebody who has died."""
    if not find_sign("wish", sentence) or find_sign("loss", sentence) or find_sign("sympathy", sentence):
        return
    spoken = spoken_words(sentence)
    for who in deceased_named(card):
        if folded(who) in spoken:
            why = f"Your notes say that {who} has died. Take this line out, or say what you would say in person."
            yield "wish-to-the-dead", "false-wish", why
            return
    if card.deceased:
        yield "wish-to-the-dead", "false-wish", "Your notes say that the person this goes to has died."


def _stale_tie(sentence: str, card: Contact, about: Circumstances) -> Iterator[tuple[str, str, str]]:
    """A cheerful line about a partner, while the notes or the thread say that the couple is coming apart."""
    if not find_sign("wish", sentence) or not parted(about):
        return
    spoken = spoken_words(sentence)
    named = {name for note in card.notes if sore(note) for name in names_in(note)} - called_by(card)
    if (named | _PARTNERS) & spoken:
        why = "By what you know, this may no longer be as it was. Better leave the line out."
        yield "wish-to-the-parted", "false-wish", why


_PARTNERS = frozenset({"husband", "wife", "partner", "hubby", "missus", "spouse", "fiancé", "fiancée"})


def _forbidden(sentence: str, card: Contact) -> Iterator[tuple[str, str, str]]:
    """A line that touches a note marked never, written to the person it is about."""
    own_name = {folded(part) for part in card.name.split()}
    spoken = spoken_words(sentence) - own_name
    for note in card.notes:
        if mention_of(card, note) != "never":
            continue
        named = {folded(word) for word in re.findall(rf"(?<![.!?] )(?<!^)\b{CAPITAL}[\w’'-]+", note.text)}
        named |= {folded(word) for word in _WORD.findall(note.about) if word[0].isupper()}
        if (named - own_name - EMPTY) & spoken or tells(sentence, note, card):
            why = "This touches a note marked never. Take the line out, or be sure that they would want it."
            yield "marked-never", "opt-out", why
            return


def _wrong_birthday(sentence: str, card: Contact, about: Circumstances) -> Iterator[tuple[str, str, str]]:
    if not re.search(r"\bhappy (?:\w+ )?birthday\b", sentence, re.IGNORECASE):
        return
    today = about.situation.now.date()
    for note in card.notes:
        if note.kind != "birthday" or not note.date:
            continue
        days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := note.date.in_year(year))]
        if not day_is_sure(note) or not days:
            why = "The date of this birthday is not exact in your notes; better leave the wish out, or make sure first."
            yield "birthday-not-exact", "wrong-date", why
        elif min(abs((day - today).days) for day in days) > _NEAR_BIRTHDAY:
            yield "birthday-not-now", "wrong-date", "By your notes the birthday is on another day."
        return


_NEAR_BIRTHDAY = 7


def _excess(about: Circumstances) -> Warned:
    text = about.situation.draft.text
    cues = [cue for cue in about.situation.tone.cues if cue.effect == "warmer"] or list(about.situation.tone.cues)
    fullest = max(cues, key=lambda cue: cue.end - cue.start, default=None)  # a greeting is not what is too much
    where = Span(fullest.start, fullest.end) if fullest else (about.situation.draft.own or (Span(0, 0),))[0]
    why = "This is too much warmth for one mail: keep the one line you mean most, and let the rest go."
    return _warned("too-warm", "excess", why, text, where)
