"""The card `mailhuman contacts add` makes: from options, or asked for one thing after another on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import click

from mailhuman.model import NOTE_KINDS, Contact, PartialDate

Written = dict[str, Any]
Ask = Callable[[str], str]  # asks a question and gives the answer, "" for none
Tell = Callable[[str], None]
_WHEN = "Its date, as 2026-03-10, 2026-03 or 2026, or as --03-10 without the year (empty: none)"
_BARE = {"birthday": "Birthday", "anniversary": "Anniversary"}  # kinds whose date says it all
_OPTIONS = {"emails": "--email", "notes": "--note", "name": "--name", "mention": "--mention"}


def written_note(given: str, extra: Mapping[str, str]) -> Written:
    """Take "kind: text" apart; ValueError where there is no kind or no text. `extra` are the fields that go with it."""
    kind, _, text = (part.strip() for part in given.partition(":"))
    kind = kind.lower()
    if kind not in NOTE_KINDS:
        raise ValueError(f"write it as KIND: TEXT; kinds are {', '.join(NOTE_KINDS)}")
    if not (text or kind in _BARE):
        raise ValueError("write it as KIND: TEXT; the text is missing")
    return {"kind": kind, "text": text or _BARE[kind], **{name: value for name, value in extra.items() if value}}


def card_from(written: Mapping[str, Any]) -> Contact:
    """Make the card; click.UsageError with everything that is wrong, by the options' names."""
    from pydantic import ValidationError

    from mailhuman.contacts.card import WrittenCard

    try:
        card = WrittenCard.model_validate({key: value for key, value in written.items() if value})
    except ValidationError as error:
        raise click.UsageError("\n".join(dict.fromkeys(map(_told, error.errors())))) from None
    return card.contact(0, (0,) * len(card.notes))


def known(written: Mapping[str, Any], cards: Sequence[Contact]) -> Written:
    """The name, and the uid if there is one, of the card that is meant: the one with the address, or with the name.

    click.UsageError where they do not agree, or where nobody or more than one is meant.
    """
    name = " ".join(str(written["name"]).split())
    emails = {str(email).strip().lower() for email in written["emails"]}
    found = [card for card in cards if emails & set(card.emails)]
    if not emails:
        found = [card for card in cards if card.name.casefold() == name.casefold()]
    if len(found) > 1:
        raise click.UsageError("more than one card has this; use `mailhuman contacts edit` on the one you mean")
    if found and name and found[0].name.casefold() != name.casefold():
        raise click.UsageError("this address is on a card of another name; leave --name out, or edit that card")
    if not (found or name):
        raise click.UsageError("say --name, or the --email of somebody in your contacts")
    return {"name": found[0].name, "uid": found[0].uid} if found else {"name": name}


def _told(error: Any) -> str:  # noqa: ANN401 - what pydantic gives is of many shapes
    last = next(part for part in reversed(error["loc"]) if isinstance(part, str))
    what = error.get("ctx", {}).get("error") or error["msg"]
    return f"{_OPTIONS.get(last, '--' + last.replace('_', '-'))}: {what}"


def asked(ask: Ask, tell: Tell) -> Written:
    """Ask for a card on a terminal; an answer that cannot be used is asked for again, an empty one ends a list."""
    name = _again(ask, tell, "Name", _some)
    emails = list(_until_empty(ask, tell, "E-mail address (empty: no more)", _address))
    called = ask("What you call them (empty: their first name)").strip()
    notes = []
    tell(f"Notes, written as KIND: TEXT. Kinds are {', '.join(NOTE_KINDS)}.")
    for note in _until_empty(ask, tell, "A note (empty: no more)", lambda given: written_note(given, {})):
        day = _again(ask, tell, _WHEN, _date)
        notes.append({**note, "date": day})
    return {"name": name, "emails": emails, "preferred_name": called, "notes": notes}


def _until_empty(ask: Ask, tell: Tell, question: str, read: Callable[[str], Any]) -> Iterator[Any]:
    while answer := _again(ask, tell, question, lambda given: read(given) if given else ""):
        yield answer


def _again(ask: Ask, tell: Tell, question: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what `read` makes
    while True:
        try:
            return read(ask(question).strip())
        except ValueError as error:
            tell(str(error))


def _some(given: str) -> str:
    if not given:
        raise ValueError("a card needs a name")
    return given


def _address(given: str) -> str:
    from mailhuman.contacts.card import address

    return address(given)


def _date(given: str) -> str | None:
    return str(PartialDate.parse(given)) if given else None


def learned_today(written: Mapping[str, Any], today: str) -> Sequence[Written]:
    """The notes of a card being written, each learned today unless it says otherwise."""
    return [{"learned": today, **note} for note in written.get("notes", ())]
