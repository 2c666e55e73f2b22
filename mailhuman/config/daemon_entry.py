"""What may stand in the table `[daemon]`, held to by type, range and form."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mailhuman.config.daemon import DaemonSettings, QuietHours

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_WILD = re.compile(r"[*%]")  # to a server that lists folders these stand for any name
_TAKEN = frozenset({"inbox", "drafts", "sent", "trash", "junk", "spam", "archive", "outbox", "[gmail]"})


def quiet_hours(written: str) -> QuietHours | None:
    """Read hours written as 22:00-07:00; None for no hours at all. ValueError if they are written otherwise."""
    if not written:
        return None
    found = _HOURS.fullmatch(written)
    if not found:
        raise ValueError('write them as "22:00-07:00"')
    hour, minute, last_hour, last_minute = (int(part) for part in found.groups())
    hours = QuietHours(time(hour, minute), time(last_hour, last_minute))
    if hours.start == hours.end:
        raise ValueError("they begin and end at the same time; to annotate nothing, set notes and keywords to false")
    return hours


def _checked_hours(written: str) -> str:
    quiet_hours(written)
    return written


def _folder_of_its_own(name: str) -> str:
    """Give `name` back if a folder for the notes alone may be called so: it is filled and emptied without asking."""
    if name != name.strip() or not name.isprintable() or _WILD.search(name):
        raise ValueError("a folder's name has no spaces at its ends, no * and no %")
    if name.lower() in _TAKEN:
        raise ValueError("the notes need a folder of their own")
    return name


class DaemonEntry(BaseModel):
    """The table; unknown keys and values of another type are problems, never guessed at."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    rest: float = Field(default=10.0, ge=0, le=3600)
    poll: float = Field(default=300.0, ge=10, le=86_400)
    quiet_hours: Annotated[str, AfterValidator(_checked_hours)] = ""
    note_folder: Annotated[str, AfterValidator(_folder_of_its_own)] = Field(
        default="MailHuman", min_length=1, max_length=100
    )
    notes: bool = True
    keywords: bool = True
    metrics_port: int = Field(default=0, ge=0, le=65535)

    def settings(self) -> DaemonSettings:
        """Give the settings it describes."""
        return DaemonSettings(
            self.rest,
            self.poll,
            quiet_hours(self.quiet_hours),
            self.note_folder,
            self.notes,
            self.keywords,
            self.metrics_port,
        )
