"""The JSON export of Monica (monicahq.com, version 4: Settings, Export), read into cards.

Kept: names, nickname, e-mail addresses, birthday (without its year, or as approximate, where Monica knows no better),
death, day of the first meeting, description, food preferences, job, notes, pets, relatives, how often to stay in
touch, and the latest activity or call as the last conversation. People whom Monica keeps only as somebody's relative
make no card: they are family notes, with their birthday. Relations of love that no card should speak of are marked
never. Not kept: gifts, debts, reminders, tasks, other activities and calls, messages, life events, the journal, tags,
gender, telephone numbers, postal addresses, photos and documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # what JSON holds is of any type

from pydantic import ValidationError

from mailhuman.contacts.card import WrittenCard
from mailhuman.errors import ContactsError, Problem
from mailhuman.model import Contact

_NEXT = "mend it and try again; nothing was stored"
_DAY = 10  # characters of a moment that are its day
_FAMILY = frozenset({
    "partner", "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "uncle", "nephew", "cousin",
    "godfather", "godson", "stepparent", "stepchild",
})  # fmt: skip
_UNSPOKEN = frozenset({"date", "lover", "inlovewith", "lovedby", "ex", "ex_husband"})
_WORDS = {
    "bestfriend": "best friend",
    "inlovewith": "in love with",
    "lovedby": "loved by",
    "ex_husband": "former spouse",
}
Written = dict[str, Any]


@dataclass(slots=True)
class _Export:
    """What cards are made of: people, activities and kinds of address by uuid, relations by whom they belong to."""

    people: dict[str, Written] = field(default_factory=dict)
    activities: dict[str, Written] = field(default_factory=dict)
    email_types: set[str] = field(default_factory=set)
    relations: dict[str, list[Written]] = field(default_factory=dict)


def parse_monica(text: str, path: str) -> tuple[Contact, ...]:
    """Read an export; ContactsError with every problem: the line is that of the person, 0 where it cannot be told."""
    account = _account(text, path)
    export = _sorted(account)
    problems: list[Problem] = []
    cards: list[Contact] = []
    for uuid, person in export.people.items():
        if not _properties(person).get("is_partial"):
            cards += _card(uuid, person, export, _Place(text, path, problems))
    if problems:
        raise ContactsError(tuple(problems), next_step=_NEXT)
    return tuple(cards)


def _account(text: str, path: str) -> Written:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        raise _refused(Problem(path, error.lineno, error.colno, f"is not readable as JSON: {error.msg}")) from None
    except (RecursionError, ValueError):
        raise _refused(Problem(path, 0, 0, "is not readable as JSON")) from None
    account = read.get("account") if isinstance(read, dict) else None
    if not isinstance(account, dict) or "data" not in account:
        raise _refused(Problem(path, 1, 0, "is no export of Monica: it holds no account with data"))
    return account


def _refused(problem: Problem) -> ContactsError:
    return ContactsError((problem,), next_step="give the JSON file that Monica exports")


def _sorted(account: Written) -> _Export:
    export = _Export()
    export.people = {_text(each, "uuid"): each for each in _things(account, "contact") if _text(each, "uuid")}
    export.activities = {_text(each, "uuid"): each for each in _things(account, "activity")}
    for each in _things(account, "relationship"):
        export.relations.setdefault(_text(_properties(each), "of_contact"), []).append(_properties(each))
    instance = account.get("instance")
    for each in _dicts(instance.get("contact_field_types") if isinstance(instance, dict) else None):
        told = _properties(each)
        if "email" in {_text(told, "type"), _text(told, "name").casefold()} or _text(told, "protocol") == "mailto:":
            export.email_types.add(_text(each, "uuid"))
    return export


def _values(holder: Mapping[str, Any], kind: str) -> Iterator[Any]:
    """The things of one kind in the "data" of an account or a person."""
    data = holder.get("data")
    for collection in _dicts(list(data.values()) if isinstance(data, dict) else data):
        if collection.get("type") == kind and isinstance(values := collection.get("values"), list):
            yield from values


def _things(holder: Mapping[str, Any], kind: str) -> list[Written]:
    return _dicts(list(_values(holder, kind)))


def _dicts(values: object) -> list[Written]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _properties(thing: Written) -> Written:
    found = thing.get("properties")
    return found if isinstance(found, dict) else {}


def _text(thing: Mapping[str, Any], name: str) -> str:
    found = thing.get(name)
    return " ".join(found.split()) if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where problems are told, and the text in which a person's line is found."""

    text: str
    path: str
    problems: list[Problem]

    def tell(self, uuid: str, what: str) -> None:
        at = self.text.find(json.dumps(uuid))
        self.problems.append(Problem(self.path, self.text.count("\n", 0, at) + 1 if at >= 0 else 0, 0, what))


def _card(uuid: str, person: Written, export: _Export, place: _Place) -> Iterator[Contact]:
    told = _properties(person)
    often = told.get("stay_in_touch_frequency")
    written = {
        "uid": uuid,
        "name": _name(told),
        "preferred_name": _text(told, "nickname"),
        "emails": list(_emails(person, export)),
        "deceased": bool(told.get("is_dead")),
        "keep_in_touch": often if isinstance(often, int) and often > 0 else None,
        "notes": [note for note in _notes(person, uuid, export) if note.get("text")],
    }
    try:
        card = WrittenCard.model_validate(written)
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join(str(part) for part in fault["loc"] if isinstance(part, str))
            place.tell(uuid, f"{where}: {fault.get('ctx', {}).get('error', 'cannot be read')}")
        return
    yield card.contact(0, (0,) * len(card.notes))


def _name(told: Written) -> str:
    return " ".join(filter(None, (_text(told, f"{which}_name") for which in ("first", "middle", "last"))))


def _emails(person: Written, export: _Export) -> Iterator[str]:
    for each in _things(person, "contact_field"):
        told = _properties(each)
        if _text(told, "type") in export.email_types:
            yield _text(told, "data")


def _notes(person: Written, uuid: str, export: _Export) -> Iterator[Written]:
    told = _properties(person)
    yield from _birthday(told)
    if day := _day(told.get("deceased_date")):
        yield {"kind": "loss", "text": "Died", **day}
    if day := _day(told.get("first_met_date")):
        yield {"kind": "how-met", "text": "First met", **day}
    yield {"kind": "other", "text": _text(told, "description")}
    yield {"kind": "food", "text": _text(told, "food_preferences")}
    yield {"kind": "job", "text": " at ".join(filter(None, (_text(told, "job"), _text(told, "company"))))}
    for each in _things(person, "note"):
        yield {"kind": "other", "text": _words(_properties(each).get("body")), **_learned(each)}
    for each in _things(person, "pet"):
        kind, name = _text(_properties(each), "category"), _text(_properties(each), "name")
        yield {"kind": "pet", "text": f"{kind.replace('_', ' ').capitalize()} {name}".strip()}
    yield from _last_talk(person, export)
    for each in export.relations.get(uuid, ()):
        yield from _relative(each, export)


def _birthday(told: Written, whose: str = "", about: str = "") -> Iterator[Written]:
    if day := _day(told.get("birthdate")):
        yield {"kind": "birthday", "text": f"{whose}’s birthday" if whose else "Birthday", "about": about, **day}


def _day(special: object) -> Written:
    """A day of Monica's with what is uncertain about it; of an age it knows only the year it makes."""
    if not isinstance(special, dict) or not (written := _text(special, "date")[:_DAY]):
        return {}
    if special.get("is_age_based"):
        return {"date": written[:4], "approximate": True}
    return {"date": f"--{written[5:]}" if special.get("is_year_unknown") else written}


def _learned(thing: Written) -> Written:
    return {"learned": written[:_DAY]} if (written := _text(thing, "created_at")) else {}


def _words(body: object) -> str:
    return body.strip() if isinstance(body, str) else ""


def _last_talk(person: Written, export: _Export) -> Iterator[Written]:
    """The latest activity or call."""
    talks = []
    for which in _values(person, "activity"):
        told = _properties(export.activities.get(which, {})) if isinstance(which, str) else {}
        words = ". ".join(filter(None, (_words(told.get("summary")), _words(told.get("description")))))
        talks.append((_text(told, "happened_at")[:_DAY], words))
    for call in _things(person, "call"):
        told = _properties(call)
        talks.append((_text(told, "called_at")[:_DAY], _words(told.get("content")) or "Spoke on the phone"))
    for day, words in sorted(talk for talk in talks if all(talk))[-1:]:
        yield {"kind": "last-talk", "text": words, "date": day}


def _relative(relation: Written, export: _Export) -> Iterator[Written]:
    other = _properties(export.people.get(_text(relation, "contact_is"), {}))
    kind, name = _text(relation, "type"), _name(other)
    if not (kind and name):
        return
    called = _WORDS.get(kind, kind)
    about = f"{name} ({called})"
    marks: Written = {"deceased": True} if other.get("is_dead") else {}
    if kind in _UNSPOKEN:
        marks["mention"] = "never"
    yield {
        "kind": "family" if kind in _FAMILY | _UNSPOKEN else "other",
        "text": f"{called.capitalize()} {name}",
        "about": about,
        **marks,
    }
    if other.get("is_partial"):
        yield from ({**note, **marks} for note in _birthday(other, name, about))
