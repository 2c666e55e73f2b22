"""Where companion notes lie: a folder of their own under the user's root, and one within it that asks for a pause."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailhuman.errors import MailboxError
from mailhuman.mailbox.folders import Listed, choose
from mailhuman.mailbox.line import Line

PAUSE = "Pause"
_NOT_OPEN = frozenset({"\\noselect", "\\nonexistent"})
_TAKEN = frozenset({"\\drafts", "\\sent", "\\junk", "\\trash", "\\all", "\\archive", "\\flagged", "\\important"})
_SHIFTED = re.compile(r"[^\x20-\x7e]+|&")


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of notes and the one for pausing: how they are or would be called, and whether they are there."""

    notes: Listed
    pause: Listed
    has_notes: bool = False
    has_pause: bool = False

    @property
    def there(self) -> tuple[Listed, ...]:
        """Those that are there, the inner one first."""
        return (self.pause,) * self.has_pause + (self.notes,) * self.has_notes


def home(line: Line, name: str) -> Home:
    """Find the folder called `name`, as it is or below the prefix of the user's own folders.

    MailboxError if that folder serves another purpose: notes never lie among mail.
    """
    listed = [each for each in line.list_folders() if not each.flags & _NOT_OPEN]
    prefix, delimiter = line.namespace()
    levels = name.replace("/", delimiter)  # people write a path; the server may part it otherwise
    wanted = levels if levels.startswith(prefix) else f"{prefix}{levels}"
    found = _called(listed, wanted) or _called(listed, name)
    if found:
        _refuse_mail(line, found, listed)
    notes = found or Listed(encoded(wanted), wanted, delimiter)
    inner = f"{notes.name}{notes.delimiter or delimiter}{PAUSE}"
    pause = _called(listed, inner)
    return Home(notes, pause or replace(notes, raw=encoded(inner), name=inner), found is not None, pause is not None)


def has_more_below(line: Line, place: Home, ours: Sequence[str] = ()) -> bool:
    """Whether there are folders below that of notes that are not ours; some servers would remove them with it."""
    below = f"{place.notes.name}{place.notes.delimiter}"
    known = {place.pause.name, *ours}
    return any(each.name.startswith(below) and each.name not in known for each in line.list_folders())


def encoded(name: str) -> bytes:
    """Write a folder's name as it goes over the wire (modified UTF-7, RFC 3501 §5.1.3)."""
    return _SHIFTED.sub(_shifted, name).encode("ascii")


def _shifted(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    coded = binascii.b2a_base64(found[0].encode("utf-16-be"), newline=False).decode("ascii")
    return f"&{coded.rstrip('=').replace('/', ',')}-"


def _called(listed: Sequence[Listed], name: str) -> Listed | None:
    """The folder of that name, letter by letter if there is one, else without regard to case."""
    alike = [each for each in listed if each.name.casefold() == name.casefold()]
    return next((each for each in alike if each.name == name), next(iter(alike), None))


def _refuse_mail(line: Line, found: Listed, listed: Sequence[Listed]) -> None:
    ours = {each.name for each in choose(listed, line.account) if each}
    if found.name in ours or found.flags & _TAKEN or found.name.upper() == "INBOX":
        raise MailboxError(
            f"the folder {found.name} on {line.account.host} is for mail, so no notes are put there",
            next_step="name another folder in the configuration: note_folder under [daemon]",
        )
