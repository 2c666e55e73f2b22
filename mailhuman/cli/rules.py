"""`mailhuman rules`: see the rules, check your own, ask why one spoke, switch one off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.given import addresses, moment, own_rulebook
from mailhuman.cli.saying import say
from mailhuman.cli.who import NotFound
from mailhuman.show.safe import on_one_line

if TYPE_CHECKING:
    from mailhuman.model import Switch

_FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
_GROUNDS = {"note": "a note", "thread": "the thread", "name": "the name", "form": "the draft's form"}
_SEE_LIST = "`mailhuman rules list` names them all"


@click.group()
def rules() -> None:
    """See, check, explain and switch the rules."""


@rules.command("list")
def list_rules() -> None:
    """List every rule, and whether it is on.

    The columns are its state, its id, its category, and what it rests on; "part" is on but for some person or folder.
    """
    switches = _switches()
    for rule in own_rulebook().rules:
        state = _state(rule.id, rule.category, switches)
        say(f"{state:5} {rule.id:20} {rule.category:18} from {_GROUNDS[rule.rests_on]}")


@rules.command()
@click.argument("rule")
def show(rule: str) -> None:
    """Show what a rule is for, and its source.

    RULE is its id, as `mailhuman rules list` gives it.
    """
    found = own_rulebook().rule(rule)
    if found is None:
        raise NotFound("no rule is called that", next_step=_SEE_LIST)
    told = {
        "state": _state(found.id, found.category, _switches()),
        "category": found.category,
        "from": _GROUNDS[found.rests_on],
        "why": found.why,
        "source": found.source,
    }
    for label, words in told.items():
        say(f"{label:10}{on_one_line(words)}", hang=10)


@rules.command()
def check() -> None:
    """Check all rules, yours too, by their examples.

    The exit code is 4 if something is wrong; each problem is told with its place.
    """
    from mailhuman.errors import RulesError
    from mailhuman.tone import read_tone
    from mailhuman.touches.examples import check_examples

    book = own_rulebook()
    problems = check_examples(book, read_tone)
    if problems:
        raise RulesError(tuple(problems), next_step="mend the rule, or the example if it was wrong")
    examples = sum(len(rule.fires) + len(rule.silent) for rule in book.rules)
    say(f"{len(book.rules)} rules, {len(book.templates.names)} wordings, {examples} examples: all as they say.")


@rules.command()
@click.argument("draft", type=_FILE)
@click.option("--thread", multiple=True, type=_FILE, help="Mail before it; may be given several times.")
@click.option("--contacts", type=_FILE, help="Notes to use in place of yours; no store is read then.")
@click.option(
    "--owner", multiple=True, callback=addresses, metavar="ADDRESS", help="Your address; by default its From."
)
@click.option("--now", default="", callback=moment, metavar="ISO8601", help="The time to judge by; by default now.")
def explain(draft: Path, thread: tuple[Path, ...], contacts: Path | None, owner: frozenset[str], now: datetime) -> None:
    """Say for every rule why it speaks on a draft or not.

    DRAFT is a message saved as .eml.
    """
    from mailhuman.cli.given import read_known, read_threads, written_draft
    from mailhuman.model import Situation
    from mailhuman.review import in_order, their_tone, tone_of
    from mailhuman.touches.explain import explain as verdicts

    known = read_known(contacts, None)
    before = in_order(read_threads(thread), now)
    written = written_draft(draft)
    owners = owner or frozenset({written.sender.email} if written.sender else ())
    situation = Situation(written, tone_of(written), owners, now, before, known.contacts, known.history)
    situation = replace(situation, their_tone=their_tone(situation))
    for verdict in verdicts(situation, own_rulebook(), known.switches):
        say(f"{verdict.rule:20} {verdict.outcome:15} {on_one_line(verdict.why)}", hang=37)


@rules.command()
@click.argument("target")
@click.option("--person", default="", metavar="ADDRESS", help="Only for this person.")
@click.option("--folder", default="", help="Only for drafts in this folder.")
def disable(target: str, person: str, folder: str) -> None:
    """Switch a rule or a category off.

    TARGET is its id or name, as `mailhuman rules list` gives them.
    """
    _switch(target, person, folder, on=False)


@rules.command()
@click.argument("target")
@click.option("--person", default="", metavar="ADDRESS", help="Only for this person.")
@click.option("--folder", default="", help="Only for drafts in this folder.")
def enable(target: str, person: str, folder: str) -> None:
    """Switch a rule or a category on again.

    TARGET is its id or name, as `mailhuman rules list` gives them.
    """
    _switch(target, person, folder, on=True)


def _switch(target: str, person: str, folder: str, *, on: bool) -> None:
    from mailhuman.model import Switch
    from mailhuman.store import open_store

    known = {name for rule in own_rulebook().rules for name in (rule.id, rule.category)}
    if target not in known:
        raise NotFound("no rule or category is called that", next_step=_SEE_LIST)
    with open_store() as store:
        store.set_switch(Switch(target, on, person.strip().lower(), folder))
    where = "".join([f" for {person}" if person else "", f" in {folder}" if folder else ""])
    say(f"{target} is {'on' if on else 'off'}{where}.")


def _state(rule_id: str, category: str, switches: tuple[Switch, ...]) -> str:
    """On or off everywhere; "part" where a switch concerns only some person or folder."""
    fitting = [each for each in switches if each.target in {rule_id, category, "*"}]
    wide = [each.enabled for each in fitting if not each.person and not each.folder]
    if wide and not wide[-1]:
        return "off"
    return "part" if any(not each.enabled for each in fitting) else "on"


def _switches() -> tuple[Switch, ...]:
    from mailhuman.store import open_store

    with open_store() as store:
        return tuple(store.switches())
