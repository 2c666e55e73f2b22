"""Words put into a draft byte by byte: nothing is written anew but the words, and what comes of it is read back.

The words go into the plain text and, where there is one, the HTML beside it, at places that answer to each other. What
cannot be done beyond doubt is refused: a writer can always paste.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailhuman.message import Part, read_draft
from mailhuman.message.scan import header_end
from mailhuman.model import Draft
from mailhuman.writing.change import Change, Edit, Refused, Spliced, Unfit, applied
from mailhuman.writing.comparing import as_meant, same_message
from mailhuman.writing.encoding import letters_of
from mailhuman.writing.heading import bound_by, renamed
from mailhuman.writing.mapped import Mapped
from mailhuman.writing.page import page_part
from mailhuman.writing.plain import plain_part
from mailhuman.writing.structure import Located, located
from mailhuman.writing.targets import Target, counterpart, target_in

MOST_BYTES = 10_000_000
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_PRINTABLE_BEYOND = " \n"
_MOST_TRIES = 32
_MOST_HEADER_LINES = 20_000
_STATES = {
    "encrypted": "it is encrypted",
    "signed": "it is signed, and a change would break the signature",
    "unreadable": "it is not a message that can be read",
    "empty": "there is nothing of your own in it yet",
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text part of the draft, mapped; and where its body lies."""

    found: Located
    mapped: Mapped


def splice(raw: bytes, changes: Sequence[Change], message_id: str) -> Spliced | Refused:
    """Put words into a draft, each at its place, and give it another Message-ID. Never raises.

    `message_id` has its angle brackets and is of ASCII.
    """
    try:
        return _spliced(raw, changes, message_id)
    except Unfit as why:
        return Refused(str(why))


def _spliced(raw: bytes, changes: Sequence[Change], message_id: str) -> Spliced:
    draft = _checked(raw, changes)
    texts = _texts(raw)
    primary = _primary(texts, draft)
    head = renamed(raw, header_end(raw, 0, _MOST_HEADER_LINES), message_id)
    wanted = [[_target(text, primary, draft, change) for change in changes] for text in texts]
    ways = [_ways(text, each, changes) for text, each in zip(texts, wanted, strict=True)]
    for way in itertools.islice(itertools.product(*ways), _MOST_TRIES):
        edits = _together([head, *(edit for of_text in way for edit in of_text)])
        new = applied(raw, edits)
        if same_message(raw, new, edits) and _reads_back(new, texts, wanted, changes):
            return Spliced(new, edits, message_id)
    raise Unfit("the place where the words belong could not be found beyond doubt")


def _checked(raw: bytes, changes: Sequence[Change]) -> Draft:
    """The draft as it is reviewed. Unfit where it is of a kind that is left alone, or the words cannot be written."""
    if len(raw) > MOST_BYTES:
        raise Unfit(f"with its attachments it is larger than {MOST_BYTES // 1_000_000} MB")
    if _BARE.search(raw) or b"\0" in raw:
        raise Unfit("its lines do not end as those of mail do")
    draft = read_draft(raw)
    if draft.status in _STATES:
        raise Unfit(_STATES[draft.status])
    if why := bound_by(raw[: header_end(raw, 0, _MOST_HEADER_LINES)]):
        raise Unfit(why)
    for change in changes:
        if not change.lines or not all(each.isprintable() or each in _PRINTABLE_BEYOND for each in change.words):
            raise Unfit("the words hold nothing, or letters that cannot be seen")
    return draft


def _texts(raw: bytes) -> list[_Text]:
    """The text of the draft: one plain part, one of HTML, or both as two forms of one text."""
    found = located(raw)
    texts = [each for each in found if each.part.is_text and not each.part.is_container]
    kinds = [each.part.content_type for each in texts]
    if kinds not in (["text/plain"], ["text/html"], ["text/plain", "text/html"]):
        raise Unfit("its text is in several pieces" if len(kinds) > 1 else "there is no text in it that can be changed")
    if len(texts) > 1 and not _are_alternatives(found, texts):
        raise Unfit("its text is in several pieces")
    return [_Text(each, _mapped(raw, each)) for each in texts]


def _are_alternatives(found: Sequence[Located], texts: Sequence[Located]) -> bool:
    """Whether both texts lie in one multipart/alternative, in different arms of it."""
    plain, page = (each.part.path for each in texts)
    for each in found:
        if each.part.content_type == "multipart/alternative":
            inside = f"{each.part.path}." if each.part.path else ""
            if plain.startswith(inside) and page.startswith(inside):
                return True
    return False


def _mapped(raw: bytes, found: Located) -> Mapped:
    part = _alone(found.part, raw[found.start : found.end])
    text = letters_of(raw, found)
    return page_part(raw, part, text) if part.content_type == "text/html" else plain_part(raw, part, text)


def _alone(part: Part, body: bytes) -> Part:
    return Part("1", part.content_type, part.charset, part.flowed, part.delsp, encoding=part.encoding, body=body)


def _primary(texts: Sequence[_Text], draft: Draft) -> _Text:
    """The part whose lines are the draft's text, which changes speak of."""
    for each in texts:
        if "\n".join(placed.line.text for placed in each.mapped.lines) == draft.text:
            return each
    raise Unfit("its text is in several pieces")


def _target(text: _Text, primary: _Text, draft: Draft, change: Change) -> Target:
    meant = target_in(primary.mapped.lines, draft.text, change)
    return meant if text is primary else counterpart(meant, primary.mapped.lines, text.mapped.lines, change.how)


def _ways(text: _Text, targets: Sequence[Target], changes: Sequence[Change]) -> list[tuple[Edit, ...]]:
    """Every way to make all changes in one part, the best first."""
    each = [list(_edits(text.mapped, *pair)) for pair in zip(targets, changes, strict=True)]
    return list(itertools.islice(itertools.product(*each), _MOST_TRIES))


def _edits(mapped: Mapped, target: Target, change: Change) -> Iterator[Edit]:
    if change.how == "below":
        return mapped.below(target.last, change.lines)
    if change.how == "above":
        return mapped.above(target.first, change.lines)
    return mapped.instead(*target.letters, change.lines)


def _together(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits in order; several at one place become one, in the order they were made."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if joined and edit.start == edit.end == joined[-1].start == joined[-1].end:
            joined[-1] = Edit(edit.start, edit.end, joined[-1].new + edit.new)
        else:
            joined.append(edit)
    return tuple(joined)


def _reads_back(
    new: bytes, texts: Sequence[_Text], wanted: Sequence[Sequence[Target]], changes: Sequence[Change]
) -> bool:
    """Whether each text, read anew, is the old one with the words in it, and the draft is a draft still."""
    try:
        again = {each.part.path: each for each in located(new)}
        after = [_mapped(new, again[text.found.part.path]) for text in texts]
    except (Unfit, KeyError):
        return False
    fits = all(
        as_meant(text.mapped.lines, mapped.lines, targets, changes)
        for text, mapped, targets in zip(texts, after, wanted, strict=True)
    )
    return fits and read_draft(new).status == "reviewed"
