"""What is weighed: cues, signs and the shape of a mail as a few named numbers, each easy to check by eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mailhuman.model import Cue
from mailhuman.tone.cues import CUES
from mailhuman.tone.facts import TextFacts
from mailhuman.tone.marks import ANY_EMOJI
from mailhuman.tone.shape import Shape

MOST = 3.0  # of one cue; the fourth order tells a reader nothing new
LONG = 60  # words; in longer mails a single cue says less
SIGNS = (
    "speaks-of-self", "speaks-of-reader", "tells-a-story", "speaks-of-others", "strong-words", "small-talk",
    "hand-over", "set-phrase", "denial", "decree", "asks-to-account", "business", "presses", "treats",
    "leans-cold", "leans-warm", "coarse",
)  # fmt: skip
SHAPE = (
    "no-greeting", "no-closing", "called-by-name", "few-words", "length", "questions", "exclamation", "exclamations",
    "emoji", "small-letters", "reply", "many-readers", "all-cold", "kinds-of-warmth",
)  # fmt: skip
_HEARTFELT = frozenset({
    "named-thanks", "praise", "interest", "good-wish", "sympathy", "congratulation", "offer-of-help", "gladness",
    "affection", "no-pressure", "invitation", "humour",
})  # fmt: skip
FEATURES = (*CUES, *SIGNS, *SHAPE)


def features(facts: TextFacts, shape: Shape, cues: Sequence[Cue], *, subject: str, recipients: int) -> dict[str, float]:
    """Give the numbers that are not zero, by name (one of FEATURES), each between 0 and about 3."""
    words = max(1, sum(any(map(str.isalnum, word.lower)) for word in facts.words))
    thin = max(1.0, (words / LONG) ** 0.5)
    found = {name: min(MOST, count) / thin for name, count in Counter(cue.cue for cue in cues).items()}
    signs = Counter(hit.name for hit in facts.hits if hit.name in SIGNS)
    found |= {name: min(MOST, 10 * count / (words + 10)) for name, count in signs.items()}
    found |= _shape(facts, shape, words)
    found["reply"] = float(subject.lower().startswith(("re:", "aw:", "sv:", "antw:")))
    found["many-readers"] = float(recipients > MOST)
    found["all-cold"] = float(_only_cold(cues))
    found["kinds-of-warmth"] = max(0.0, len({cue.cue for cue in cues} & _HEARTFELT) - 1.0)
    return {name: value for name, value in found.items() if value}


def _shape(facts: TextFacts, shape: Shape, words: int) -> dict[str, float]:
    marks = [word.lower for word in facts.words if word.lower in {"!", "?"}]
    written = facts.text[shape.body.start : shape.body.end]
    return {
        "no-greeting": float(shape.greeting is None and not shape.called),
        "no-closing": float(shape.closing is None),
        "called-by-name": float(shape.called),
        "few-words": max(0.0, 1 - words / 15),
        "length": min(MOST, words / 100),
        "questions": min(MOST, marks.count("?")),
        "exclamation": float(marks.count("!") > 0),
        "exclamations": min(MOST, max(0, marks.count("!") - 1)) / MOST,
        "emoji": float(ANY_EMOJI.search(facts.text) is not None),
        "small-letters": float(written == written.lower() and any(map(str.isalpha, written))),
    }


def _only_cold(cues: Sequence[Cue]) -> bool:
    """Whether something is cold and nothing at all is warm, a formula apart."""
    effects = {cue.effect for cue in cues if cue.cue not in {"closing", "greeting", "greeting-by-name"}}
    return effects == {"colder"}
