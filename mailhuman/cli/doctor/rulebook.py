"""Looks at the rules and wordings, the user's own among them, by running all their examples."""

from __future__ import annotations

from mailhuman.cli.doctor.finding import Checks, ok, problems_of
from mailhuman.cli.progress import Progress


def check() -> Checks:
    """The rules: do they load, and do all their examples come out as they say."""
    from mailhuman.cli.given import own_rulebook
    from mailhuman.errors import RulesError
    from mailhuman.tone import read_tone
    from mailhuman.touches.examples import check_examples

    with Progress("Checking the rules by their examples"):
        book = own_rulebook()
        problems = tuple(check_examples(book, read_tone))
    if problems:
        yield from problems_of(RulesError(problems, next_step="mend the rule, or its example"), "the rules")
        return
    examples = sum(len(rule.fires) + len(rule.silent) for rule in book.rules)
    yield ok(
        f"{len(book.rules)} rules and {len(book.templates.names)} wordings load; all {examples} examples are right"
    )
