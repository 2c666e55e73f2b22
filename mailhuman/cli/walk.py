"""The walk through a review, one warning or suggestion at a time, one key an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from mailhuman.cli import answers
from mailhuman.cli.answers import About, Act, Item
from mailhuman.cli.hands import Hands, pressed
from mailhuman.model import Remembered, Review, Suggestion, Warned
from mailhuman.show.safe import on_one_line, visible
from mailhuman.show.terminal import print_suggestion, print_warning, print_withheld, put

Remember = Callable[[Remembered], None]
_NOT_KEPT = "Your answers are not remembered: with --contacts no store is written."

_BUILT_IN = "a warning is built in; nothing holds it back, and it quotes your own words alone."


@dataclass(frozen=True, slots=True)
class Taken:
    """A suggestion that was taken, in the words it was taken in."""

    suggestion: Suggestion
    words: str


class Leave(Exception):
    """The writer wants to go; what was answered stands."""


class Walk:
    """Asks about each thing a review says; `remember` keeps an answer, None where nothing is to be kept."""

    def __init__(
        self, console: Console, hands: Hands, remember: Remember | None, reason_of: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._console = console
        self._hands = hands
        self._remember = remember
        self._reason_of = reason_of
        self._said = False
        self.taken: list[Taken] = []

    def through(self, review: Review, about: About) -> bool:
        """Ask about everything in `review`; False once the writer wants to leave, by q, Ctrl-C or the end of input.

        What was taken with words is in `taken` afterwards.
        """
        self.taken.clear()
        if not review.has_something_to_say:
            return True
        try:
            self._ask_all(review, about)
        except (Leave, EOFError, KeyboardInterrupt):
            self._tell("Left; what was not answered stays as it is.")
            return False
        return True

    def _ask_all(self, review: Review, about: About) -> None:
        if self._remember is None and not self._said:
            self._console.print()
            self._tell(_NOT_KEPT)
            self._said = True
        for warning in review.warnings:
            print_warning(warning, self._console, review.draft.text)
            self._ask(warning, review, about)
        for number, suggestion in enumerate(review.suggestions, start=1):
            place = (number, len(review.suggestions))
            print_suggestion(suggestion, self._console, review.draft.text, place=place)
            self._ask(suggestion, review, about)

    def _ask(self, item: Item, review: Review, about: About) -> None:
        """Ask until there is an answer. Leave, EOFError or KeyboardInterrupt if there will be none."""
        chosen = 0
        while True:
            self._console.print()
            key = pressed(self._console, self._hands, answers.prompt(item))
            act = answers.act(key, item)
            if act == "choose":
                chosen = int(key) - 1
                self._tell(f"Chosen: {answers.wordings(item)[chosen]}")
            elif self._done(act, item, chosen, review, about):
                return

    def _done(self, act: Act, item: Item, chosen: int, review: Review, about: About) -> bool:
        """Carry out an answer; False where the question still stands."""
        if act == "quit":
            raise Leave
        if act == "dismiss":
            return self._dismiss(item, about)
        if isinstance(item, Suggestion) and act in {"take", "edit"}:
            return self._take(item, chosen, about, change=act == "edit")
        if act == "explain":
            self._explain(item, review)
        elif act == "help":
            self._help(item)
        elif act == "unknown":
            self._tell(f"Press one of {answers.pressable(item)}")
        return act == "skip"

    def _help(self, item: Item) -> None:
        for line in answers.meanings(item):
            put(self._console, line, indent=2, hang=3)

    def _take(self, item: Suggestion, chosen: int, about: About, *, change: bool) -> bool:
        offered = answers.wordings(item)
        words = visible(offered[chosen]) if offered else ""
        if change:
            words = self._changed(words)
            if not words:
                self._tell("No words are left; nothing was taken.")
                return False
        if words:
            self.taken.append(Taken(item, words))
            self._hand_over(words)
        else:
            self._tell("Noted.")
        self._keep(answers.taken(item, chosen, about))
        return True

    def _changed(self, words: str) -> str:
        found = self._hands.edit(words)
        return (self._hands.line("Your words: ", words) if found is None else found).strip()

    def _hand_over(self, words: str) -> None:
        """Put the words where they can be pasted from: the clipboard, or else a place on the screen."""
        if self._hands.copy(words):
            self._tell(f"Copied: {words}")
            return
        self._tell("There is no clipboard here; copy the words between the lines.")
        for line in ("---", visible(words), "---"):
            self._console.print(line, soft_wrap=True)

    def _dismiss(self, item: Item, about: About) -> bool:
        found = answers.scopes(item, about)
        key = "t" if len(found) == 1 else self._scope_key(found)
        if key not in found:
            self._tell("Nothing was dismissed.")
            return False
        scope, meaning = found[key]
        reason = self._hands.line("Why? A few words, or only Enter: ", "")
        self._keep(answers.dismissed(item, scope, reason, about))
        self._tell(f"Dismissed: {meaning}.")
        return True

    def _scope_key(self, found: dict[str, tuple[Any, str]]) -> str:
        self._tell("What should not come again?")
        for key, (_, meaning) in found.items():
            put(self._console, f"{key}  {on_one_line(meaning)}", indent=2, hang=3)
        return pressed(self._console, self._hands, f"{', '.join(found)}; any other key goes back").lower()

    def _explain(self, item: Item, review: Review) -> None:
        if isinstance(item, Warned):
            self._tell(f"{item.rule}: {_BUILT_IN}")
        else:
            reason = self._reason_of(item.rule)
            self._tell(f"The rule {item.rule} spoke{': ' + reason if reason else '.'}")
        print_withheld(review.withheld, self._console)

    def _keep(self, entry: Remembered) -> None:
        if self._remember:
            self._remember(entry)

    def _tell(self, words: str) -> None:
        put(self._console, on_one_line(words))
