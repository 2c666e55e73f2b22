"""What a rule may say: its fields, the closed lists behind them, and its examples; checked by pydantic."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from mailhuman.model import NOTE_KINDS
from mailhuman.touches.conditions import CONDITIONS
from mailhuman.touches.finding import FindingKind
from mailhuman.touches.signs import signs
from mailhuman.touches.vocabulary import CATEGORIES, RestsOn

NameCheck = Literal["slip", "former", "someone-else", "said-aloud", "title"]
FormCheck = Literal["greeting", "closing", "bare-command", "off-hours"]
_FEWEST_SILENT = 2


def _one_of(known: tuple[str, ...] | dict[str, Any], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is no {what}; known are {', '.join(sorted(known))}")
        return value

    return AfterValidator(check)


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", value):
        raise ValueError("write it in small letters, digits and hyphens")
    return value


def _known_sign(value: str) -> str:
    if value not in signs():
        raise ValueError(f"{value!r} is no sign; known are {', '.join(sorted(signs()))}")
    return value


Number = Annotated[int, BeforeValidator(lambda value: int(value) if re.fullmatch(r"-?\d+", str(value)) else value)]
KnownSign = Annotated[str, AfterValidator(_known_sign)]
KnownNote = Annotated[str, _one_of(NOTE_KINDS, "kind of note")]
Condition = Annotated[str, _one_of(tuple(CONDITIONS), "condition")]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Window(_Strict):
    """Days around a note's date within which a rule may use it; today − date lies in [−before, after]."""

    before: Number = Field(0, ge=0, le=366)
    after: Number = Field(0, ge=0, le=366)


class NoteNeed(_Strict):
    """The note a rule needs: its kinds, a sign its text must (not) show, how its date lies to today.

    `since_learned` lets the day it was learned stand for a date that is missing; `by` is for promises. `older_than` and
    `younger_than` are days; a note younger than that may have no day of its own in the past either.
    `bears_on_draft` asks that the draft speak of the note's topic.
    """

    kinds: tuple[KnownNote, ...] = Field(min_length=1)
    sign: KnownSign | None = None
    without: tuple[KnownSign, ...] = ()
    window: Window | None = None
    yearly: bool = False
    since_learned: bool = False
    by: Literal["me", "them"] | None = None
    fill: tuple[
        Literal["topic", "happening", "occasion", "place", "person", "success", "owed", "aim", "encounter"], ...
    ] = ()
    older_than: Number = Field(0, ge=0)
    younger_than: Number = Field(0, ge=0)
    bears_on_draft: bool = False


class ExampleMessage(_Strict):
    """A message of an example's thread: from whom, how long ago, its words."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    sender: Literal["them", "me"] = Field(alias="from")
    days_ago: Number = 0
    minutes_ago: Number = 0
    text: Text
    subject: str = ""


class Example(_Strict):
    """A small situation: today is 2025-06-12 10:00 UTC, Jo writes to Priya, unless it says otherwise."""

    title: str = ""
    draft: str
    subject: str = ""
    now: str = "2025-06-12T10:00:00+00:00"
    to: tuple[str, ...] = ("priya@acme.example",)
    cc: tuple[str, ...] = ()
    card: dict[str, Any] = Field(default_factory=dict)
    others: tuple[dict[str, Any], ...] = ()
    thread: tuple[ExampleMessage, ...] = ()
    says: str = ""
    gate: str = ""


class Rule(_Strict):
    """One rule: who it is for, what it needs, what it says, why it exists, and examples of speech and silence."""

    id: Annotated[str, AfterValidator(_identifier)]
    category: Annotated[str, _one_of(CATEGORIES, "category")]
    rests_on: RestsOn
    note: NoteNeed | None = None
    finding: FindingKind | None = None
    name: NameCheck | None = None
    form: FormCheck | None = None
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    say: Annotated[str, AfterValidator(_identifier)]
    why: Text
    source: Text
    fires: tuple[Example, ...] = Field(min_length=1)
    silent: tuple[Example, ...] = Field(min_length=_FEWEST_SILENT)
    path: str = ""

    @model_validator(mode="after")
    def _needs_what_it_rests_on(self) -> Rule:
        needs = {"note": self.note, "thread": self.finding, "name": self.name, "form": self.form}
        for what, given in needs.items():
            field = {"thread": "finding"}.get(what, what)
            if (given is not None) != (what == self.rests_on):
                raise ValueError(f"rests_on {self.rests_on}: {field} {'must' if given is None else 'may not'} be given")
        return self


FORM_CHECKS: tuple[str, ...] = get_args(FormCheck)
