"""`mailhuman rules`: see the rules, check your own, ask why one spoke, switch one off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from mailhuman.cli.given import addresses, moment, own_rulebook
from mailhuman.cli.quieting import standings, wake
from mailhuman.cli.saying import say
from mailhuman.cli.who import NotFound
from mailhuman.show.safe import on_one_line

_FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
_GROUNDS = {"note": "a note", "thread": "the thread", "name": "the name", "form": "the draft's form"}
_SEE_LIST = "`mailhuman rules list` names them all"


@click.group()
def rules() -> None:
    """See, check, explain and switch the rules."""


@rules.command("list")
def list_rules() -> None:
    """List every rule, and whether it is on.

    The columns are its state, its id, its category, and what it rests on; "part" is on but for some person or folder,
    "quiet" is a rule you kept dismissing, which `mailhuman rules reset` wakes.
    """
    stand = standings(_now())
    for rule in own_rulebook().rules:
        state = stand.state(rule)
        why = f" ({stand.why(rule.id)})" if state == "quiet" else ""
        say(f"{state:5} {rule.id:20} {rule.category:18} from {_GROUNDS[rule.rests_on]}{why}", hang=6)


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
        "state": standings(_now()).told(found),
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
    from mailhuman.review import in_order, their_tone, tone_in_thread
    from mailhuman.touches.explain import explain as verdicts

    given = read_known(contacts, None)
    known, quiet = given.at(now), given.quiet(now)
    before = in_order(read_threads(thread), now)
    written = written_draft(draft)
    owners = owner or frozenset({written.sender.email} if written.sender else ())
    tone = tone_in_thread(written, before, owners, now)
    situation = Situation(written, tone, owners, now, before, known.contacts, known.history)
    situation = replace(situation, their_tone=their_tone(situation))
    for verdict in verdicts(situation, own_rulebook(), known.switches):
        why = f"{verdict.why}: you kept dismissing it" if verdict.rule in quiet else verdict.why
        say(f"{verdict.rule:20} {verdict.outcome:15} {on_one_line(why)}", hang=37)


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


@rules.command()
@click.argument("rule", default="")
def reset(rule: str) -> None:
    """Wake a rule that grew quiet, or all.

    RULE is its id; without one all rules wake that you dismissed for everybody, or so often that they grew quiet.
    """
    if rule and own_rulebook().rule(rule) is None:
        raise NotFound("no rule is called that", next_step=_SEE_LIST)
    asleep = standings(_now()).asleep
    if rule and rule not in asleep:
        return say(f"{rule} is not quiet.")
    woken = (rule,) if rule else asleep
    wake(woken, _now())
    return say("\n".join(f"{each} speaks again." for each in woken) or "No rule is quiet.")


def _switch(target: str, person: str, folder: str, *, on: bool) -> None:
    from mailhuman.model import Switch
    from mailhuman.store import open_store

    meant = tuple(rule.id for rule in own_rulebook().rules if target in {rule.id, rule.category})
    if not meant:
        raise NotFound("no rule or category is called that", next_step=_SEE_LIST)
    with open_store() as store:
        store.set_switch(Switch(target, on, person.strip().lower(), folder))
        if on and not person and not folder:
            store.wake(meant, _now())
    where = "".join([f" for {person}" if person else "", f" in {folder}" if folder else ""])
    say(f"{target} is {'on' if on else 'off'}{where}.")


def _now() -> datetime:
    return datetime.now().astimezone()
