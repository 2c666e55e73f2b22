"""Everything that is kept, as one YAML text to keep elsewhere: contacts, history, switches, and rules woken.

The traces of drafts stay out: they are hashes that mean nothing on another machine. The part `contacts` is of the form
that `mailhuman contacts import` reads, the part `history` of that which `--history FILE` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

import yaml

from mailhuman.contacts import dump_contacts
from mailhuman.model import Contact, Remembered, Switch
from mailhuman.store.quiet import Woken

SCHEMA = "mailhuman.store/1"
_WIDTH = 100


def exported(
    contacts: Iterable[Contact], history: Iterable[Remembered], switches: Iterable[Switch], woken: Iterable[Woken]
) -> str:
    """Write all of it; what is at its default stays out."""
    parts = {
        "contacts": dump_contacts(contacts),
        "history": _listed(history),
        "switches": _listed(switches),
        "woken": _listed(woken),
    }
    return f"schema: {SCHEMA}\n" + "".join(_part(name, text) for name, text in parts.items())


def _part(name: str, listed: str) -> str:
    return f"{name}: []\n" if listed.strip() == "[]" else f"{name}:\n{listed}"


def _listed(nouns: Iterable[Remembered | Switch | Woken]) -> str:
    return str(yaml.safe_dump([dict(_said(noun)) for noun in nouns], sort_keys=False, width=_WIDTH))


def _said(noun: Remembered | Switch | Woken) -> Mapping[str, object]:
    """The fields of `noun` that say something; a moment in its written form with its zone."""
    values = {each.name: (getattr(noun, each.name), each.default) for each in fields(noun)}
    return {
        name: value.isoformat() if name == "at" else value
        for name, (value, default) in values.items()
        if value != default
    }
