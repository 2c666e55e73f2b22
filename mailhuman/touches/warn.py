"""What in a draft had better not be sent: a secret told, a wish that is false, a line a note forbids, too much.

A warning quotes the draft's own words only; of a note marked never it says no more than that there is one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mailhuman.contacts.find import match
from mailhuman.contacts.policy import deceased_named, mention_of, sensitive
from mailhuman.model import Contact, Note, Span, Warned, words
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.names import first, folded
from mailhuman.touches.sentences import sentences
from mailhuman.touches.signs import find_sign

_STEM = 5  # letters two words must share to be of one family: chemo, chemotherapy
_EMPTY = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())
_WORD = re.compile(r"[^\W\d_][\w’']+")


def warnings(about: Circumstances) -> tuple[Warned, ...]:
    """Every warning for this draft, in the order of its words."""
    if about.situation.draft.status != "reviewed":
        return ()
    text, own = about.situation.draft.text, about.own
    people = tuple((card, _called(card)) for card in about.situation.contacts)
    found: dict[tuple[str, int], Warned] = {}
    for span in sentences(own):
        where = about.situation.draft.locate(span)
        for rule, category, why in _in_sentence(span.of(own), about, people):
            found.setdefault((category, where.start), _warned(rule, category, why, text, where))
    if about.situation.tone.excess:
        found[("excess", 0)] = _excess(about)
    return tuple(found[key] for key in sorted(found, key=lambda key: key[1]))


def _warned(rule: str, category: str, why: str, text: str, where: Span) -> Warned:
    quote = words(where.of(text))
    digest = hashlib.sha256(f"{rule}|{quote.casefold()}".encode()).hexdigest()[:16]
    return Warned(digest, rule, category, quote, why, where)


def _in_sentence(
    sentence: str, about: Circumstances, people: Sequence[tuple[Contact, frozenset[str]]]
) -> Iterator[tuple[str, str, str]]:
    """Every warning for one sentence; `people` are all cards with the names they go by, folded once for the draft."""
    spoken = _spoken(sentence)
    for card, called in people:
        if called & spoken:
            yield from _leak(sentence, card, about)
    if reader := about.contact:
        yield from _false_wish(sentence, reader)
        yield from _forbidden(sentence, reader)
        yield from _wrong_birthday(sentence, reader, about)


def _leak(sentence: str, card: Contact, about: Circumstances) -> Iterator[tuple[str, str, str]]:
    """A private fact about `card`, told to somebody it does not belong to."""
    strangers = [each for each in about.readers if each.email not in card.emails]
    if not strangers or not _names(card, sentence, about):
        return
    for note in card.notes:
        mention = mention_of(card, note)
        if mention != "free" and _tells(sentence, note, card):
            name = first(card.preferred_name or card.name)
            kind = "marked never" if mention == "never" else "kept private"
            why = f"You have a note about {name} {kind}; this line would share it with others who read this mail."
            yield "private-fact", "leak", why
            return


def _names(card: Contact, sentence: str, about: Circumstances) -> bool:
    """Whether `sentence` speaks of the person on `card` by name, and not of a reader with the same name."""
    readers = {folded(first(each.name)) for each in about.readers if each.email not in card.emails}
    readers |= {
        folded(first(other.preferred_name or other.name))
        for each in about.readers
        if each.email not in card.emails and (other := match(about.situation.contacts, each.email).contact)
    }
    return bool((_called(card) - readers) & _spoken(sentence))


def _called(card: Contact) -> frozenset[str]:
    """The single names a person goes by: given, preferred and family name."""
    names = (first(card.name), first(card.preferred_name), card.name.split()[-1])
    return frozenset(map(folded, names)) - {""}


def _spoken(sentence: str) -> set[str]:
    return {folded(re.sub(r"['’]s$", "", word)) for word in _WORD.findall(sentence)}


def _tells(sentence: str, note: Note, card: Contact) -> bool:
    own_name = {folded(part) for part in card.name.split()}
    theirs, ours = _stems(note.text, own_name), _stems(sentence, own_name)
    if any(left.startswith(right) or right.startswith(left) for left in theirs for right in ours):
        return True
    subject = sensitive(note)
    told = sensitive(Note(kind="other", text=sentence))
    return (subject is not None and subject == told) or bool(subject and find_sign("hardship", sentence))


def _stems(text: str, without: set[str]) -> set[str]:
    listed = {folded(re.sub(r"['’]s$", "", word)) for word in _WORD.findall(text)} - without
    return {word for word in listed if len(word) >= _STEM and word not in _EMPTY}


def _false_wish(sentence: str, card: Contact) -> Iterator[tuple[str, str, str]]:
    """A cheerful line about somebody who has died."""
    if not find_sign("wish", sentence) or find_sign("loss", sentence) or find_sign("sympathy", sentence):
        return
    spoken = {folded(re.sub(r"['’]s$", "", word)) for word in _WORD.findall(sentence)}
    for who in deceased_named(card):
        if folded(who) in spoken:
            why = f"Your notes say that {who} has died. Take this line out, or say what you would say in person."
            yield "wish-to-the-dead", "false-wish", why
            return
    if card.deceased:
        yield "wish-to-the-dead", "false-wish", "Your notes say that the person this goes to has died."


def _forbidden(sentence: str, card: Contact) -> Iterator[tuple[str, str, str]]:
    """A line that touches a note marked never, written to the person it is about."""
    own_name = {folded(part) for part in card.name.split()}
    spoken = {folded(re.sub(r"['’]s$", "", word)) for word in _WORD.findall(sentence)} - own_name
    for note in card.notes:
        if mention_of(card, note) != "never":
            continue
        named = {folded(word) for word in re.findall(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+", note.text)}
        named |= {folded(word) for word in _WORD.findall(note.about) if word[0].isupper()}
        if (named - own_name - _EMPTY) & spoken or _tells(sentence, note, card):
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
        if note.approximate or not days:
            why = "The date of this birthday is not exact in your notes; better leave the wish out, or make sure first."
            yield "birthday-not-exact", "wrong-date", why
        elif min(abs((day - today).days) for day in days) > _NEAR_BIRTHDAY:
            yield "birthday-not-now", "wrong-date", "By your notes the birthday is on another day."
        return


_NEAR_BIRTHDAY = 7


def _excess(about: Circumstances) -> Warned:
    text = about.situation.draft.text
    cues = [cue for cue in about.situation.tone.cues if cue.effect == "warmer"] or list(about.situation.tone.cues)
    where = Span(cues[0].start, cues[0].end) if cues else (about.situation.draft.own or (Span(0, 0),))[0]
    why = "This is too much warmth for one mail: keep the one line you mean most, and let the rest go."
    return _warned("too-warm", "excess", why, text, where)
