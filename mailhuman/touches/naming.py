"""What there is to say about the reader's name: a slip in the greeting, an old name, another's, how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mailhuman.model import Contact, Span
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.names import called, family, first, folded, given, given_in_header, slip
from mailhuman.touches.titles import better_title, formal_name, greeted_with

_UNDOTTED = frozenset({"Professor", "Miss"})
NameFact = tuple[str, Mapping[str, object], Span | None]


def name_candidates(check: str, about: Circumstances) -> Iterator[NameFact]:
    """The facts of `check` ("slip", "former", "someone-else", "said-aloud", "title") for this draft."""
    checks = {"slip": _slip, "former": _former, "someone-else": _someone_else, "said-aloud": _said, "title": _title}
    yield from checks[check](about)


def known_forms(about: Circumstances) -> list[str]:
    """What the reader may be called, the surest first: as they sign, as the card says, as the header shows."""
    card, reader = about.contact, about.reader
    full = [
        about.signed_as,
        card.preferred_name if card else "",
        card.name if card else "",
        reader.name if reader else "",
    ]
    firsts = [*(called(name, full[2:]) for name in full[:2]), *map(given, full[2:])]
    lasts = [name.split()[-1] for name in full if len(name.split()) > 1] + list(map(family, full))
    return [form for form in dict.fromkeys([*firsts, *lasts, *full]) if form]


def _written(about: Circumstances) -> list[str]:
    """The words of the greeting that could be a name."""
    opening = about.greeting
    if opening is None or opening.to_everybody:
        return []
    return [word for word in opening.name.split() if first(word)]


def addressed(about: Circumstances) -> tuple[str, bool]:
    """How a greeting names the reader, and whether that is formal: "Priya", "Dr Nair"; "" where no name is known."""
    if formal := formal_name(about):
        return formal, True
    card, shown = about.contact, about.reader.name if about.reader else ""
    full = (card.name if card else "", shown)
    signed, noted = called(about.signed_as, full), called(card.preferred_name if card else "", full)
    return signed or noted or given(full[0]) or given_in_header(shown), False


def _called(card: Contact) -> str:
    return called(card.preferred_name, (card.name,)) or given(card.name) or card.name


def _everyones_forms(about: Circumstances) -> set[str]:
    """Every name some reader goes by: a greeting to any of them is right."""
    names = [each.name for each in about.readers]
    names += [
        card.name for card in about.situation.contacts if {each.email for each in about.readers} & set(card.emails)
    ]
    return {folded(part) for name in names for part in name.split()}


def _slip(about: Circumstances) -> Iterator[NameFact]:
    forms = known_forms(about)
    for word in _written(about):
        right = slip(word, forms)
        if right and folded(word) not in _everyones_forms(about):
            yield _mended(about, word, right)
            return


def _former(about: Circumstances) -> Iterator[NameFact]:
    card = about.contact
    if card is None:
        return
    old = {folded(part) for name in card.former_names for part in name.split()} - {
        folded(each) for each in known_forms(about)
    }
    for word in _written(about):
        if folded(word) in old:
            yield _mended(about, word, _called(card))
            return


def _someone_else(about: Circumstances) -> Iterator[NameFact]:
    forms = known_forms(about)
    right, _ = addressed(about)
    written = _written(about)
    if (
        not right
        or not written
        or slip(written[0], forms)
        or any(folded(word) in map(folded, forms) for word in written)
    ):
        return
    if (
        folded(written[0]) in _everyones_forms(about)
        or folded(written[0]) not in _others(about)
        or _goes_by(about, written[0])
    ):
        return
    yield _mended(about, written[0], right)


def _others(about: Circumstances) -> set[str]:
    """First names of people who are not readers: elsewhere in the thread, or on other cards."""
    readers = {each.email for each in about.readers}
    names = [card.name for card in about.situation.contacts if not readers & set(card.emails)]
    for message in about.situation.thread:
        names += [
            each.name for each in (message.sender, *message.to, *message.cc) if each and each.email not in readers
        ]
    return {folded(first(name)) for name in names if name}


def _goes_by(about: Circumstances, name: str) -> bool:
    """Whether the writer has called the reader so before, and was not corrected: a nickname."""
    return any(name.casefold() in each.own_text.split("\n", 1)[0].casefold() for each in about.mine)


def _title(about: Circumstances) -> Iterator[NameFact]:
    """A title in the greeting that is not theirs, before a name that is."""
    opening = about.greeting
    written, said = greeted_with(opening.name) if opening else ("", "")
    rest = folded(opening.name.removeprefix(written)) if opening else ""
    theirs = {folded(word) for form in known_forms(about) for word in form.split()}
    if said and rest and set(rest.split()) <= theirs and (right := better_title(said, about)):
        yield _mended(about, written, f"{right}." if written.endswith(".") and right not in _UNDOTTED else right)


def _said(about: Circumstances) -> Iterator[NameFact]:
    card = about.contact
    if card and card.pronunciation:
        yield (
            card.pronunciation,
            {"right": _called(card), "sound": card.pronunciation, "written": "", "opening": ""},
            None,
        )


def _mended(about: Circumstances, word: str, right: str) -> NameFact:
    opening = about.greeting
    line = opening.span.of(about.own) if opening else ""
    where = _place(about, word)
    fill = {"right": right, "written": word, "opening": line.replace(word, right, 1).strip(), "sound": ""}
    return f"{word}>{right}", fill, where


def _place(about: Circumstances, word: str) -> Span | None:
    opening = about.greeting
    at = about.own.find(word, opening.name_span.start) if opening else -1
    return about.situation.draft.locate(Span(at, at + len(word))) if at >= 0 else None
