"""The examples in a rule, run: each firing one must make its rule speak, each silent one must keep it quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import yaml

from mailhuman.contacts import parse_contacts
from mailhuman.errors import ContactsError, Problem, RulesError
from mailhuman.model import Address, Contact, Draft, Review, Situation, Span, ThreadMessage, ToneReading
from mailhuman.touches.rule import Example, ExampleMessage, Rule
from mailhuman.touches.rulebook import Rulebook
from mailhuman.touches.suggest import suggest

OWNER = "jo@falk.example"
_THEM = "priya@acme.example"
_CARD: dict[str, Any] = {"name": "Priya Raman", "emails": [_THEM]}
Reader = Callable[[str], ToneReading]


def check_examples(rulebook: Rulebook, read: Reader) -> list[Problem]:
    """Run every example of every rule; what does not come out as it says is a problem with its file."""
    return list(dict.fromkeys(problem for rule in rulebook.rules for problem in _check_rule(rule, rulebook, read)))


def _check_rule(rule: Rule, rulebook: Rulebook, read: Reader) -> Iterator[Problem]:
    alone = Rulebook((rule,), rulebook.templates)  # it speaks by itself, whatever other rules would rather say
    for name, examples, book in (("fires", rule.fires, alone), ("silent", rule.silent, rulebook)):
        for number, example in enumerate(examples):
            try:
                review = suggest(situation(example, read), book)
            except RulesError as error:  # a wording with a gap: its own file is at fault, not the example
                yield from error.problems
                continue
            except (ContactsError, ValueError) as error:
                wrong = _all_of(error)
            else:
                wrong = _silent_enough(rule, example, review) if name == "silent" else _fired(rule, example, review)
            if wrong:
                yield Problem(rule.path, 1, 0, f"{name}.{number} ({example.title or 'no title'}): {wrong}")


def _all_of(error: Exception) -> str:
    if isinstance(error, ContactsError):
        return "; ".join(problem.message for problem in error.problems)
    return str(error)


def _fired(rule: Rule, example: Example, review: Review) -> str:
    spoken = [each for each in review.suggestions if each.rule == rule.id]
    if not spoken:
        kept = [f"{each.gate}: {each.why}" for each in review.withheld if each.rule == rule.id]
        return "does not speak" + (f" ({'; '.join(kept)})" if kept else "")
    said = " ".join((spoken[0].text, *spoken[0].alternatives, spoken[0].advice))
    return "" if example.says in said else f"speaks, but does not say {example.says!r}"


def _silent_enough(rule: Rule, example: Example, review: Review) -> str:
    if any(each.rule == rule.id for each in review.suggestions):
        return "speaks"
    gates = {each.gate for each in review.withheld if each.rule == rule.id}
    if example.gate and example.gate not in gates:
        return f"is silent, but not by {example.gate} (by {', '.join(sorted(gates)) or 'no gate'})"
    return ""


def situation(example: Example, read: Reader) -> Situation:
    """Build the situation an example describes. ValueError or ContactsError where it cannot be."""
    now = datetime.fromisoformat(example.now)
    text = example.draft.rstrip("\n")
    draft = Draft(
        status="reviewed" if text.strip() else "empty",
        sender=Address(OWNER, "Jo Falk"),
        to=tuple(Address(email.lower()) for email in example.to),
        cc=tuple(Address(email.lower()) for email in example.cc),
        subject=example.subject,
        text=text,
        own=(Span(0, len(text)),) if text else (),
        language="en",
    )
    return Situation(
        draft,
        read(text),
        frozenset({OWNER}),
        now,
        tuple(_message(each, now, number) for number, each in enumerate(example.thread)),
        _cards(example),
    )


def _cards(example: Example) -> tuple[Contact, ...]:
    cards = [{**_CARD, **example.card}, *example.others]
    return parse_contacts(yaml.safe_dump(cards, allow_unicode=True), "card")


def _message(example: ExampleMessage, now: datetime, number: int) -> ThreadMessage:
    jo, priya = Address(OWNER, "Jo Falk"), Address(_THEM, "Priya Raman")
    mine = example.sender == "me"
    return ThreadMessage(
        message_id=f"<example{number}@acme.example>",
        sender=jo if mine else priya,
        to=(priya if mine else jo,),
        subject=example.subject,
        date=now - timedelta(days=example.days_ago, minutes=example.minutes_ago),
        text=example.text,
        own=(Span(0, len(example.text)),),
        language="en",
    )
