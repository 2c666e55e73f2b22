"""A mail account's drafts, their threads and correspondents, read over IMAP; nothing on the server is ever changed."""

from __future__ import annotations

from mailhuman.mailbox.drafts import FoundDraft
from mailhuman.mailbox.entering import enter
from mailhuman.mailbox.folders import Folders
from mailhuman.mailbox.session import Session, connect

__all__ = ["Folders", "FoundDraft", "Session", "connect", "enter"]
