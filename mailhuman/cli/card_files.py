"""Files of contacts as the command reads and writes them: whole or not at all, readable by the owner alone."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mailhuman.cli.given import MOST_BYTES, beginning
from mailhuman.errors import ContactsError, MailhumanError, Problem
from mailhuman.model import Contact
from mailhuman.show.safe import visible

_VCARDS = frozenset({".vcf", ".vcard"})


def is_vcard(file: Path) -> bool:
    """Whether a file is named as vCards are."""
    return file.suffix.lower() in _VCARDS


def read_file(file: Path) -> tuple[Contact, ...]:
    """Read a file of contacts, or standard input for "-". ContactsError with all its problems."""
    text = read_text(file)
    if is_vcard(file) or text.lstrip()[:11].upper() == "BEGIN:VCARD":
        from mailhuman.contacts.vcard import parse_vcards

        return parse_vcards(text, str(file))
    if file.suffix.lower() == ".csv":
        from mailhuman.contacts.table import parse_csv

        return parse_csv(text, str(file))
    if text.lstrip()[:1] == "{":
        from mailhuman.contacts.monica import parse_monica

        return parse_monica(text, str(file))
    from mailhuman.contacts import parse_contacts

    return parse_contacts(text, str(file))


def read_text(file: Path) -> str:
    """Read a file of text, or standard input for "-". ContactsError if the disk does not give it, or it is none."""
    try:
        raw = beginning(file)
    except OSError as error:
        next_step = "check that it is there and that you may read it"
        raise ContactsError(
            (Problem(str(file), 0, 0, f"cannot be read: {error.strerror}"),), next_step=next_step
        ) from None
    if len(raw) > MOST_BYTES:
        what = f"is larger than {MOST_BYTES // 1024 // 1024} MiB"
        raise ContactsError((Problem(str(file), 0, 0, what),), next_step="give it in smaller parts")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContactsError((Problem(str(file), line, 0, "is not UTF-8 text"),), next_step="save it as UTF-8") from None


def written(cards: Sequence[Contact], *, vcard: bool) -> str:
    """The cards as one text."""
    if vcard:
        from mailhuman.contacts.vcard import dump_vcards

        return dump_vcards(cards)
    from mailhuman.contacts import dump_contacts

    return dump_contacts(cards)


def print_text(text: str) -> None:
    """Print a text in UTF-8; on a terminal without anything that would command it."""
    if sys.stdout.isatty():
        text = visible(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def write_file(file: Path, text: str, *, over: bool) -> None:
    """Write a file that only its owner may read: all of it, or it stays as it was. MailhumanError where that fails."""
    target = file.resolve()
    if target.exists() and not target.is_file():
        raise MailhumanError(f"{file} is no file that can be written over", next_step="name another file")
    if target.exists() and not over:
        raise MailhumanError(f"{file} is there already", next_step="name another file, or say --force to write over it")
    try:
        _replace(target, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise MailhumanError(
            f"{file} cannot be written: {error.strerror}", next_step="see that its folder is there and not full"
        ) from None


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", dir=target.parent)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)  # noqa: PTH105 - one word for one call of the system
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - as above
        raise
