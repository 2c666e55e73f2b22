"""Situation → Review: gather what could be said, let the gates speak first, keep the best, and put it in words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from mailhuman.contacts.policy import mention_of, sensitive
from mailhuman.model import Evidence, Review, Situation, Suggestion, Switch, UsedNote, Withheld, words
from mailhuman.touches.ages import tells_an_age
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.gates import shut
from mailhuman.touches.manner import in_their_english, manner
from mailhuman.touches.matching import Candidate, candidates
from mailhuman.touches.recall import dismissed, fresh_first, waved_off
from mailhuman.touches.rule import Rule
from mailhuman.touches.rulebook import Rulebook
from mailhuman.touches.switches import is_on
from mailhuman.touches.templates import Wording
from mailhuman.touches.topics import is_safe
from mailhuman.touches.warn import warnings

BUDGET = {"touch": 1, "tone": 1}  # a mail bears one personal touch and one hint of tone; names are owed anyway (G16)
_IS_OFF = "this rule is off, or rests since it was dismissed again and again; `mailhuman rules list` tells which"


@dataclass(frozen=True, slots=True)
class _Open:
    """A candidate that passed the gates, in words."""

    candidate: Candidate
    wording: Wording
    lines: tuple[str, ...]
    id: str


def suggest(situation: Situation, rulebook: Rulebook, switches: Sequence[Switch] = ()) -> Review:
    """Say what is worth saying about the draft of `situation`, and what was kept back and why."""
    about = Circumstances(situation)
    passed: list[_Open] = []
    withheld: list[Withheld] = []
    for rule in rulebook.rules:
        if is_on(rule, switches, about):
            _try_rule(rule, about, rulebook, passed, withheld)
        else:
            withheld += _silenced(rule, about)
    kept, over = _within_budget(passed)
    withheld += [_kept_back(each.candidate, "G16", "one is enough for one mail") for each in over]
    return Review(
        situation.draft,
        situation.tone,
        tuple(_suggestion(each, about) for each in kept),
        tuple(each for each in warnings(about) if not waved_off(each.id, situation, _email(about))),
        tuple(dict.fromkeys(withheld)),
    )


def _try_rule(
    rule: Rule, about: Circumstances, rulebook: Rulebook, passed: list[_Open], withheld: list[Withheld]
) -> None:
    for candidate in _newest_first(candidates(rule, about)):
        if closed := shut(candidate, about):
            withheld.append(_kept_back(candidate, *closed))
            continue
        spoken = _in_words(candidate, about, rulebook)
        if spoken is None:
            continue
        if why := dismissed(candidate, spoken.id, about.situation, _email(about)):
            withheld.append(_kept_back(candidate, "G15", why))
            continue
        passed.append(spoken)
        return


def _silenced(rule: Rule, about: Circumstances) -> list[Withheld]:
    """What a rule that is off would have said, were it on: one entry, so that its silence can be explained."""
    would = (each for each in candidates(rule, about) if not shut(each, about))
    return [_kept_back(each, "G15", _IS_OFF) for each in islice(would, 1)]


def _newest_first(found: Iterable[Candidate]) -> list[Candidate]:
    """The freshest note first: what was learned last is what is on their mind."""
    return sorted(found, key=lambda each: str(each.note.learned or "") if each.note else "", reverse=True)


def _in_words(candidate: Candidate, about: Circumstances, rulebook: Rulebook) -> _Open | None:
    """The candidate in words; None where every wording was used to this person before, or none can be said safely."""
    wording = in_their_english(
        rulebook.templates.render(candidate.rule.say, {**manner(about), **candidate.fill}), about
    )
    fit = (line for line in wording.lines if is_safe(line) and not tells_an_age(line))
    lines = fresh_first(tuple(fit), candidate, about.situation, _email(about))
    if not lines and not (wording.advice and not wording.lines):
        return None
    told = f"{candidate.rule.id}|{_email(about)}|{candidate.fact}"
    return _Open(candidate, wording, lines, hashlib.sha256(told.encode()).hexdigest()[:16])


def _within_budget(passed: Sequence[_Open]) -> tuple[list[_Open], list[_Open]]:
    left = dict(BUDGET)
    kept: list[_Open] = []
    over: list[_Open] = []
    for each in sorted(passed, key=lambda each: each.candidate.category.rank):
        kind = each.candidate.category.kind
        if left.get(kind, 1) > 0:
            left[kind] = left.get(kind, 1) - (kind in BUDGET)
            kept.append(each)
        else:
            over.append(each)
    return kept, over


def _suggestion(each: _Open, about: Circumstances) -> Suggestion:
    candidate = each.candidate
    return Suggestion(
        each.id,
        candidate.rule.id,
        candidate.category.kind,
        candidate.category.name,
        each.lines[0] if each.lines else "",
        each.wording.why,
        each.lines[1:],
        each.wording.advice,
        candidate.where,
        _used_note(candidate, about),
        _evidence(candidate),
        candidate.fact,
    )


def _used_note(candidate: Candidate, about: Circumstances) -> UsedNote | None:
    note, card = candidate.note, about.contact
    if note is None or card is None:
        return None
    shown = [str(day) if day else None for day in (note.date, note.learned)]
    quotable = mention_of(card, note) == "free" and not sensitive(note)
    return UsedNote(card.name, note.kind, note.text, shown[0], shown[1], note.source, quotable)


def _evidence(candidate: Candidate) -> Evidence | None:
    finding = candidate.finding
    return Evidence(finding.message.message_id, words(finding.quote)) if finding else None


def _kept_back(candidate: Candidate, gate: str, why: str) -> Withheld:
    """Say what was kept back; of a private note not even the kind is told."""
    open_note = candidate.note if gate not in {"G1", "G6", "G9", "G15"} else None
    return Withheld(candidate.rule.id, candidate.category.name, gate, why, open_note.kind if open_note else None)


def _email(about: Circumstances) -> str:
    return about.reader.email if about.reader else ""
