"""Words written into a draft, only when its writer asks: byte by byte, journalled, and never at a draft's expense."""

from __future__ import annotations

from mailhuman.writing.back import Found, Place, look, resume_all, undo, undoable, write
from mailhuman.writing.change import Change, Edit, Refused, Spliced
from mailhuman.writing.finishing import finish
from mailhuman.writing.journal import Journal, JournalError
from mailhuman.writing.operation import Operation
from mailhuman.writing.server import Drafts, OnServer
from mailhuman.writing.splice import splice

__all__ = [
    "Change",
    "Drafts",
    "Edit",
    "Found",
    "Journal",
    "JournalError",
    "OnServer",
    "Operation",
    "Place",
    "Refused",
    "Spliced",
    "finish",
    "look",
    "resume_all",
    "splice",
    "undo",
    "undoable",
    "write",
]
