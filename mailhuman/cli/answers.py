"""What may be answered to a warning or a suggestion: the keys, what each means, and what is remembered of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailhuman.model import Outcome, Remembered, Suggestion, Warned
from mailhuman.show.words import matter

Item = Suggestion | Warned
Act = Literal["take", "edit", "skip", "dismiss", "explain", "quit", "help", "choose", "unknown"]
Scope = Literal["this", "rule", "person", "fact"]

_ACTS: dict[str, Act] = {
    "t": "take",
    "e": "edit",
    "s": "skip",
    "d": "dismiss",
    "x": "explain",
    "q": "quit",
    "?": "help",
    "h": "help",
}
_LABELS = {
    "t": "[t]ake",
    "e": "[e]dit",
    "s": "[s]kip",
    "d": "[d]ismiss",
    "x": "e[x]plain",
    "q": "[q]uit",
    "?": "[?]",
}
_MEANINGS = {
    "t": "take these words: they are copied, and remembered so that they are not suggested again soon",
    "e": "change the words first, then take them",
    "s": "go on; it may be suggested again",
    "d": "do not suggest it again: this one, this rule, this kind for this person, or this fact",
    "x": "say which rule spoke, and what was kept back and why",
    "q": "leave; what was not answered stays as it is",
    "?": "this list",
}
_NOTED = {"t": "[t]ake note", "": "it is remembered as seen, so that it is not told again soon"}
_MOST_WORDINGS = 9


@dataclass(frozen=True, slots=True)
class About:
    """What an answer belongs to: the moment, the reader's address ("" if nobody yet) and the draft's lineage."""

    now: datetime
    contact: str = ""
    lineage: str = ""


def wordings(item: Item) -> tuple[str, ...]:
    """Every wording there is to choose from, the first one first."""
    if isinstance(item, Warned) or not item.text:
        return ()
    return (item.text, *item.alternatives)[:_MOST_WORDINGS]


def keys(item: Item) -> str:
    """The keys that mean something here, in the order in which they are shown; numbers are apart."""
    if isinstance(item, Warned):
        return "sdxq?"
    return "tesdxq?" if item.text else "tsdxq?"


def pressable(item: Item) -> str:
    """Every key that means something here, the numbers of the wordings among them."""
    named = [*keys(item)]
    if len(wordings(item)) > 1:
        named.insert(1, f"1-{len(wordings(item))}")
    return " ".join(named)


def act(key: str, item: Item) -> Act:
    """What a key means here; "unknown" for any that means nothing."""
    pressed = key.lower()
    if pressed.isdecimal() and pressed.isascii() and 1 <= int(pressed) <= len(wordings(item)):
        return "choose"
    return _ACTS[pressed] if pressed in _ACTS and pressed in keys(item) + "h" else "unknown"


def prompt(item: Item) -> str:
    """The line that asks."""
    labels = [_NOTED["t"] if key == "t" and not wordings(item) else _LABELS[key] for key in keys(item)]
    if len(wordings(item)) > 1:
        labels.insert(1, f"[1-{len(wordings(item))}] which")
    return ", ".join(labels)


def meanings(item: Item) -> list[str]:
    """A line on each key, as `?` shows them."""
    told = {key: _MEANINGS[key] for key in keys(item)}
    if isinstance(item, Warned):
        told["d"] = "do not warn of these words in this draft again"
    elif not item.text:
        told["t"] = _NOTED[""]
    lines = [f"{key}  {meaning}" for key, meaning in told.items()]
    if len(wordings(item)) > 1:
        lines.insert(1, f"1-{len(wordings(item))}  choose among the wordings")
    return lines


def scopes(item: Item, about: About) -> dict[str, tuple[Scope, str]]:
    """How far a dismissal may reach: key, scope and what it means; of a warning only itself is dismissed."""
    found: dict[str, tuple[Scope, str]] = {"t": ("this", "this one")}
    if isinstance(item, Warned):
        return found
    found["r"] = ("rule", f"the rule {item.rule}, for everybody")
    if about.contact:
        kind = matter(item.category)
        found["p"] = ("person", f"everything of this kind ({kind}) for {about.contact}")
    if item.fact and (item.note or item.evidence):
        found["f"] = ("fact", "this fact, for good" if item.note else "these words of the thread, for good")
    return found


def taken(item: Suggestion, chosen: int, about: About) -> Remembered:
    """What is remembered of a suggestion taken: the wording offered, not what became of it in an editor."""
    words = wordings(item)
    return _remembered(item, "taken", about, text=words[chosen] if words else "")


def dismissed(item: Item, scope: Scope, reason: str, about: About) -> Remembered:
    """What is remembered of an item dismissed."""
    return _remembered(item, "dismissed", about, scope=scope, reason=" ".join(reason.split()))


def _remembered(  # noqa: PLR0913 - an answer has this much to it
    item: Item, outcome: Outcome, about: About, *, text: str = "", scope: Scope = "this", reason: str = ""
) -> Remembered:
    return Remembered(
        at=about.now,
        outcome=outcome,
        contact=about.contact,
        rule=item.rule,
        category=item.category,
        kind=item.kind if isinstance(item, Suggestion) else "touch",
        fact=item.fact if isinstance(item, Suggestion) else "",
        text=text,
        suggestion=item.id,
        lineage=about.lineage,
        scope=scope,
        reason=reason,
    )
