"""Address books as vCards (RFC 6350, 6474, 6715, 9554; also 2.1 and 3.0 as Apple and Google write them), in and out.

Read: FN or N (its prefix as title), NICKNAME, EMAIL, UID, PRONOUNS, TZ, LANG, how the name is said, and the properties
that make notes (vcard_notes). Not kept: telephone numbers, postal addresses, organisations, pictures, links,
categories, groups, and every property not named; a vCard that was imported and exported again has lost them, and one
that is kept in step (vcard_change) has not. `tests/benchmarks/vcard_table.py` prints which is which.
Written: vCard 4.0, each note as the property other programs know where it has one (vcard_note_lines).
Notes marked never are left out, since other programs do not know the mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from mailhuman.contacts.card import WrittenCard, address
from mailhuman.contacts.content_lines import ContentLine, content_lines, escaped, parts_of, written_line
from mailhuman.contacts.vcard_note_lines import lines_of
from mailhuman.contacts.vcard_notes import OURS, note_from, without_echoes
from mailhuman.errors import ContactsError, Problem
from mailhuman.model import Contact, Note

Read = TypeVar("Read")
_NEXT = "mend these lines and try again; nothing was stored"
FIELDS = {
    "UID": "uid", "NICKNAME": "preferred_name", "PRONOUNS": "pronouns", "TZ": "timezone", "LANG": "language",
    OURS + "KEEP-IN-TOUCH": "keep_in_touch", OURS + "MENTION": "mention", OURS + "DECEASED": "deceased",
}  # fmt: skip
"""The properties that are one field of a card each."""
_LEAST = 100  # the preference of a property that states none (RFC 6350 §5.3)
_GROUPS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})


@dataclass(frozen=True, slots=True)
class _Body:
    """The lines between BEGIN and END, the preferred ones first where several say the same."""

    begin: int
    lines: tuple[ContentLine, ...]

    def named(self, name: str) -> list[ContentLine]:
        found = [line for line in self.lines if line.name == name and line.value.strip()]
        return sorted(found, key=preference)

    def first(self, name: str) -> str:
        return next((line.text.strip() for line in self.named(name)), "")


def parse_vcards(text: str, path: str) -> tuple[Contact, ...]:
    """Read every card of a file; `path` names it in problems. ContactsError with every problem of the file."""
    lines, wrong = content_lines(text.removeprefix("\ufeff"), path)
    problems = list(wrong)
    cards: list[Contact] = []
    for body in _bodies(lines, path, problems):
        if not any(each.value.strip().casefold() == "group" for name in _GROUPS for each in body.named(name)):
            cards += _card(body, path, problems)
    problems += _taken_twice(cards, path)
    if problems:
        raise ContactsError(tuple(problems), next_step=_NEXT)
    return tuple(cards)


def _bodies(lines: Iterable[ContentLine], path: str, problems: list[Problem]) -> Iterator[_Body]:
    begin, inside = 0, list[ContentLine]()
    for line in lines:
        mark = line.value.strip().upper() == "VCARD" and line.name
        if mark == "BEGIN" and begin:
            problems.append(Problem(path, begin, 0, f"BEGIN:VCARD: has no END:VCARD before line {line.number}"))
        if mark == "BEGIN":
            begin, inside = line.number, []
        elif not begin:
            problems.append(Problem(path, line.number, 0, f"{_shown(line)}: stands outside any card"))
        elif mark == "END":
            yield _Body(begin, tuple(inside))
            begin = 0
        else:
            inside.append(line)
    if begin:
        problems.append(Problem(path, begin, 0, "BEGIN:VCARD: has no END:VCARD"))


def _card(body: _Body, path: str, problems: list[Problem]) -> Iterator[Contact]:
    """The contact the lines make, if they make one; what is wrong goes to `problems`."""
    found = {field: body.first(name) for name, field in FIELDS.items()}
    found["preferred_name"] = _nickname(body)
    name = body.first("FN") or _assembled(body)
    if not name:
        problems.append(Problem(path, body.begin, 0, "the card has no name: give it FN or N"))
        return
    labels = {line.group: line.value for line in body.named("X-ABLABEL") if line.group}
    emails = _each(body.named("EMAIL"), address_in, path, problems)
    notes = _each(body.lines, lambda line: note_from(line, labels.get(line.group, "")), path, problems)
    extra = {"title": _prefix(body), "pronunciation": _said(body)}
    former = tuple(line.text for line in body.named(OURS + "FORMER-NAME"))
    written = {"name": name, **{key: value for key, value in (found | extra).items() if value}, "former_names": former}
    card = _checked(written, body.begin, path, problems)
    if card:
        deceased = card.deceased or bool(body.named("DEATHDATE"))
        kept = without_echoes([note for note in notes if note])
        yield replace(card, emails=tuple(dict.fromkeys(emails)), notes=kept, deceased=deceased)


def _checked(written: dict[str, Any], begin: int, path: str, problems: list[Problem]) -> Contact | None:
    try:
        return WrittenCard.model_validate(written).contact(begin, ())
    except ValueError:
        problems.append(Problem(path, begin, 0, f"a line {OURS}… of this card cannot be read"))
        return None


def _each(
    lines: Iterable[ContentLine], read: Callable[[ContentLine], Read], path: str, problems: list[Problem]
) -> list[Read]:
    found = []
    for line in lines:
        try:
            found.append(read(line))
        except ValueError as error:
            problems.append(Problem(path, line.number, 0, f"{line.name}: {error}"))
    return found


def address_in(line: ContentLine) -> str:
    """The address of an EMAIL line, in lower case; ValueError, which does not repeat it, for what is none."""
    return address(re.sub(r"^mailto:", "", line.text.strip(), flags=re.IGNORECASE))


def preference(line: ContentLine) -> int:
    """How much a line is preferred among those that say the same, 1 the most, and 100 where it does not say."""
    given = line.param("PREF")
    if line.has("TYPE", "pref"):
        return 1
    return int(given) if given.isascii() and given.isdecimal() and len(given) < len(str(_LEAST)) else _LEAST


def _nickname(body: _Body) -> str:
    """The first of the nicknames, of which one line may hold several."""
    names = (name.strip() for line in body.named("NICKNAME") for name in parts_of(line.value, ","))
    return next(filter(None, names), "")


def _written_name(body: _Body) -> list[str]:
    """The parts of N: family, given, additional, prefix, suffix; never of the N that says how it sounds."""
    plain = [line for line in body.named("N") if not line.param("PHONETIC")]
    return [*(parts_of(plain[0].value) if plain else []), "", "", "", "", ""]


def _assembled(body: _Body) -> str:
    family, given, additional, _prefix, suffix, *_ = _written_name(body)
    return " ".join(part for part in (given, additional, family, suffix) if part).replace(",", " ").strip()


def _prefix(body: _Body) -> str:
    return _written_name(body)[3].strip()


def _said(body: _Body) -> str:
    """How the name is said: Apple's and Google's phonetic names, or an N that is marked PHONETIC."""
    apple = " ".join(filter(None, (body.first(f"X-PHONETIC-{which}-NAME") for which in ("FIRST", "MIDDLE", "LAST"))))
    sounds = [parts_of(line.value) for line in body.named("N") if line.param("PHONETIC")]
    return apple or " ".join(part for parts in sounds[:1] for part in (*parts[1:2], *parts[:1]) if part)


def _shown(line: ContentLine) -> str:
    return line.name if re.fullmatch(r"[A-Z-]{1,24}", line.name) else "a line"


def _taken_twice(cards: Sequence[Contact], path: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for card in cards:
        if card.uid and seen.setdefault(card.uid, card.line) != card.line:
            yield Problem(path, card.line, 0, f"UID: is that of the card at line {seen[card.uid]} already")


def dump_vcards(contacts: Iterable[Contact]) -> str:
    """Write cards as vCard 4.0, without the notes marked never (on a card marked never, without any).

    `parse_vcards` reads them back to the same but for those and line numbers.
    """
    return "".join(line for card in contacts for line in _lines(card))


def spoken_of(contact: Contact) -> tuple[Note, ...]:
    """The notes a vCard of `contact` holds: those nothing marks never."""
    return () if contact.mention == "never" else tuple(note for note in contact.notes if note.mention != "never")


def _lines(card: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD\r\nVERSION:4.0\r\n"
    yield written_line("FN", escaped(card.name))
    if card.title:
        yield written_line("N", f";{escaped(card.name)};;{escaped(card.title)};")
    told = tuple(lines_of(spoken_of(card), deceased=card.deceased))
    tells_of_death = any(line.startswith("DEATHDATE") for line in told)
    defaults = {each.name: each.default for each in fields(Contact)}
    for name, field in FIELDS.items():
        value = getattr(card, field)
        if value != defaults[field] and not (field == "deceased" and tells_of_death):
            yield written_line(name, escaped("true" if value is True else str(value)))
    yield from (written_line("EMAIL", escaped(email)) for email in card.emails)
    if card.pronunciation:
        yield written_line("X-PHONETIC-FIRST-NAME", escaped(card.pronunciation))
    yield from (written_line(OURS + "FORMER-NAME", escaped(name)) for name in card.former_names)
    yield from told
    yield "END:VCARD\r\n"
