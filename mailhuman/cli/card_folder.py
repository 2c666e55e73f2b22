"""A folder of vCards, one a file, as vdirsyncer keeps it: read with every problem, written to one file at a time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mailhuman.cli.card_files import write_file
from mailhuman.cli.given import MOST_BYTES
from mailhuman.contacts.folder_sync import Pair, told
from mailhuman.contacts.vcard import dump_vcards, parse_vcards
from mailhuman.contacts.vcard_change import changed_vcard
from mailhuman.errors import ContactsError, MailhumanError, Problem
from mailhuman.model import Contact

_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
_NEXT = "mend these files and try again; nothing was changed on either side"


class Meanwhile(MailhumanError):
    """Another program changed a file while we worked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder, its text as it was read, and the one card in it."""

    file: Path
    text: str
    card: Contact


def read_folder(folder: Path) -> tuple[Found, ...]:
    """Read every .vcf file of `folder`, by name; hidden files and those in folders below it are passed over.

    ContactsError with the problems of all: what cannot be read, holds not one card, or has no UID of its own.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for file in _files(folder):
        try:
            one = _read(file)
        except ContactsError as error:
            problems += error.problems
            continue
        if one.card.uid in seen:
            problems.append(Problem(str(file), 1, 0, f"its UID is that of {seen[one.card.uid].name} too"))
        seen[one.card.uid] = file
        found.append(one)
    if problems:
        raise ContactsError(tuple(problems), next_step=_NEXT)
    return tuple(found)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if file.suffix.lower() == ".vcf" and not file.name.startswith(".") and file.is_file()
        )
    except OSError as error:
        raise ContactsError(
            (Problem(str(folder), 0, 0, f"cannot be read: {error.strerror}"),), next_step=_NEXT
        ) from None


def _read(file: Path) -> Found:
    text = _text(file)
    if re.search(r"^VERSION:2\.1\s*$", text, re.MULTILINE | re.IGNORECASE):
        raise _refused(
            file, "is of vCard 2.1, which is read by `contacts import` and not written; save it as 3.0 or 4.0"
        )
    cards = parse_vcards(text, str(file))
    if len(cards) != 1:
        raise _refused(file, f"holds {len(cards)} cards; a folder that is kept in step has one a file")
    if not cards[0].uid:
        raise _refused(file, "has no UID, by which it would be known again")
    return Found(file, text, cards[0])


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _refused(file, "is too large for one card")
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise _refused(file, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _refused(file, "is not UTF-8 text") from None


def _refused(file: Path, what: str) -> ContactsError:
    return ContactsError((Problem(str(file), 0, 0, what),))


def write_card(folder: Path, card: Contact, there: Found | None) -> Contact:
    """Write `card` into its file, or into a new one; gives what can be read there now.

    Only what differs is written anew in a file that is there. Meanwhile if it is no longer as it was read, and
    MailhumanError if it cannot be written; then it is as it was.
    """
    if there is None:
        file, text = _new_file(folder, card.uid), dump_vcards([card])
    else:
        _still_as_read(there)
        file, text = there.file, changed_vcard(there.text, there.card, told(card))
    (again,) = parse_vcards(text, str(file))
    write_file(file, text, over=there is not None)
    return again


def delete_card(there: Found) -> None:
    """Delete a file; Meanwhile if it is no longer as it was read, MailhumanError if it cannot be deleted."""
    _still_as_read(there)
    try:
        there.file.unlink()
    except OSError as error:
        raise MailhumanError(
            f"{there.file} cannot be deleted: {error.strerror}", next_step="see that you may write in its folder"
        ) from None


def _still_as_read(there: Found) -> None:
    try:
        same = there.file.read_bytes() == there.text.encode("utf-8")
    except OSError:
        same = False
    if not same:
        raise Meanwhile(
            f"{there.file} was changed meanwhile by another program; it was left as it is", next_step="sync again"
        )


def _new_file(folder: Path, uid: str) -> Path:
    """A file named by the UID as vdirsyncer names it, by a hash of it where it is no name for a file or taken."""
    name = uid if _PLAIN.fullmatch(uid) else ""
    plain = folder / f"{name}.vcf"
    return plain if name and not plain.exists() else folder / f"{hashlib.sha256(uid.encode()).hexdigest()[:32]}.vcf"


def memory_of(folder: Path, data: Path) -> Path:
    """The file in `data` in which it is kept what was the same last time in `folder`."""
    return (
        data / f"sync-{hashlib.sha256(str(folder.resolve()).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.json"
    )


def recalled(memory: Path) -> tuple[Pair, ...]:
    """What was the same last time; nothing where there was no last time. MailhumanError if it cannot be read."""
    try:
        return tuple(Pair(**each) for each in json.loads(memory.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, RecursionError):
        raise MailhumanError(
            f"{memory} cannot be read; nothing was changed",
            next_step="delete it: then cards that differ are told as conflicts, and nothing is lost",
        ) from None


def remember(memory: Path, pairs: Iterable[Pair]) -> None:
    """Keep what is the same now: UIDs and hashes, no names and no words."""
    kept: Sequence[Pair] = sorted(pairs, key=lambda pair: pair.theirs)
    write_file(memory, json.dumps([asdict(pair) for pair in kept], indent=1) + "\n", over=True)


def forget_in_memories(data: Path, uid: str) -> None:
    """Leave no hash of what a person's card told in the memories of `data`.

    Their UID stays, or the next look at the folder would bring back who was to be forgotten.
    """
    for memory in sorted(data.glob("sync-*.json")):
        pairs = recalled(memory)
        if any(pair.mine == uid for pair in pairs):
            remember(memory, [replace(pair, my_hash="", their_hash="") if pair.mine == uid else pair for pair in pairs])
