"""What there is to say about the form of a draft: a greeting it lacks, a bare order, an abrupt end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mailhuman.model import Cue, Span
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.names import folded
from mailhuman.touches.naming import addressed, known_forms
from mailhuman.touches.sentences import greeting, sentences, signed_name
from mailhuman.touches.signs import signs
from mailhuman.touches.topics import is_safe, plain

FormFact = tuple[str, Mapping[str, object], Span | None]
_LONGEST_ASK = 30  # words: a longer order is better turned by its writer
_BARB = re.compile(
    r", (?=(?:it|this|that|which|as|you|they|i|we|not|for once|again)\b)", re.IGNORECASE
)  # what follows is a reproach
_FIRST_WORD = re.compile(r"^(?:and |then |so |now,? )?(?P<verb>[A-Za-z’'-]+)", re.IGNORECASE)


def form_candidates(check: str, about: Circumstances) -> Iterator[FormFact]:
    """The facts of `check` ("greeting", "closing", "bare-command") for this draft."""
    yield from {"greeting": _greeting, "closing": _closing, "bare-command": _bare_command}[check](about)


def _greeting(about: Circumstances) -> Iterator[FormFact]:
    name, formal = addressed(about)
    if about.greeting is None and "greeting" in about.situation.tone.missing and name and len(about.readers) == 1:
        yield "greeting", {"right": name, "formal": formal, "habit": _habit(about)}, None


def _habit(about: Circumstances) -> str:
    """How the writer last greeted them, as it stood: "Dear Priya", "Hello Dr Raman"; "" where it is not known."""
    for message in reversed(about.mine):
        opening = greeting(message.own_text)
        if opening and opening.word and opening.name and not opening.to_everybody:
            called = {folded(word) for form in known_forms(about) for word in form.split()}
            named = {folded(word) for word in opening.name.split()}
            return f"{opening.word} {opening.name}" if named & called and is_safe(opening.name) else ""
    return ""


def _closing(about: Circumstances) -> Iterator[FormFact]:
    for pattern in signs()["next-step"]:
        if found := pattern.search(about.own):
            day = found["when"].removeprefix("on ")
            yield day.casefold(), {"day": _as_written(day)}, None
            return


def _bare_command(about: Circumstances) -> Iterator[FormFact]:
    for cue in about.situation.tone.cues:
        if cue.cue == "bare-command" and (sentence := _sentence_of(about, cue)):
            order = _BARB.split(plain(sentence.of(about.situation.draft.text)))[0].rstrip(" .!")
            if _turns(about, order):
                yield order.casefold(), {"order": _lowered(order)}, sentence
                return


def _sentence_of(about: Circumstances, cue: Cue) -> Span | None:
    text = about.situation.draft.text
    inside = (each for each in sentences(text) if each.start <= cue.start < each.end)
    return next(inside, None)


def _turns(about: Circumstances, order: str) -> bool:
    """Whether "Could you" can be set before the order as it stands: one sentence, one order, not a name."""
    verb = _FIRST_WORD.match(order)
    named = {word.casefold() for word in signed_name(about.own).split()}
    return bool(
        verb
        and len(order.split()) <= _LONGEST_ASK
        and is_safe(order)
        and verb["verb"].casefold() not in {"do", "don't", "don’t", "please", "stop", "never", *named}
        and not re.search(r"[;:?]|\bdon['’]?t\b|\bor else\b|\bthis time\b", order)
    )


def _lowered(order: str) -> str:
    order = re.sub(r"^(?:and|then|so|now),? ", "", order, flags=re.IGNORECASE)
    return order[:1].lower() + order[1:]


def _as_written(day: str) -> str:
    return (
        day[:1].upper() + day[1:]
        if day.casefold() not in {"tomorrow", "next week"} and not day.startswith("the")
        else day
    )
