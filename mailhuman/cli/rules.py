"""`mailhuman rules`: see the rules, check your own, ask why one spoke, switch one off."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from mailhuman.model import Switch
    from mailhuman.touches.rulebook import Rulebook


@click.group()
def rules() -> None:
    """See, check, explain and switch the rules."""


@rules.command("list")
def list_rules() -> None:
    """List every rule with its category, whether it is on, and what it rests on."""
    from mailhuman.touches.vocabulary import CATEGORIES

    switches = _switches()
    for rule in _rulebook().rules:
        state = _state(rule.id, rule.category, switches)
        number = CATEGORIES[rule.category].number
        say(f"{rule.id:22} {number} {rule.category:18} {state:4} rests on {rule.rests_on:7} {rule.source}")


@rules.command()
def check() -> None:
    """Check the rules, wordings and examples, yours among them; exit 4 if something is wrong."""
    from mailhuman.errors import RulesError
    from mailhuman.tone import read_tone
    from mailhuman.touches.examples import check_examples

    book = _rulebook()
    problems = check_examples(book, read_tone)
    if problems:
        raise RulesError(tuple(problems), next_step="mend the rule, or the example if it was wrong")
    examples = sum(len(rule.fires) + len(rule.silent) for rule in book.rules)
    say(f"{len(book.rules)} rules, {len(book.templates.names)} wordings, {examples} examples: all as they say.")


@rules.command()
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--thread", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Mail before it."
)
@click.option(
    "--contacts", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Notes to use instead of yours."
)
@click.option("--owner", default="", help="Your address; by default the draft's From.")
@click.option("--now", default="", metavar="ISO8601", help="The time to judge by; by default the clock.")
def explain(draft: Path, thread: tuple[Path, ...], contacts: Path | None, owner: str, now: str) -> None:
    """Say for every rule why it speaks or keeps silent on DRAFT, an .eml file."""
    from mailhuman.contacts import parse_contacts
    from mailhuman.message import read_draft, read_thread
    from mailhuman.model import Situation
    from mailhuman.review import in_order, tone_of
    from mailhuman.touches.explain import explain as verdicts

    written = read_draft(draft.read_bytes())
    moment = _moment(now)
    sender = owner or (written.sender.email if written.sender else "")
    situation = Situation(
        written,
        tone_of(written),
        frozenset({sender.strip().lower()}),
        moment,
        in_order([message for path in thread for message in read_thread(path.read_bytes())], moment),
        parse_contacts(contacts.read_text(encoding="utf-8"), str(contacts)) if contacts else _own_contacts(),
    )
    for verdict in verdicts(situation, _rulebook(), () if contacts else _switches()):
        say(f"{verdict.rule:22} {verdict.outcome:15} {verdict.why}")


@rules.command()
@click.argument("target")
@click.option("--person", default="", metavar="ADDRESS", help="Only for this person.")
@click.option("--folder", default="", help="Only for drafts in this folder.")
def disable(target: str, person: str, folder: str) -> None:
    """Switch a rule or a category off: TARGET is its id or name."""
    _switch(target, person, folder, on=False)


@rules.command()
@click.argument("target")
@click.option("--person", default="", metavar="ADDRESS", help="Only for this person.")
@click.option("--folder", default="", help="Only for drafts in this folder.")
def enable(target: str, person: str, folder: str) -> None:
    """Switch a rule or a category on again: TARGET is its id or name."""
    _switch(target, person, folder, on=True)


def _switch(target: str, person: str, folder: str, *, on: bool) -> None:
    from mailhuman.model import Switch
    from mailhuman.store import open_store

    known = {name for rule in _rulebook().rules for name in (rule.id, rule.category)}
    if target not in known:
        raise click.BadParameter("no rule or category is called that; see `mailhuman rules list`", param_hint="TARGET")
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


def _moment(now: str) -> datetime:
    try:
        moment = datetime.fromisoformat(now) if now else datetime.now().astimezone()
    except ValueError:
        raise click.BadParameter("write it as 2026-03-12T17:00:00+00:00", param_hint="--now") from None
    return moment if moment.tzinfo else moment.astimezone()


def _rulebook() -> Rulebook:
    from mailhuman.config import config_folder
    from mailhuman.review import rules as rulebook

    return rulebook(config_folder())


def _switches() -> tuple[Switch, ...]:
    from mailhuman.store import open_store

    with open_store() as store:
        return tuple(store.switches())


def _own_contacts() -> tuple:  # type: ignore[type-arg]
    from mailhuman.store import open_store

    with open_store() as store:
        return tuple(store.contacts())
