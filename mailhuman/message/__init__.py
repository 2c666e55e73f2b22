"""Bytes into a Draft or a ThreadMessage, the writer's own words told from quotes, signatures and disclaimers."""

from __future__ import annotations

from mailhuman.message.part import Part
from mailhuman.message.reading import draft_from_parts, message_from_parts, read_draft, read_thread

__all__ = ["Part", "draft_from_parts", "message_from_parts", "read_draft", "read_thread"]
