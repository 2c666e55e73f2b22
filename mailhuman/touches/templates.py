"""The wordings: Jinja2 templates in a strict sandbox; what people wrote only ever fills a gap, never a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailhuman.errors import Problem, RulesError
from mailhuman.touches.grammar import agree

_PLAINLY = {
    "variety": "",
    "hurried": False,
    "deadline": False,
}  # the manner of a line where nothing tells one (see manner.py)
BLOCKS = ("wordings", "advice", "why")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a template gives for one case: lines that may be pasted, advice that may not, and the reason in words."""

    lines: tuple[str, ...]
    advice: str
    why: str


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates by name; each has the blocks `wordings` (one a line), `advice` and `why`."""

    by_name: Mapping[str, Template]
    paths: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """The names a rule may give under `say`."""
        return frozenset(self.by_name)

    def render(self, name: str, fill: Mapping[str, object]) -> Wording:
        """Fill the template; RulesError, naming only the file, if a gap has nothing to fill it."""
        template = self.by_name[name]
        try:
            parts = {block: _block(template, block, {**_PLAINLY, **fill}) for block in BLOCKS}
        except TemplateError as error:
            wrong = f"asks for something its rule does not give ({type(error).__name__})"
            raise RulesError((Problem(self.paths[name], 0, 0, wrong),), next_step="mend the template") from None
        lines = (" ".join(line.split()) for line in parts["wordings"].splitlines())
        return Wording(
            tuple(dict.fromkeys(line for line in lines if line)),
            " ".join(parts["advice"].split()),
            " ".join(parts["why"].split()),
        )


def load_templates(folders: Iterable[Path]) -> tuple[Templates, list[Problem]]:
    """Read every *.j2 of `folders` (a later folder wins); what is wrong with them comes back as problems."""
    found: dict[str, Template] = {}
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    environment = sandbox()
    for folder in folders:
        for path in sorted(folder.glob("*.j2")) if folder.is_dir() else ():
            try:
                template = environment.from_string(path.read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                problems.append(Problem(str(path), error.lineno, 0, error.message or "is not a template"))
                continue
            except (OSError, UnicodeDecodeError):
                problems.append(Problem(str(path), 0, 0, "cannot be read as UTF-8 text"))
                continue
            problems += [
                Problem(str(path), 1, 0, f"lacks {{% block {block} %}}")
                for block in BLOCKS
                if block not in template.blocks
            ]
            found[path.stem], paths[path.stem] = template, str(path)
    return Templates(found, paths), problems


def sandbox() -> ImmutableSandboxedEnvironment:
    """The one environment of templates: nothing can be changed or reached from it, a missing value is an error."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()
    environment.filters["capital"] = lambda words: words[:1].upper() + words[1:]
    environment.filters["bare"] = lambda words: words.removeprefix("the ").removeprefix("your ")
    environment.filters["agree"] = agree
    environment.filters["told"] = as_told_to_the_writer
    environment.filters["the"] = lambda words: words if words.startswith(("the ", "your ")) else f"the {words}"
    return environment


def as_told_to_the_writer(words: str) -> str:
    """`words` of a line to the reader as the writer is told of them: your choir is theirs, my daughter is yours."""
    if words.startswith("your "):
        return f"their {words.removeprefix('your ')}"
    return f"your {words.removeprefix('my ')}" if words.startswith("my ") else words


def _block(template: Template, block: str, fill: Mapping[str, object]) -> str:
    return "".join(template.blocks[block](template.new_context(dict(fill))))
