"""The gates G1 to G18: what keeps us silent, and why. They come before rules; any one that is shut withholds.

Each gate is a function of the candidate and the circumstances that gives the reason in plain words, or "". Reasons
never quote a note.
"""

from __future__ import annotations

from collections.abc import Callable

from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.exchange import are_strangers, is_fast, is_formal, is_terse_by_habit
from mailhuman.touches.gates_of_matter import (
    UNDATED,
    g01_grief,
    g02_formal_process,
    g03_price_talk,
    g04_incident,
    g06_hard_times,
    g13_bad_news,
    g14_anger,
    g14_at_odds,
    outside,
)
from mailhuman.touches.gates_of_note import (
    g06_sensitive,
    g07_stale,
    g08_repeat,
    g09_identity,
    g10_provenance,
    g15_opt_out,
)
from mailhuman.touches.matching import Candidate
from mailhuman.touches.room import has_personal_line, speaks_to_them, wrote_lately
from mailhuman.touches.signs import find_sign

Gate = Callable[[Candidate, Circumstances], str]
_FACT_FREE = frozenset({"name", "greeting", "thanks", "their-load", "soften-ask", "own-delay", "warm-close"})
_FORMAL = frozenset({"condolence", "name", "greeting", "thanks", "soften-ask", "warm-close"})


def _g05_audience(candidate: Candidate, about: Circumstances) -> str:
    if outside(candidate, _FACT_FREE) and about.audience_is_wide:
        return "more people than one will read this"
    return ""


def _g11_register(candidate: Candidate, about: Circumstances) -> str:
    if outside(candidate, _FORMAL) and (is_formal(about) or are_strangers(about)):
        return "you two are on formal terms" if is_formal(about) else "this is a first contact"
    return ""


def _g12_enough(candidate: Candidate, about: Circumstances) -> str:
    if candidate.category.kind == "name":
        return ""
    if is_fast(about) or is_terse_by_habit(about):
        return "in a quick exchange short is right"
    tone = about.situation.tone
    if candidate.category.kind == "touch" and (has_personal_line(about) or tone.excess):
        return "the draft has a personal line already"
    return _no_room(candidate, about)


def _no_room(candidate: Candidate, about: Circumstances) -> str:
    """Why the draft leaves no room for a line that could be said any day."""
    name = candidate.category.name
    if name in UNDATED | {"place-and-day"} and not speaks_to_them(about):
        return "a notice or a quick note leaves no room for a personal line"
    if name == "family" and candidate.note and not find_sign("thriving", candidate.note.text):
        return "the note tells of nothing of theirs one could ask after"
    if name not in UNDATED - {"last-conversation"}:
        return ""
    if not about.asks:
        return "it wants nothing of them; a line of this kind would stand there without a reason"
    return "you wrote to them within the last fortnight; a line of this kind can wait" if wrote_lately(about) else ""


def _g17_not_mine(_: Candidate, about: Circumstances) -> str:
    return "there is nobody at the other end" if about.robot else ""


def _g18_unknown(_: Candidate, about: Circumstances) -> str:
    draft = about.situation.draft
    if draft.status != "reviewed" or not draft.own_text.strip():
        return "there is nothing of your own to judge yet"
    return "the language is not one we know" if about.situation.tone.label == "unclear" else ""


GATES: tuple[tuple[str, Gate], ...] = (
    ("G18", _g18_unknown),
    ("G17", _g17_not_mine),
    ("G15", g15_opt_out),
    ("G9", g09_identity),
    ("G1", g01_grief),
    ("G6", g06_sensitive),
    ("G10", g10_provenance),
    ("G2", g02_formal_process),
    ("G4", g04_incident),
    ("G14", g14_anger),
    ("G3", g03_price_talk),
    ("G5", _g05_audience),
    ("G13", g13_bad_news),
    ("G14", g14_at_odds),
    ("G6", g06_hard_times),
    ("G11", _g11_register),
    ("G7", g07_stale),
    ("G8", g08_repeat),
    ("G12", _g12_enough),
)


def shut(candidate: Candidate, about: Circumstances) -> tuple[str, str] | None:
    """The first gate that keeps `candidate` back and why; None where all are open. G16, the budget, comes after."""
    for name, gate in GATES:
        if why := gate(candidate, about):
            return name, why
    return None
