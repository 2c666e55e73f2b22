"""The YAML in which contacts are kept by hand: read with every problem at its line, written so that it reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import yaml
from pydantic import ValidationError

from mailhuman.contacts.card import WrittenCard
from mailhuman.errors import ContactsError, Problem
from mailhuman.model import Contact, Note, PartialDate
from mailhuman.places import Source, pydantic_problems, read_yaml

_NEXT = "mend these lines and try again; nothing was stored"
_WIDTH = 100
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of the text after them
_BREAKS = re.compile("[\x85\u2028\u2029]")  # line breaks to YAML, which would fold them


def parse_contacts(text: str, path: str) -> tuple[Contact, ...]:
    """Read a list of cards; `path` names the file in problems. An empty file holds nobody.

    Two cards with the same uid are a problem; two with the same address are not: whom a mail goes to is then
    uncertain, which others must know. ContactsError with every problem of the file.
    """
    source = read_yaml(text, path)
    cards: list[Contact] = []
    problems = list(source.problems)
    for card, wrong in _cards(source):
        problems += wrong
        cards += [card] if card else []
    problems += _taken_twice(cards, path)
    if problems:
        raise ContactsError(tuple(problems), next_step=_NEXT)
    return tuple(cards)


def _cards(source: Source) -> Iterator[tuple[Contact | None, Sequence[Problem]]]:
    listed = source.data
    if listed is None or (source.problems and not isinstance(listed, list)):
        return
    if not isinstance(listed, list):
        yield None, [source.problem((), "a file of contacts is a list: each card starts with `- name:`")]
        return
    for number, written in enumerate(listed):
        if written is not None or not source.problems:  # a card that YAML refused is told of already
            yield _card(source, number, written)


def _card(source: Source, number: int, written: object) -> tuple[Contact | None, Sequence[Problem]]:
    if not isinstance(written, dict):
        return None, [source.problem((number,), "a card holds fields, starting with `name:`")]
    try:
        card = WrittenCard.model_validate(_without_blanks(written))
    except ValidationError as error:
        return None, pydantic_problems(source, error.errors(), (number,))
    lines = tuple(source.line((number, "notes", place)) for place in range(len(card.notes)))
    return card.contact(source.line((number,)), lines), ()


def _without_blanks(written: dict[str, Any]) -> dict[str, Any]:
    """A field with nothing behind its colon counts as left out, on the card and in its notes."""
    kept = {key: value for key, value in written.items() if value is not None}
    if isinstance(kept.get("notes"), list):
        kept["notes"] = [_without_blanks(note) if isinstance(note, dict) else note for note in kept["notes"]]
    return kept


def _taken_twice(cards: Iterable[Contact], path: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for card in cards:
        if card.uid and card.uid in seen:
            yield Problem(path, card.line, 0, f"uid: is that of the card at line {seen[card.uid]} already")
        elif card.uid:
            seen[card.uid] = card.line


def dump_contacts(contacts: Iterable[Contact]) -> str:
    """Write cards as YAML that `parse_contacts` reads back to the same but for line numbers; blank fields stay out."""
    written = [_fields(card) for card in contacts]
    dumped = str(yaml.dump(written, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))
    return _TURNS.sub(lambda found: f"\\u{ord(found.group()):04X}", dumped)


def _fields(noun: Contact | Note) -> dict[str, Any]:
    """What a card or note says, in the order in which people write it: a card starts with name, uid and addresses."""
    first = ("name", "uid", "emails") if isinstance(noun, Contact) else ()
    defaults = {**dict.fromkeys(first), **{each.name: each.default for each in fields(noun) if each.name != "line"}}
    given = {name: (getattr(noun, name), default) for name, default in defaults.items()}
    return {name: _plain(value) for name, (value, default) in given.items() if value != default}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_fields(item) if isinstance(item, Note) else item for item in value]
    return value


class _Dumper(yaml.SafeDumper):
    """Writes dates bare, lists set in under their key, and a note of several lines as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's
        """Set lists in under their key, as people write them."""
        super().increase_indent(flow, False)  # noqa: FBT003 - as above

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write everything out: aliases are refused when the file is read."""
        return True


def _bare_date(dumper: yaml.SafeDumper, value: PartialDate) -> yaml.ScalarNode:
    written = str(value)
    tag = dumper.resolve(yaml.ScalarNode, written, (True, False))  # type: ignore[no-untyped-call]  # PyYAML has no types there
    return dumper.represent_scalar(tag, written)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = (
        '"' if _TURNS.search(value) or _BREAKS.search(value) else "|" if "\n" in value else None
    )  # only "…" holds escapes
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(PartialDate, _bare_date)
_Dumper.add_representer(str, _text)
