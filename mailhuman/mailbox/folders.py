"""Which folder holds the drafts and which the sent mail: by configuration, else by the server's marks, else by name."""

from __future__ import annotations

import binascii
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mailhuman.config import Account
from mailhuman.errors import FolderMissing
from mailhuman.places import read_yaml

Purpose = Literal["drafts", "sent"]

_NAMES = Path(__file__).with_name("folder_names.yaml")
_MARKS: dict[Purpose, str] = {"drafts": "\\drafts", "sent": "\\sent"}
_CLOSED = frozenset({"\\noselect", "\\nonexistent"})
_ROOTS = frozenset({"inbox", "[gmail]", "[google mail]", "[googlemail]"})
_SHIFTED = re.compile(r"&([^-]*)-")


@dataclass(frozen=True, slots=True)
class Listed:
    """A folder as the server lists it: its name on the wire, and as people read it; flags are in lower case."""

    raw: bytes
    name: str
    delimiter: str = "/"
    flags: frozenset[str] = frozenset()

    @classmethod
    def read(cls, flags: Iterable[object], delimiter: object, name: object) -> Listed:
        """Make one of what a LIST response holds; a name of digits comes as a number."""
        raw = name if isinstance(name, bytes) else str(name).encode()
        marks = frozenset(_text(flag).lower() for flag in flags)
        return cls(raw, decoded(raw), _text(delimiter) if delimiter else "", marks)

    @property
    def steps(self) -> tuple[str, ...]:
        """Its name level by level, fit for comparing."""
        return tuple(map(_fit, self.name.split(self.delimiter) if self.delimiter else (self.name,)))


@dataclass(frozen=True, slots=True)
class Folders:
    """The names of the folders we read; `sent` is "" where the account has none."""

    drafts: str
    inbox: str
    sent: str


def decoded(raw: bytes) -> str:
    """Give a folder's name as people read it (modified UTF-7, RFC 3501 §5.1.3); what is not that stays as it is."""
    try:
        return _SHIFTED.sub(_unshifted, raw.decode("ascii"))
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
    except ValueError:
        return raw.decode("ascii", "replace")


def choose(listed: Sequence[Listed], account: Account) -> tuple[Listed, Listed, Listed | None]:
    """Give the folders of drafts, of received and of sent mail. FolderMissing where one cannot be had.

    A folder named in the configuration is taken or missed, never replaced by a guess.
    """
    open_ones = [folder for folder in listed if not folder.flags & _CLOSED]
    inbox = _named(open_ones, account.inbox or "INBOX", account, "inbox")
    sent = _configured_or_found(open_ones, account.sent, "sent", account)
    drafts = _configured_or_found(open_ones, account.drafts, "drafts", account)
    if drafts is None:
        raise FolderMissing(
            f"no folder of drafts was found on {account.host}",
            next_step=f'name it in the configuration: drafts = "…" for account {account.name}; {_there_are(open_ones)}',
        )
    return drafts, inbox, sent


def _configured_or_found(
    listed: Sequence[Listed], configured: str, purpose: Purpose, account: Account
) -> Listed | None:
    if configured:
        return _named(listed, configured, account, purpose)
    marked = [folder for folder in listed if _MARKS[purpose] in folder.flags]
    return min(marked, key=lambda folder: len(folder.steps), default=None) or _by_name(listed, purpose)


def _named(listed: Sequence[Listed], name: str, account: Account, key: str) -> Listed:
    """The folder of that name: letter by letter if there is one, else without regard to case."""
    exact = (folder for folder in listed if name in (folder.name, folder.raw.decode("ascii", "replace")))
    alike = (folder for folder in listed if _fit(folder.name) == _fit(name))
    found = next(exact, None) or next(alike, None)
    if found is None:
        raise FolderMissing(
            f"the folder {name} is not on {account.host}",
            next_step=f"correct {key} under account {account.name} in the configuration; {_there_are(listed)}",
        )
    return found


def _by_name(listed: Sequence[Listed], purpose: Purpose) -> Listed | None:
    """The folder with the likeliest name, at the top or just below the Inbox or Gmail's root."""
    order = known_names(purpose)
    ranked = [
        (order[folder.steps[-1]], len(folder.steps), folder)
        for folder in listed
        if folder.steps[-1] in order and all(step in _ROOTS for step in folder.steps[:-1])
    ]
    return min(ranked, key=lambda each: each[:2])[2] if ranked else None


@cache
def known_names(purpose: Purpose) -> dict[str, int]:
    """The names such a folder goes by, fit for comparing, with their rank."""
    names = read_yaml(_NAMES.read_text(encoding="utf-8"), str(_NAMES)).data[purpose]
    return {_fit(name): rank for rank, name in reversed(list(enumerate(names)))}


def _there_are(listed: Sequence[Listed], most: int = 20) -> str:
    names = [folder.name for folder in listed][:most]
    more = "" if len(listed) <= most else f" and {len(listed) - most} more"
    return f"the server has {', '.join(names)}{more}" if names else "the server shows no folder at all"


def _fit(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _text(value: object) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)


def _unshifted(found: re.Match[str]) -> str:
    if not found[1]:
        return "&"
    coded = found[1].replace(",", "/")
    return binascii.a2b_base64(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
