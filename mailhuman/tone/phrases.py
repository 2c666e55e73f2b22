"""The set phrases, read from the files beside this one and checked: each entry has a source, none stands twice.

A phrase is written as words with a space between. `a|b` allows either word (`thank_you` is two words in one
choice), `word?` may be left out, `^` in front means that it opens a sentence, `$` behind that it ends one, `~3`
lets up to three words stand between, `+` is any word that counts. A list named "no-" and a cue takes that cue away
where its phrases stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from mailhuman.errors import Problem, RulesError
from mailhuman.places import Source, pydantic_problems, read_yaml
from mailhuman.tone.cues import CUES

FOLDER = Path(__file__).parent / "phrases"
MOST_FORMS = 400  # of one written phrase; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of a set phrase: the list it belongs to, its words, and where in a sentence it must stand."""

    name: str
    words: str
    opens: bool = False
    ends: bool = False


class _Entry(BaseModel):
    """A list of phrases that mean the same to a reader; `sign` lists only weigh, `cue` lists are also shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cue: str | None = None
    sign: str | None = None
    source: str = Field(min_length=1)
    phrases: list[str] = Field(min_length=1)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Give every form of every set phrase. RulesError with all problems if a file is not as it should be."""
    return load_phrases(sorted(FOLDER.glob("*.yaml")))


def load_phrases(paths: list[Path]) -> tuple[Phrase, ...]:
    """Read and check the files at `paths` together. RulesError names every problem with its line."""
    found: dict[Phrase, str] = {}
    problems: list[Problem] = []
    for path in paths:
        source = read_yaml(path.read_text(encoding="utf-8"), str(path))
        entries, wrong = _entries(source)
        problems += wrong
        for index, entry in entries:
            problems += _collect(source, index, entry, found)
    if problems:
        raise RulesError(tuple(problems), next_step="correct the lines named, or install mailhuman again")
    return tuple(found)


def _entries(source: Source) -> tuple[list[tuple[int, _Entry]], list[Problem]]:
    try:
        entries = TypeAdapter(list[_Entry]).validate_python(source.data or [])
    except ValidationError as error:
        return [], [*source.problems, *pydantic_problems(source, error.errors())]
    return list(enumerate(entries)), source.problems


def _collect(source: Source, index: int, entry: _Entry, found: dict[Phrase, str]) -> Iterator[Problem]:
    """Put the forms of an entry into `found`; yield what is wrong with them."""
    name = entry.cue or entry.sign or ""
    if (entry.cue is None) == (entry.sign is None):
        yield source.problem((index,), "give either cue or sign")
    elif entry.cue is not None and entry.cue not in CUES:
        yield source.problem((index, "cue"), "is not a cue of the closed list")
    elif entry.sign in CUES:
        yield source.problem((index, "sign"), "is the name of a cue")
    for number, written in enumerate(entry.phrases):
        place = (index, "phrases", number)
        forms = list(expand(written, name))
        if not forms or len(forms) > MOST_FORMS:
            yield source.problem(place, "says nothing, or too many things at once")
            continue
        for form in forms:
            here = f"{source.path}:{source.line(place)}"
            if form in found:
                yield source.problem(place, f"{form.words!r} is here already, at {found[form]}")
            found.setdefault(form, here)


def expand(written: str, name: str) -> Iterator[Phrase]:
    """Give the forms of one written phrase, each once."""
    opens, ends = written.startswith("^"), written.endswith("$")
    choices = [_choices(piece) for piece in written.removeprefix("^").removesuffix("$").split()]
    forms = (" ".join(" ".join(words).split()) for words in product(*choices))
    yield from dict.fromkeys(Phrase(name, form.lower(), opens, ends) for form in forms if form)


def _choices(piece: str) -> list[str]:
    optional = len(piece) > 1 and piece.endswith("?")
    words = [word.replace("_", " ") for word in piece.removesuffix("?" if optional else "").split("|")]
    return [*words, ""] if optional else words
