"""The companion note: a message from the writer to the writer that says beside a draft what a review found.

It lies on a server where others may read it, so it holds less than the terminal shows: no address but the writer's
own, facts only where they are free to be mentioned, and of what was kept back no more than the gates.
"""

from __future__ import annotations

from mailhuman.show.note.message import companion_note, revision_of

__all__ = ["companion_note", "revision_of"]
