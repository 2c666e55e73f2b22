"""What a review tells, in plain sentences: the tone without a score, ages and dates, and why nothing was judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mailhuman.model import Address, Draft, PartialDate, Review, Suggestion, ToneReading, UsedNote, Withheld
from mailhuman.show.safe import on_one_line

_HARD = frozenset({"G1", "G2", "G3", "G4", "G13", "G14"})  # grief, a dismissal, a bargain: no time for a cheerful word
NOTHING_TO_SAY = "Nothing to add: it is good to send as it is."
_NOTHING_NEW = "Nothing new to add; what you dismissed is left out."
_DISMISSED = "you dismissed"  # how every reason of that sort begins
_STATUS = {
    "empty": "There is nothing of your own in this draft yet.",
    "encrypted": "This draft is encrypted: only its headers were read, and its words are judged by nobody but you.",
    "signed": "This draft is signed: only its headers were read, so that the signature stays good.",
    "unreadable": "This is not a message that can be read; nothing was judged.",
}
_LABEL = {"cold": "It reads cold", "neutral": "It reads neither cold nor warm", "warm": "It reads warm"}
_RELATIONAL = {
    "none": "with nothing in it for the person",
    "formula": "with the usual courtesies and nothing more personal",
    "personal": "with a word for the person",
}
_SOURCE = {"told": "told to you", "inferred": "not told, only inferred", "third-party": "heard from somebody else"}
_OWN_WORDS = frozenset({"my-promise", "own-delay"})  # these rest on what the writer wrote earlier
_MATTERS = {
    "their-line": "something they told you",
    "my-promise": "what you promised",
    "their-promise": "what they promised",
    "own-delay": "your late answer",
    "their-load": "their workload",
    "last-conversation": "when you last spoke",
    "place-and-day": "their place and day",
    "invite-view": "asking what they think",
    "soften-ask": "a softer request",
    "warm-close": "a warmer closing",
    "leak": "a private matter",
    "false-wish": "a wish that would hurt",
    "excess": "too warm",
    "opt-out": "a wish of theirs",
}
"""What a category is called on the screen, where its own name says too little; others are called by their name."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOST_NAMED = 3
_LONGEST = 250  # characters of a subject, a name or an address; longer ones are made to flood a screen
_DAYS_COUNTED = 14


def state(draft: Draft) -> str:
    """The one sentence on a draft that could not be judged; "" for one that was."""
    return _STATUS.get(draft.status, "")


def tone_words(tone: ToneReading) -> str:
    """How it reads, in one or two sentences."""
    if tone.label == "unclear":
        return on_one_line(tone.reason) or "The tone of this one cannot be told."
    parts = [f"{_LABEL[tone.label]}{_relational(tone)}.", on_one_line(tone.reason)]
    if tone.missing and tone.label != "cold":  # a cold reading's reason names what is missing already
        parts.append(f"A reader would miss: {', '.join(tone.missing)}.")
    return " ".join(part for part in parts if part)


def _relational(tone: ToneReading) -> str:
    """What there is in it for the person; a neutral reading's reason says that already."""
    return "" if tone.label == "neutral" and tone.reason else f", {_RELATIONAL[tone.relational]}"


def verdict(review: Review) -> str:
    """The line that stands where suggestions would, if there are none."""
    if review.draft.status != "reviewed" or review.tone.label == "unclear":
        return "No suggestions."
    if review.tone.label == "cold":
        return "No suggestions for this one."
    if any(each.why.startswith(_DISMISSED) for each in review.withheld):
        return _NOTHING_NEW
    return "Nothing to add." if _HARD & {each.gate for each in review.withheld} else NOTHING_TO_SAY


def heading(draft: Draft, now: datetime) -> str:
    """To whom, about what, and how long ago it was begun."""
    named = [person(each) for each in (*draft.to, *draft.cc, *draft.bcc)[:_MOST_NAMED]]
    more = len(draft.to) + len(draft.cc) + len(draft.bcc) - len(named)
    readers = ", ".join(named) + (f" and {more} more" if more else "")
    subject = _short(on_one_line(draft.subject)) or "(no subject)"
    written = age(draft.date, now)
    return f"To {readers or 'nobody yet'}: {subject}" + (f" ({written})" if written else "")


def person(address: Address) -> str:
    """A name with its address, since names alone can be put on."""
    name, email = _short(on_one_line(address.name)), _short(on_one_line(address.email))
    return f"{name} <{email}>" if name and name != email else email


def _short(line: str) -> str:
    """As much of a line as anybody reads."""
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def age(moment: datetime | None, now: datetime) -> str:
    """How long ago `moment` was, by the calendar of `now`; "" if that is not known or still to come."""
    if moment is None:
        return ""
    try:
        day = moment.astimezone(now.tzinfo).date()
    except (OverflowError, ValueError):  # the first and last days there are have no other time zone
        return ""
    days = (now.date() - day).days
    if days < 0:
        return ""
    if days <= 1:
        return "written yesterday" if days else "written today"
    return (
        f"written {days} days ago"
        if days < _DAYS_COUNTED
        else f"written on {day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


def day_words(written: str) -> str:
    """A date of a note as people say it, no more exact than it is: 2026-03-10, --03-10, 2026-03 or 2026."""
    try:
        found = PartialDate.parse(written)
    except ValueError:
        return on_one_line(written)
    month = _MONTHS[found.month - 1] if found.month else None
    return " ".join(str(part) for part in (found.day, month, found.year) if part)


def basis(suggestion: Suggestion) -> str:
    """What a suggestion rests on: the note with its date and how it was learned, or the words of the thread."""
    if suggestion.note:
        return _of_note(suggestion.note)
    if suggestion.evidence:
        whose = "your own" if suggestion.category in _OWN_WORDS else "their"
        return f"{whose} words in the thread: “{on_one_line(suggestion.evidence.quote)}”"
    return ""


def _of_note(note: UsedNote) -> str:
    known = [on_one_line(note.kind), day_words(note.date) if note.date else ""]
    learned = f"learned {day_words(note.learned)}" if note.learned else ""
    told = ", ".join(part for part in (*known, learned, _SOURCE.get(note.source, "")) if part)
    return f"your note on {on_one_line(note.contact)} ({told}): “{on_one_line(note.text)}”"


def matter(category: str) -> str:
    """What a suggestion is about, in a few plain words."""
    return _MATTERS.get(category) or on_one_line(category).replace("-", " ")


def kept_back(withheld: Iterable[Withheld]) -> list[str]:
    """What was possible and was not said, and why: a line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for each in withheld:
        by_reason.setdefault(on_one_line(each.why), []).append(_possible(each))
    return [f"{', '.join(dict.fromkeys(told))}: {why}" for why, told in by_reason.items()]


def _possible(withheld: Withheld) -> str:
    """What it is about, and the kind of note behind it where that says more."""
    what, kind = matter(withheld.category), withheld.note_kind
    return f"{what} (a note on {on_one_line(kind)})" if kind and kind != withheld.category else what
