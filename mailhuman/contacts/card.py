"""What may stand on a card and in a note as they are written in YAML: fields, kinds and bounds, checked by pydantic."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from mailhuman.model import NOTE_KINDS, Contact, Mention, Note, PartialDate, Source

_ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;@]+")
_LONGEST_SILENCE = 36_500  # days; a hundred years


def _filled(written: str) -> str:
    if not written.strip():
        raise ValueError("is empty")
    return written


def address(written: str) -> str:
    """Give an address in lower case; ValueError, which does not repeat it, for what is none."""
    bare = written.strip().lower()
    if not _ADDRESS.fullmatch(bare):
        raise ValueError("write an address as name@place.example")
    return bare


def _kind(written: str) -> str:
    if written not in NOTE_KINDS:
        raise ValueError(f"is no kind of note; known are {', '.join(NOTE_KINDS)}")
    return written


def _number(written: object) -> object:
    """YAML is read with every scalar as it was written, so a count arrives as text."""
    return int(written) if isinstance(written, str) and re.fullmatch(r"[0-9]{1,6}", written) else written


def _partial_date(written: object) -> object:
    if isinstance(written, str):
        return PartialDate.parse(written)
    if written is None:
        return None
    raise ValueError("write a date as 2026-03-10, --03-10, 2026-03 or 2026")


Filled = Annotated[str, AfterValidator(_filled)]
Email = Annotated[str, AfterValidator(address)]
Kind = Annotated[str, AfterValidator(_kind)]
Days = Annotated[int, BeforeValidator(_number), Field(ge=1, le=_LONGEST_SILENCE)]
Dated = Annotated[PartialDate, BeforeValidator(_partial_date)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenNote(_Strict):
    """One note as it is written down; the fields are those of `model.Note`."""

    kind: Kind
    text: Filled
    date: Dated | None = None
    approximate: bool = False
    learned: Dated | None = None
    source: Source = "told"
    told_by: str = ""
    by: Literal["me", "them"] | None = None
    mention: Mention | None = None
    about: str = ""
    deceased: bool = False

    def note(self, line: int) -> Note:
        """Give the noun, with the line it stands on."""
        return Note(**dict(self), line=line)


class WrittenCard(_Strict):
    """One card as it is written down; the fields are those of `model.Contact`."""

    name: Filled
    uid: str = ""
    emails: tuple[Email, ...] = ()
    preferred_name: str = ""
    former_names: tuple[Filled, ...] = ()
    title: str = ""
    pronunciation: str = ""
    pronouns: str = ""
    language: str = ""
    timezone: str = ""
    keep_in_touch: Days | None = None
    deceased: bool = False
    mention: Mention = "free"
    notes: tuple[WrittenNote, ...] = ()

    def contact(self, line: int, note_lines: tuple[int, ...]) -> Contact:
        """Give the noun, with the lines it and its notes stand on; an address given twice counts once."""
        notes = tuple(note.note(at) for note, at in zip(self.notes, note_lines, strict=True))
        return Contact(**{**dict(self), "emails": tuple(dict.fromkeys(self.emails)), "notes": notes}, line=line)
