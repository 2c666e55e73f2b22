"""Words written into a draft, only when its writer asks: byte by byte, journalled, and never at a draft's expense."""

from __future__ import annotations

from mailhuman.writing.change import Change, Edit, Refused, Spliced
from mailhuman.writing.splice import splice

__all__ = ["Change", "Edit", "Refused", "Spliced", "splice"]
