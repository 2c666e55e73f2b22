"""The rules as they lie in rules/ and the user's own folder: read, checked all at once, and never evaluated.

A rule says what it rests on (a note, the thread, the name in the greeting, the form of the draft), the conditions it
needs from a closed list, and why it exists. A rule without `why`, `source`, a firing and two silent examples does not
load.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from mailhuman.bundled import shelf
from mailhuman.errors import Problem, RulesError
from mailhuman.places import Source, pydantic_problems, read_yaml
from mailhuman.touches.rule import Rule
from mailhuman.touches.templates import Templates, load_templates
from mailhuman.touches.vocabulary import CATEGORIES

_NEXT = "mend these lines, then run `mailhuman rules check`"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules in order of rank, and the templates they speak with."""

    rules: tuple[Rule, ...]
    templates: Templates

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def load_rulebook(own: Path | None = None) -> Rulebook:
    """Read the bundled rules and templates and, where given, those in the user's folder `own` (rules/, templates/).

    RulesError with every problem of every file; nothing is loaded then.
    """
    rule_folders = [shelf("rules"), *([own / "rules"] if own else [])]
    template_folders = [shelf("templates") / "touches", *([own / "templates" / "touches"] if own else [])]
    templates, problems = load_templates(template_folders)
    rules: list[Rule] = []
    for folder in rule_folders:
        found, wrong = _read_folder(folder)
        rules += found
        problems += wrong
    problems += _across(rules, templates)
    if problems:
        raise RulesError(tuple(problems), next_step=_NEXT)
    return Rulebook(tuple(sorted(rules, key=lambda rule: (CATEGORIES[rule.category].rank, rule.id))), templates)


def _read_folder(folder: Path) -> tuple[list[Rule], list[Problem]]:
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        try:
            source = read_yaml(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(str(path), 0, 0, "cannot be read as UTF-8 text"))
            continue
        rule, wrong = read_rule(source)
        problems += wrong
        if rule:
            rules.append(rule)
    return rules, problems


def read_rule(source: Source) -> tuple[Rule | None, Sequence[Problem]]:
    """Turn one rule file into a rule, or into all that is wrong with it."""
    if source.problems:
        return None, source.problems
    if not isinstance(source.data, dict):
        return None, [source.problem((), "a rule file holds one mapping, starting with `id:`")]
    try:
        rule = Rule.model_validate({**source.data, "path": source.path})
    except ValidationError as error:
        return None, pydantic_problems(source, error.errors())
    if rule.id != Path(source.path).stem:
        return None, [source.problem(("id",), f"id: is {rule.id!r}, but the file is {Path(source.path).name}")]
    return rule, ()


def _across(rules: Iterable[Rule], templates: Templates) -> list[Problem]:
    """What only shows when all rules are looked at together: two of one id, a wording that is nowhere."""
    seen: dict[str, Rule] = {}
    problems = []
    for rule in rules:
        if rule.id in seen:
            problems.append(Problem(rule.path, 1, 0, f"id: {rule.id} is taken by {seen[rule.id].path}"))
        seen[rule.id] = rule
        if rule.say not in templates.names:
            problems.append(Problem(rule.path, 1, 0, f"say: there is no template touches/{rule.say}.j2"))
    return problems
