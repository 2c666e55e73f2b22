"""The drafts of a folder, newest first, a few at a time so that the first can be shown before the last is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mailhuman.errors import MailboxError
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.reading import Filled, filled, outlines
from mailhuman.message import draft_from_parts
from mailhuman.model import Draft

_BATCH = 20
_TEXT_LIMIT = 4_000_000
"""Bytes of one text part of a draft: a page with pictures written into it can be that large."""

_CUT = "only the beginning of a very long text was read"
_NOT_DESCRIBED = "the server could not say what the message is made of"


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """A draft and where it lies: the folder's name as people read it, and the UID with what makes it valid."""

    folder: str
    uidvalidity: int
    uid: int
    draft: Draft


def read_drafts(line: Line, folder: Listed) -> Iterator[FoundDraft]:
    """Read every draft not marked as deleted. Between two, the line may be used for other things.

    MailboxError if the folder was made anew meanwhile, so that its UIDs mean other messages.
    """
    uidvalidity = line.examine(folder).uidvalidity
    uids = line.search(("UNDELETED",))[::-1]
    for start in range(0, len(uids), _BATCH):
        if start and line.examine(folder).uidvalidity != uidvalidity:
            raise MailboxError(
                f"the folder {folder.name} on {line.account.host} was made anew while it was read",
                next_step="run the review again",
            )
        yield from read_batch(line, folder, uidvalidity, uids[start : start + _BATCH])


def read_batch(line: Line, folder: Listed, uidvalidity: int, uids: Sequence[int]) -> list[FoundDraft]:
    """Read these messages of the open folder as drafts, in the order asked for; those that are gone are left out."""
    found = filled(line, list(outlines(line, uids)), _TEXT_LIMIT)
    return [FoundDraft(folder.name, uidvalidity, each.outline.uid, _draft(each)) for each in found]


def _draft(found: Filled) -> Draft:
    if not found.outline.whole:
        header_only = draft_from_parts(found.outline.header, ())
        return replace(header_only, status="unreadable", remarks=(_NOT_DESCRIBED,))
    draft = draft_from_parts(found.outline.header, found.parts)
    if found.cut and _CUT not in draft.remarks:
        return replace(draft, remarks=(*draft.remarks, _CUT))
    return draft
